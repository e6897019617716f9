"""The labelled sentences, and how well the rules do on them.

A sentence marks what identifies: "Mr {name:Smith} rang". By a fixed rule half of them are kept
aside: the rules were written with the other half, and figures are of the half kept aside. Files
that begin with "blind" were written by somebody who had not read the rules.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from zlib import crc32

from models.redaction.finding import find
from models.redaction.found import Kind

_FOLDER = Path(__file__).parent / "labelled"
_MARK = re.compile(r"\{([a-z_]+):([^}]*)\}")
WRITTEN = date(2026, 11, 24)
"""The day of the sentences: it tells the dates of their shifts from dates of birth."""
PUBLIC = frozenset({"116123", "08000684141", "08088010327", "03001231100", "03301231245"})
"""Helplines that the sentences name."""
Span = tuple[Kind, int, int]


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as it is typed, and what identifies somebody in it."""

    text: str
    spans: frozenset[Span]
    kept_aside: bool
    blind: bool

    @property
    def found(self) -> frozenset[Span]:
        """Return what the rules find in it."""
        return frozenset((f.kind, f.start, f.end) for f in find(self.text, WRITTEN, PUBLIC))


@dataclass(frozen=True, slots=True)
class Figures:
    """How one kind does: right is found to the letter; missed and wrong are not."""

    right: int
    missed: int
    wrong: int

    @property
    def recall(self) -> float:
        """Return the part of what is there that was found, to the letter."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def precision(self) -> float:
        """Return the part of what was found that is there, to the letter."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0


def sentences() -> Iterator[Sentence]:
    """Yield every labelled sentence."""
    for path in sorted(_FOLDER.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.startswith("#"):
                yield _sentence(line, blind=path.name.startswith("blind"))


def _sentence(line: str, *, blind: bool = False) -> Sentence:
    text, spans, after = "", set(), 0
    for mark in _MARK.finditer(line):
        text += line[after : mark.start()]
        spans.add((Kind(mark[1]), len(text), len(text) + len(mark[2])))
        text += mark[2]
        after = mark.end()
    kept_aside = crc32(line.encode()) % 2 == 1
    return Sentence(text + line[after:], frozenset(spans), kept_aside, blind)


def figures(among: Iterable[Sentence]) -> dict[Kind, Figures]:
    """Return the figures of every kind over some sentences."""
    right: Counter[Kind] = Counter()
    missed: Counter[Kind] = Counter()
    wrong: Counter[Kind] = Counter()
    for sentence in among:
        found = sentence.found
        right.update(kind for kind, _, _ in found & sentence.spans)
        missed.update(kind for kind, _, _ in sentence.spans - found)
        wrong.update(kind for kind, _, _ in found - sentence.spans)
    return {kind: Figures(right[kind], missed[kind], wrong[kind]) for kind in Kind}
