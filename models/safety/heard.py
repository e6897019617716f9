"""What can be heard in a typed text; never a score, a level or a person's state."""

from dataclasses import dataclass
from enum import StrEnum


class Heard(StrEnum):
    """What the text calls for, the most urgent first."""

    CARE = "care"
    """The person themselves, or danger now: the care card at once."""
    CHECK = "check"
    """Unclear, indirect or text speak: "Just checking: is this about you?"."""
    PATIENT = "patient"
    """Somebody else may be at risk: the line for patient safety."""
    REPORTED = "reported"
    """A threat that is told: the line for the incident."""
    NOTHING = "nothing"

    @property
    def alarms(self) -> bool:
        """Tell whether the person themselves is asked or shown the card."""
        return self in {Heard.CARE, Heard.CHECK}


URGENCY = tuple(Heard)
"""Of several things heard in one text the earliest of these counts."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was heard and the name of the rule that did: for tests and the operator's command.

    Never stored or logged. `rule` is empty when nothing was heard.
    """

    heard: Heard
    rule: str = ""


SILENCE = Reading(Heard.NOTHING)


def most_urgent(readings: list[Reading]) -> Reading:
    """Return the reading that counts."""
    return min(readings, key=lambda one: URGENCY.index(one.heard), default=SILENCE)
