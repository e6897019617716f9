"""An incident as it is kept: a week, a shift band and coded answers, never a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened: `week` is its Monday, `band` a shift band or None when not this shift."""

    week: date
    band: str | None
    witness: bool
    answers: Mapping[str, tuple[str, ...]]
