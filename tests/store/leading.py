"""Leads of the store's tests: sites, a desk for them, and leads who have accepted."""

from typing import Any

from models.lead import LINK, Lead
from models.route import Kind, Route, Status, Tag
from models.site import Site, SiteKind
from models.store import leads, sites
from models.store.doors import Store
from tests.store.made import WARD, run

VALE = Site("vale", "Made-up Vale", SiteKind.COMMUNITY, "vale-code")
KEEPER = Lead("Morgan Moor", (WARD,), all_sites=False, may_verify=True)
DESK = Route(
    id="hill_desk",
    name="Desk",
    purpose="Ask here.",
    tags=frozenset({Tag.TALK}),
    kind=Kind.COUNSELLING,
    phone="5501",
    internal=True,
    site=WARD.id,
    status=Status.ACTIVE,
)


async def with_sites(store: Store) -> None:
    await store.write(lambda tx: [sites.add(tx, site) for site in (WARD, VALE)])


async def token_for(store: Store, lead: Lead, days: int = 7) -> str:
    invitation = await store.write(run(leads.invite, lead, days))
    return str(invitation.code.removeprefix(LINK))


async def made(store: Store, person: int, lead: Lead) -> Any:  # noqa: ANN401 - a Lead, or None
    return await store.write(run(leads.accept, person, await token_for(store, lead)))
