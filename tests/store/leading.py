"""Leads of the store's tests: sites, a route of one, and leads who have accepted."""

from dataclasses import replace
from typing import Any

from bot.book.lead_samples import WHOLE
from models.lead import LINK, Lead
from models.site import Site, SiteKind
from models.store import leads, sites
from models.store.doors import Store
from tests.store.made import WARD, run

VALE = Site("vale", "Made-up Vale", SiteKind.COMMUNITY, "vale-code")
KEEPER = Lead("Morgan Moor", (WARD,), all_sites=False, may_verify=True)
DESK = replace(WHOLE, site=WARD.id, verified=None, verified_by="")


async def with_sites(store: Store) -> None:
    await store.write(lambda tx: [sites.add(tx, site) for site in (WARD, VALE)])


async def token_for(store: Store, lead: Lead, days: int = 7) -> str:
    invitation = await store.write(run(leads.invite, lead, days))
    return str(invitation.code.removeprefix(LINK))


async def made(store: Store, person: int, lead: Lead) -> Any:  # noqa: ANN401 - a Lead, or None
    return await store.write(run(leads.accept, person, await token_for(store, lead)))
