"""An incident as it is kept: a week, a shift band and coded answers, never a time."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened: `week` is its Monday, `band` a shift band or None when not this shift.

    `words` are the person's own; only a report that has an owner is kept with them.
    """

    week: date
    band: str | None
    witness: bool
    answers: Mapping[str, tuple[str, ...]]
    words: str = field(default="", repr=False)
