"""How a phrase is written in the list, and the places it is read as.

I WANT to DIE        words in capitals are groups; small ones are themselves
take/taken my life   any of these words
I (just) WANT        a word that may be missing
I . DIE              1 other word between or none, but none that denies
I .. DIE             up to 3
I ... DIE            up to 6
| hopeless |         where a clause begins or ends
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

EDGE = "|"
"""The word that stands for the beginning or the end of a clause."""
_WORD = re.compile(r"[a-z0-9]+")
_GAPS = {".": 1, "..": 3, "...": 6}
Groups = Mapping[str, frozenset[str]]
Plain = Callable[[str], tuple[str, ...]]
"""How a written word is read: "dont" as "do", "not"."""


class Unreadable(ValueError):
    """A phrase that is not written as it has to be; the text says why."""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a phrase: the words that fit there. No words: any word that denies nothing."""

    words: frozenset[str] = frozenset()
    optional: bool = False


def places(phrase: str, groups: Groups, plain: Plain) -> tuple[Place, ...]:
    """Return the places of a phrase, or raise Unreadable."""
    read = [place for part in phrase.split() for place in _part(part, groups, plain)]
    if not read or read[0].optional or read[-1].optional:
        raise Unreadable(f"'{phrase}' has to begin and end with a word that must be there")
    if all(EDGE in place.words for place in read):
        raise Unreadable(f"'{phrase}' has no word")
    return tuple(read)


def members(names: str, groups: Groups, plain: Plain) -> frozenset[str]:
    """Return the words of a group: each one word as it is read, or another group."""
    words = [_words(name, groups, plain) for name in names.split()]
    for name, read in zip(names.split(), words, strict=True):
        if len(read) != 1:
            raise Unreadable(f"'{name}' stands for several words")
    return frozenset().union(*(read[0] for read in words))


def _part(part: str, groups: Groups, plain: Plain) -> list[Place]:
    if part in _GAPS:
        return [Place(optional=True)] * _GAPS[part]
    optional = part.startswith("(") and part.endswith(")")
    choices = [_words(one, groups, plain) for one in part.strip("()").split("/")]
    if len(choices) == 1:
        return [Place(fit, optional) for fit in choices[0]]
    if any(len(choice) != 1 for choice in choices):
        raise Unreadable(f"in '{part}' every choice has to be one word")
    return [Place(frozenset().union(*(choice[0] for choice in choices)), optional)]


def _words(name: str, groups: Groups, plain: Plain) -> list[frozenset[str]]:
    """Return what one written word stands for: a group, or the words it is read as."""
    if name == EDGE:
        return [frozenset((EDGE,))]
    if name != name.lower():
        if name not in groups:
            raise Unreadable(f"there is no group {name} above this line")
        return [groups[name]]
    if not _WORD.fullmatch(name):
        raise Unreadable(f"'{name}' is no word: letters only, no apostrophe, no hyphen")
    return [frozenset((word,)) for word in plain(name)]
