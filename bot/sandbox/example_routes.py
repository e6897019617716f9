"""The demo's local support routes: six for each example site, as made up as the sites themselves.

Numbers are from the range Ofcom keeps free for drama (01632 960000 to 960999), or extensions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.sandbox.example_trust import SITES
from models.route import Kind, Route, Status, Tag
from models.site import Site

WHO = "the demo (example)"
ALWAYS = "24/7"
OFFICE = "Mo-Fr 09:00-17:00; PH off"


@dataclass(frozen=True, slots=True)
class _Service:
    """What every example site has, at a number of its own."""

    kind: Kind
    name: str
    purpose: str
    tags: frozenset[Tag] = frozenset()
    cost: str = ""


SERVICES = (
    _Service(
        Kind.SECURITY,
        "Site security",
        "Danger on site now, a safe walk to your car, or a plan for your next shift.",
    ),
    _Service(
        Kind.MANAGER,
        "Manager on call",
        "Tell someone today, get time off the floor, or get help with the form.",
    ),
    _Service(
        Kind.OCCUPATIONAL_HEALTH,
        "Occupational health",
        "Your health at work, bites and needles, and changes that help you stay at work.",
        frozenset({Tag.ADJUSTMENTS}),
    ),
    _Service(
        Kind.COUNSELLING,
        "Staff counselling line",
        "Talk in private with someone trained. Work is not told who calls.",
        frozenset({Tag.TALK, Tag.MONEY}),
        cost="Free for staff",
    ),
    _Service(
        Kind.SPEAK_UP_GUARDIAN,
        "Freedom to Speak Up Guardian",
        "Speak up in private about anything that gets in the way of good care or of your work.",
        frozenset({Tag.SPEAKING_UP}),
    ),
    _Service(
        Kind.SEXUAL_SAFETY,
        "Sexual safety lead",
        "Sexual harm at work, or abuse at home. You choose what happens next.",
    ),
)

NUMBERS: dict[str, tuple[tuple[str, str], ...]] = {
    "pebblewick": (
        ("5501", ALWAYS),
        ("5510", ALWAYS),
        ("5520", "Mo-Fr 08:30-16:30; PH off"),
        ("01632 960 101", ALWAYS),
        ("01632 960 102", OFFICE),
        ("01632 960 103", "Mo-Th 09:00-16:00; PH off"),
    ),
    "thistledown": (
        ("6601", ALWAYS),
        ("6610", "Mo-Su 20:00-08:00"),
        ("6620", "Mo-Fr 09:00-16:00; PH off"),
        ("01632 960 121", "Mo-Su 08:00-22:00"),
        ("01632 960 122", OFFICE),
        ("01632 960 123", OFFICE),
    ),
    "doorsteps": (
        ("01632 960 143", ALWAYS),
        ("01632 960 145", "Mo-Su 07:00-23:00"),
        ("01632 960 144", "Mo-Fr 08:00-18:00; PH off"),
        ("01632 960 146", ALWAYS),
        ("01632 960 147", "Tu,Th 10:00-15:00; PH off"),
        ("01632 960 148", ""),
    ),
    "larkfield": (
        ("01632 960 177", ALWAYS),
        ("01632 960 179", ALWAYS),
        ("01632 960 178", "Mo-Fr 08:30-16:30; PH off"),
        ("01632 960 180", "Mo-Su 06:00-02:00"),
        ("01632 960 181", OFFICE),
        ("01632 960 182", OFFICE),
    ),
}
"""Each site's numbers and hours, in the order of the services; empty hours: nobody knows."""


def example_routes(today: date) -> Iterator[Route]:
    """Return the routes of all example sites, as if somebody had made sure of them today."""
    for site in SITES:
        for service, (phone, hours) in zip(SERVICES, NUMBERS[site.id], strict=True):
            yield _route(site, service, phone, hours, today)


def _route(site: Site, service: _Service, phone: str, hours: str, today: date) -> Route:
    return Route(
        id=f"{site.id}_{service.kind}",
        name=service.name,
        purpose=service.purpose,
        tags=service.tags,
        kind=service.kind,
        phone=phone,
        internal=not phone.startswith("0"),
        hours=hours,
        cost=service.cost,
        area=frozenset({site.nation}),
        site=site.id,
        status=Status.ACTIVE,
        verified=today,
        verified_by=WHO,
        example=True,
    )
