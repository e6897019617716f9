"""An incident as it is kept: a week, a shift band and coded answers, never a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


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
