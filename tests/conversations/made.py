"""What stories are made of: two sites, the taps of a log, of a lesson, the word on old buttons."""

from models.site import Site, SiteKind
from models.store import sites
from tests.conversations.phone import House, Phone

FAST = (
    "It happened to me",
    "Yes",
    "Shouted, swore or insulted",
    "Patient",
    "Ward",
    "This shift",
    "Shaken",
)
STALE = "That button is from an earlier screen. This tap changed nothing."
HILL = Site("hill", "Made-up Hill", SiteKind.HOSPITAL, "hill-code", "5555", security_internal=True)
VALE = Site("vale", "Made-up Vale", SiteKind.COMMUNITY, "vale-code")


async def with_sites(house: House) -> None:
    await house.store.write(lambda tx: [sites.add(tx, site) for site in (HILL, VALE)])


EASE = "Ease a tense moment"


async def rated(sam: Phone, before: str = "3", after: str = "6") -> None:
    await sam.says("/skills")
    await sam.taps(EASE, before, "How confident now?", after)
