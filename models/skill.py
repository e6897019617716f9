"""A skill: one idea of a theme, learned in a short lesson and asked about again."""

from dataclasses import dataclass
from enum import StrEnum

from models.report import What

FIXED = frozenset({"title", "notice", "line", "not_when", "question", "why"})
"""The blocks of words that every lesson has, beside its options."""


class Theme(StrEnum):
    """The six themes of the course, in the order in which they are offered."""

    LISTENING = "listening"
    CALMING = "calming"
    THREATS = "threats"
    DISTRESS = "distress"
    WELLBEING = "wellbeing"
    SUPPORT = "support"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One idea; its words stand in messages/lessons under its id.

    options: the answers to its question in their order; `right` is the one that fits.
    scene:   the rehearsal that goes with it, "" without one.
    after:   what was logged, when it may be offered after a log.
    """

    id: str
    theme: Theme
    options: tuple[str, ...]
    right: str
    scene: str = ""
    after: frozenset[What] = frozenset()

    @property
    def blocks(self) -> frozenset[str]:
        """Return the names of the words that it needs."""
        return FIXED.union(self.options)
