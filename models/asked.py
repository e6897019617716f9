"""What somebody asks support for, and the few facts a suggestion may lean on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from models.report import Ground, Role, What, Who
from models.site import Nation


class Need(StrEnum):
    """What would help. The first eight are offered after a log, the others by /support.

    The last one is offered by a check-in alone, when things are still hard after 4 weeks.
    """

    NOTE = "note"
    BREATHE = "breathe"
    TALK = "talk"
    WORK = "work"
    OFFICIAL = "official"
    POLICE = "police"
    LEGAL = "legal"
    NOT_NOW = "not_now"
    SEXUAL = "sexual"
    HATE = "hate"
    VIOLENCE = "violence"
    HOME = "home"
    LIFE = "life"
    JOB = "job"
    LASTING = "lasting"


@dataclass(frozen=True, slots=True)
class Facts:
    """What was answered in a log, as far as it decides which routes fit; never stored."""

    what: frozenset[What] = frozenset()
    who: frozenset[Who] = frozenset()
    grounds: frozenset[Ground] = frozenset()
    role: Role | None = None

    @classmethod
    def of(cls, answers: Mapping[str, tuple[str, ...]]) -> "Facts":
        """Read the facts out of a report's answers."""
        role = answers.get("role", ())
        return cls(
            what=frozenset(map(What, answers.get("what", ()))),
            who=frozenset(map(Who, answers.get("who", ()))),
            grounds=frozenset(map(Ground, answers.get("linked", ()))),
            role=Role(role[0]) if role else None,
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A person's question: their need, the facts, their site's id ("" without) and nation.

    manager: they asked for a manager, although a manager or colleague did it.
    """

    need: Need
    facts: Facts = field(default_factory=Facts)
    site: str = ""
    nation: Nation = Nation.ENGLAND
    manager: bool = False
