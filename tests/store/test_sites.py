"""Sites and their join codes."""

from dataclasses import replace

from models.site import Site, SiteKind
from models.store import sites
from models.store.doors import Store
from tests.store.made import WARD, run

VALE = Site("vale", "A Vale", SiteKind.COMMUNITY, "vale-code", "4400", True, "Room 3")  # noqa: FBT003


async def test_sites_come_back_by_name_code_and_id(store: Store) -> None:
    assert await store.write(run(sites.add, WARD))
    assert await store.write(run(sites.add, VALE))
    assert await store.read(sites.all_sites) == [VALE, WARD]
    assert await store.read(run(sites.by_code, "vale-code")) == VALE
    assert await store.read(run(sites.by_id, "hill")) == WARD
    assert await store.read(run(sites.by_code, "nothing")) is None


async def test_an_id_or_a_code_that_is_taken_changes_nothing(store: Store) -> None:
    await store.write(run(sites.add, WARD))
    assert not await store.write(run(sites.add, replace(VALE, id="hill")))
    assert not await store.write(run(sites.add, replace(VALE, code="hill-code")))
    assert await store.read(sites.all_sites) == [WARD]


async def test_an_old_join_code_leads_nowhere_after_a_new_one(store: Store) -> None:
    await store.write(run(sites.add, WARD))
    code = await store.write(run(sites.rotate_code, "hill"))
    assert await store.read(run(sites.by_code, "hill-code")) is None
    assert await store.read(run(sites.by_code, code)) == replace(WARD, code=code)
    assert await store.write(run(sites.rotate_code, "nowhere")) is None


async def test_nobody_joins_a_closed_site_but_it_is_still_known(store: Store) -> None:
    await store.write(run(sites.add, WARD))
    assert await store.write(run(sites.close, "hill"))
    assert await store.read(run(sites.by_code, "hill-code")) is None
    assert await store.read(run(sites.by_id, "hill")) == replace(WARD, closed=True)
    assert not await store.write(run(sites.close, "nowhere"))
