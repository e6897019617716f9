"""Own words: how long they may be, and what a tap on the check of a typed message stands for."""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

MOST = 2000
"""Letters at most, counted as a phone counts them: in UTF-16 units."""

ROOM = 6144
"""Bytes words are padded to, everybody's to the same: 2,000 units are 6,000 bytes at most."""

PREFIX = "w"
_MARK = 12


class Act(StrEnum):
    """What a button under a check does; one letter, as it travels."""

    HIDDEN = "h"
    TYPED = "t"
    CHANGE = "c"
    LEAVE = "l"
    USE = "u"


@dataclass(frozen=True, slots=True)
class Press:
    """A button of a check: which draft, what to do, and the mark of the words that were shown.

    Without a mark the words stand in the message with the button itself. `to` is the id of the
    report that they are added to, "" for the draft's own.
    """

    draft: str
    act: Act
    mark: str
    to: str = ""

    def __str__(self) -> str:
        """Return the callback data, at most 64 bytes."""
        return f"{PREFIX}:{self.draft}:{self.act}:{self.mark}:{self.to}".removesuffix(":")


def read_press(data: str) -> Press | None:
    """Read callback data, which is user input: None for anything that we never wrote."""
    try:
        prefix, draft, act, mark, *to = data.split(":")
        return Press(draft, Act(act), mark, *to) if prefix == PREFIX else None
    except (ValueError, TypeError):
        return None


def length(words: str) -> int:
    """Return how many letters a phone counts; most emoji count as 2."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def beginning(words: str, most: int) -> str:
    """Return the words, cut to `most` letters and "…" where they are longer."""
    if length(words) <= most:
        return words
    units = words.encode("utf-16-le", "surrogatepass")[: 2 * most]
    return f"{units.decode('utf-16-le', 'ignore')}…"


def mark_of(words: str) -> str:
    """Return a short mark by which the words that were shown are known again."""
    return sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK]


def joined(before: str, more: str) -> str:
    """Return the words with more of them on a line of their own: nothing typed is replaced."""
    return f"{before}\n{more}" if before else more
