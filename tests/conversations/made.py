"""What stories are made of: two sites, the seven taps to the review, the word on old buttons."""

from models.site import Site, SiteKind
from models.store import sites
from tests.conversations.phone import House

FAST = (
    "It happened to me",
    "Yes",
    "Shouted, swore or insulted",
    "Patient",
    "Ward",
    "This shift",
    "Shaken",
)
STALE = "That button is from an earlier screen. Nothing was changed."
HILL = Site("hill", "Made-up Hill", SiteKind.HOSPITAL, "hill-code", "5555", security_internal=True)
VALE = Site("vale", "Made-up Vale", SiteKind.COMMUNITY, "vale-code")


async def with_sites(house: House) -> None:
    await house.store.write(lambda tx: [sites.add(tx, site) for site in (HILL, VALE)])
