"""A site: a place of work whose staff share a join link and local contacts."""

from dataclasses import dataclass
from enum import StrEnum

from models.telephone import calls_crash_team


class SiteKind(StrEnum):
    """What a site mostly is; it orders the places a person is offered first."""

    HOSPITAL = "hospital"
    MENTAL_HEALTH = "mental_health"
    COMMUNITY = "community"
    AMBULANCE = "ambulance"
    PRACTICE = "practice"
    MATERNITY = "maternity"


class Nation(StrEnum):
    """A nation of the United Kingdom: each has its own services and bank holidays."""

    ENGLAND = "england"
    WALES = "wales"
    SCOTLAND = "scotland"
    NORTHERN_IRELAND = "northern_ireland"


@dataclass(frozen=True, slots=True)
class Site:
    """One site. `security` and `exposure` are shown as they stand; empty means not known.

    security:          phone number of the site's own security; 2222 (the crash team) is refused
                       with ValueError.
    security_internal: the number is an extension that works from a hospital phone only.
    exposure:          where to get help for bites, needles and body fluids.
    example:           made up for the demo, and marked so wherever it is shown.
    nation:            decides which routes serve it, and which days are bank holidays.
    """

    id: str
    name: str
    kind: SiteKind
    code: str
    security: str = ""
    security_internal: bool = False
    exposure: str = ""
    example: bool = False
    closed: bool = False
    nation: Nation = Nation.ENGLAND

    def __post_init__(self) -> None:
        """Refuse a number that must never be called for security."""
        if calls_crash_team(self.security):
            raise ValueError("2222 calls the crash team, never security")
