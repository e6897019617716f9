"""A support route: one way to get help, with what it is for, how to reach it and for whom."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256

from models.site import Nation

UNITED_KINGDOM = frozenset(Nation)


class Tag(StrEnum):
    """What a route helps with; the rules of `models/route_rules.py` ask for these."""

    EMERGENCY = "emergency"
    CRISIS = "crisis"
    TALK = "talk"
    MIND = "mind"
    POLICE = "police"
    CRIME = "crime"
    STALKING = "stalking"
    SEXUAL_CARE = "sexual_care"
    SEXUAL = "sexual"
    HOME_ABUSE = "home_abuse"
    HATE = "hate"
    HATE_RELIGION = "hate_religion"
    HATE_LGBT = "hate_lgbt"
    BULLYING = "bullying"
    UNFAIR = "unfair"
    SPEAKING_UP = "speaking_up"
    LEGAL = "legal"
    RIGHTS = "rights"
    ADJUSTMENTS = "adjustments"
    MONEY = "money"
    LOSS = "loss"
    ADDICTION = "addiction"


class Audience(StrEnum):
    """Whom a route is for, when it is not for everyone.

    `MEMBERS` stands alone: anybody may be a member, and the words of the route say of what.
    """

    DOCTORS = "doctors"
    DENTISTS = "dentists"
    NURSES = "nurses"
    MIDWIVES = "midwives"
    AMBULANCE = "ambulance"
    ALLIED = "allied"
    ASSISTANTS = "assistants"
    STUDENTS = "students"
    MEN = "men"
    WOMEN = "women"
    LGBT = "lgbt"
    UNDER_35 = "under_35"
    MUSLIM = "muslim"
    JEWISH = "jewish"
    MEMBERS = "members"


class Kind(StrEnum):
    """What sort of place a route leads to. From `SECURITY` on they are inside the organisation."""

    EMERGENCY_SERVICE = "emergency_service"
    HELPLINE = "helpline"
    SERVICE = "service"
    ADVICE = "advice"
    UNION = "union"
    REPORTING = "reporting"
    TRAINING = "training"
    SECURITY = "security"
    MANAGER = "manager"
    OCCUPATIONAL_HEALTH = "occupational_health"
    COUNSELLING = "counselling"
    SPEAK_UP_GUARDIAN = "speak_up_guardian"
    SEXUAL_SAFETY = "sexual_safety"
    PEER = "peer"
    HR = "hr"


INSIDE = frozenset(
    {
        Kind.SECURITY,
        Kind.MANAGER,
        Kind.OCCUPATIONAL_HEALTH,
        Kind.COUNSELLING,
        Kind.SPEAK_UP_GUARDIAN,
        Kind.SEXUAL_SAFETY,
        Kind.PEER,
        Kind.HR,
    }
)


class Status(StrEnum):
    """Whether a route may be shown. `VERIFY` waits for a call, `LOCAL` for a site to fill in."""

    ACTIVE = "active"
    VERIFY = "verify"
    CLOSED = "closed"
    LOCAL = "local"


LIMITS = {
    "id": 32,
    "name": 60,
    "purpose": 160,
    "phone": 20,
    "email": 100,
    "link": 300,
    "hours": 200,
    "cost": 60,
    "who_for": 100,
    "site": 40,
    "verified_by": 60,
    "source": 300,
    "note": 400,
}
"""Letters at most. A route has to fit a phone, and its id a button's data."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A number that takes texts, and the word to send to it, if it needs one."""

    number: str
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """One route, as it is kept and shown.

    id:          a to z, digits and _, at most 32; it travels in a button's data.
    purpose:     what it is for, a plain sentence shown to people.
    internal:    the number is an extension that works from a hospital phone only.
    hours:       OpenStreetMap's syntax; empty when nobody knows: "check the website".
    area:        the nations it serves.
    audience:    whom it is for; empty means everyone. `who_for` says it in words.
    site:        the id of the site whose own route it is; empty for one that is open to all.
    verified:    the day somebody last made sure of it; only an active one with a day is shown.
    source:      where the facts stand in public.
    note:        for whoever keeps the routes true; never shown to staff.
    example:     made up for the demo, and marked so wherever it is shown.
    """

    id: str
    name: str
    purpose: str
    tags: frozenset[Tag]
    kind: Kind
    phone: str = ""
    internal: bool = False
    text: TextLine | None = None
    email: str = ""
    link: str = ""
    hours: str = ""
    cost: str = ""
    area: frozenset[Nation] = UNITED_KINGDOM
    audience: frozenset[Audience] = frozenset()
    who_for: str = ""
    site: str = ""
    status: Status = Status.VERIFY
    verified: date | None = None
    verified_by: str = ""
    source: str = ""
    note: str = ""
    example: bool = False

    offers: frozenset[Tag | Kind | Audience] = field(init=False, repr=False, compare=False)
    """All that a rule can ask for, put together once; nothing while it may not be shown."""

    def __post_init__(self) -> None:
        """Put together what the route offers."""
        offers = self.tags | self.audience | {self.kind} if self.may_be_shown else frozenset()
        object.__setattr__(self, "offers", offers)

    @property
    def mark(self) -> str:
        """Return 8 letters that change with any fact that somebody makes sure of."""
        facts = (self.name, self.purpose, self.phone, self.internal, self.text, self.email)
        return sha256(repr((*facts, self.link, self.hours)).encode()).hexdigest()[:8]

    @property
    def outside(self) -> bool:
        """Tell whether it is outside the organisation that the person works for."""
        return not self.site and self.kind not in INSIDE

    @property
    def can_be_verified(self) -> bool:
        """Tell whether somebody can make sure of it: a closed or empty one needs facts first."""
        return self.status in (Status.ACTIVE, Status.VERIFY)

    @property
    def may_be_shown(self) -> bool:
        """Tell whether somebody made sure of it and it is open for business."""
        return self.status is Status.ACTIVE and self.verified is not None
