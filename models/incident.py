"""An incident as it is kept: a week, a shift band and coded answers, never a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from models.own_words import MOST, length

HEADING = 60
"""Letters that the week above an addition may take."""


@dataclass(frozen=True, slots=True)
class Addition:
    """Own words that were added to a report later, and the Monday of the week they were added."""

    week: date
    words: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened: `week` is its Monday, `band` a shift band or None when not this shift.

    `words` are the person's own; only a report that has an owner is kept with them, or with
    `additions`, the earliest first.
    """

    week: date
    band: str | None
    witness: bool
    answers: Mapping[str, tuple[str, ...]]
    words: str = field(default="", repr=False)
    additions: tuple[Addition, ...] = ()

    @property
    def pages(self) -> tuple[tuple[Addition, ...], ...]:
        """Return what was added, page by page; own words take their room on the first one.

        A page holds as many letters as own words may have, so it fits beside the fullest report.
        """
        pages: list[tuple[Addition, ...]] = [()]
        room = MOST - length(self.words)
        for each in self.additions:
            needed = length(each.words) + HEADING
            if needed > room:
                pages.append(())
                room = MOST
            pages[-1] = (*pages[-1], each)
            room -= needed
        return tuple(pages)
