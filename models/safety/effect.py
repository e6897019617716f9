"""What a phrase list does to labelled phrases: recall and false alarms by category.

Three files stand beside the list. One was written with it in mind, half of it kept aside by a
fixed rule; the others by people who never saw the list, two thirds and half of them kept aside.
Figures that are reported are those of phrases that nobody looked at while the list was made.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

from models.safety.heard import Heard
from models.safety.listing import Example, PhraseList
from models.safety.reading import Reader

BUILT_WITH = {"phrases_development.tsv": 2, "phrases_blind.tsv": 3, "phrases_fresh.tsv": 2}
"""By file: one phrase in so many was looked at while the list was made."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One phrase, what ought to be heard in it, and whether it was kept aside."""

    label: Heard
    category: str
    text: str
    aside: bool


@dataclass(frozen=True, slots=True)
class Figures:
    """How a list does on one category: of those that ought to alarm, and of those that must not.

    care: of those that ought to be shown the care card, how many are shown it at once.
    """

    alarms: int = 0
    found: int = 0
    cards: int = 0
    care: int = 0
    quiet: int = 0
    false: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """A phrase that another list hears otherwise."""

    phrase: Labelled
    now: Heard
    then: Heard


def labelled(path: Path) -> tuple[Labelled, ...]:
    """Return the phrases of a file: label, category and text on a line, parted by tabs."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(_labelled(line, BUILT_WITH[path.name]) for line in lines)


def figures(reader: Reader, phrases: Iterable[Labelled]) -> dict[str, Figures]:
    """Return the figures by category, in the order of the alphabet, and those of "all"."""
    by_category: dict[str, list[Labelled]] = {}
    for phrase in phrases:
        by_category.setdefault(phrase.category, []).append(phrase)
    parts = {name: _figures(reader, some) for name, some in sorted(by_category.items())}
    return parts | {"all": _sum(parts.values())}


def changes(now: Reader, then: Reader, phrases: Iterable[Labelled]) -> list[Change]:
    """Return the phrases that the two lists do not hear alike."""
    heard = ((one, now.read(one.text).heard, then.read(one.text).heard) for one in phrases)
    return [Change(*one) for one in heard if one[1] is not one[2]]


def broken(phrases: PhraseList, reader: Reader) -> list[Example]:
    """Return the examples of a list that do not hold."""
    return [one for one in phrases.examples if one.fires is not _fires(reader, one)]


def _fires(reader: Reader, example: Example) -> bool:
    """Tell whether a rule's example is heard as that rule says, a mark's as any alarm."""
    heard = reader.all(example.text)
    if example.rule is None:
        return any(one.heard.alarms for one in heard)
    return any(one.rule == example.rule.name and one.heard is example.rule.hears for one in heard)


def _labelled(line: str, built_with: int) -> Labelled:
    label, category, text = line.split("\t")
    aside = hashlib.sha256(text.encode()).digest()[0] % built_with != 0
    return Labelled(Heard(label), category, text, aside)


def _sum(parts: Iterable[Figures]) -> Figures:
    return Figures(*map(sum, zip(*map(astuple, parts), strict=True)))


def _figures(reader: Reader, phrases: list[Labelled]) -> Figures:
    heard = [(phrase.label, reader.read(phrase.text).heard) for phrase in phrases]
    alarms = [(label, one) for label, one in heard if label.alarms]
    cards = [one for label, one in alarms if label is Heard.CARE]
    quiet = [one for label, one in heard if not label.alarms]
    return Figures(
        alarms=len(alarms),
        found=sum(one.alarms for _, one in alarms),
        cards=len(cards),
        care=sum(one is Heard.CARE for one in cards),
        quiet=len(quiet),
        false=sum(one.alarms for one in quiet),
    )
