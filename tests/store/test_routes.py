"""Support routes as they are kept, on both databases."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial

from sqlalchemy import String, select, update

from models.route import LIMITS, Audience, Kind, Route, Status, Tag, TextLine
from models.route_file.read import seed_routes
from models.site import Nation
from models.store import routes
from models.store.doors import Store, Tx
from models.store.prepare import prepare
from models.store.routes import Failures
from models.tables import route as table
from models.tables import route_failure
from tests.moment import Moment
from tests.store.made import run

FULL = Route(
    id="hill_line",
    name="Hill line",
    purpose="Someone to talk to.",
    tags=frozenset({Tag.TALK, Tag.CRISIS}),
    kind=Kind.COUNSELLING,
    phone="5501",
    internal=True,
    text=TextLine("85258", "SHOUT"),
    email="help@example.org",
    link="https://example.org",
    hours="Mo-Fr 09:00-17:00; PH off",
    cost="free",
    area=frozenset({Nation.WALES, Nation.SCOTLAND}),
    audience=frozenset({Audience.NURSES, Audience.MIDWIVES}),
    who_for="nurses",
    site="hill",
    status=Status.ACTIVE,
    verified=date(2026, 11, 20),
    verified_by="Sam",
    source="the ward's wall",
    note="ask for Kim",
    example=True,
)
BARE = Route(id="bare", name="B", purpose="P.", tags=frozenset({Tag.LOSS}), kind=Kind.SERVICE)


async def test_a_route_comes_back_as_it_was_kept(store: Store) -> None:
    for route in (FULL, BARE):
        await store.write(run(routes.save, route))
    assert await store.read(routes.all_routes) == (BARE, FULL)
    assert await store.read(run(routes.by_id, "hill_line")) == FULL
    assert await store.read(run(routes.by_id, "nothing")) is None


async def test_a_site_has_its_own_routes_and_those_of_everybody(store: Store) -> None:
    for route in (FULL, BARE, replace(FULL, id="vale_line", site="vale")):
        await store.write(run(routes.save, route))
    assert await store.read(run(routes.at_site, "hill")) == (BARE, FULL)
    assert await store.read(run(routes.at_site, "")) == (BARE,)
    newer = replace(BARE, phone="5502")
    await store.write(run(routes.save, newer))
    assert await store.read(run(routes.at_site, "")) == (newer,)


async def test_what_is_as_it_was_is_not_read_again_and_what_anybody_changed_is(
    store: Store,
) -> None:
    def changed_by_hand(tx: Tx) -> None:
        tx.connection.execute(update(table).values(phone="5503"))

    for route in (FULL, BARE):
        await store.write(run(routes.save, route))
    before = await store.read(run(routes.at_site, "hill"))
    assert await store.read(run(routes.at_site, "hill")) is before
    await store.write(changed_by_hand)  # no function of ours, as from another process
    after = await store.read(run(routes.at_site, "hill"))
    assert [route.phone for route in after] == ["5503", "5503"]


async def test_a_route_is_kept_over_the_one_of_its_id(store: Store) -> None:
    await store.write(run(routes.save, FULL))
    changed = replace(FULL, phone="5502", text=None, verified=None)
    await store.write(run(routes.save, changed))
    assert await store.read(routes.all_routes) == (changed,)


async def test_planting_adds_what_is_absent_and_changes_nothing(store: Store) -> None:
    mine = replace(seed_routes()[0], name="Mine", status=Status.CLOSED)
    await store.write(run(routes.save, mine))
    for _ in range(2):
        await store.write(routes.plant)
        known = {route.id: route for route in await store.read(routes.all_routes)}
        assert known == {**{route.id: route for route in seed_routes()}, mine.id: mine}
    await store.write(run(routes.plant, [FULL]))
    assert await store.read(run(routes.by_id, FULL.id)) == FULL


async def test_a_database_is_made_ready_with_the_routes_in_it(
    blank_url: str, store: Store
) -> None:
    prepare(blank_url)
    prepare(blank_url)
    ready = Store.open(blank_url, store._vault, store._clock)
    assert len(await ready.read(routes.all_routes)) == len(seed_routes())
    await ready.close()


async def test_what_somebody_made_sure_of_is_shown(store: Store) -> None:
    waiting = replace(FULL, status=Status.VERIFY, verified=None, verified_by="")
    await store.write(run(routes.save, waiting))
    sure = await store.write(run(routes.verify, FULL.id, "Kim", date(2026, 11, 24)))
    assert sure == replace(FULL, verified=date(2026, 11, 24), verified_by="Kim")
    assert await store.read(run(routes.by_id, FULL.id)) == sure


async def test_what_is_closed_or_empty_cannot_be_made_sure_of(store: Store) -> None:
    for status in (Status.CLOSED, Status.LOCAL):
        await store.write(run(routes.save, replace(FULL, status=status)))
        assert await store.write(run(routes.verify, FULL.id, "Kim", date(2026, 11, 24))) is None
        kept = await store.read(run(routes.by_id, FULL.id))
        assert kept == replace(FULL, status=status)
    assert await store.write(run(routes.verify, "nothing", "Kim", date(2026, 11, 24))) is None


async def test_what_did_not_work_is_counted_by_month_without_anyone(
    store: Store, clock: Moment
) -> None:
    for route in (FULL, BARE):
        await store.write(run(routes.save, route))
    count = partial(run, routes.count_failure)
    assert [await store.write(count(FULL.id)) for _ in range(3)] == [True] * 3
    await store.write(count(BARE.id))
    clock.now = datetime(2026, 12, 1, tzinfo=UTC) + timedelta(hours=1)
    await store.write(count(BARE.id))
    assert await store.read(routes.failures) == (
        Failures("bare", "2026-12", 1),
        Failures("hill_line", "2026-11", 3),
        Failures("bare", "2026-11", 1),
    )
    assert not await store.write(count("nothing"))
    assert [column.name for column in route_failure.columns] == ["route", "month", "count"]


def test_a_column_holds_what_its_limit_allows() -> None:
    sizes = {c.name: c.type.length for c in table.columns if isinstance(c.type, String)}
    assert {key: sizes[key] for key in LIMITS if (sizes[key] or 0) < LIMITS[key]} == {}
    lists = {"tags": Tag, "area": Nation, "audience": Audience}
    assert {k: v for k, v in lists.items() if len(" ".join(v)) > (sizes[k] or 0)} == {}
    widest = max(max(map(len, each)) for each in (Kind, Status))
    assert widest <= (sizes["kind"] or 0)


async def test_no_number_that_nobody_checked_is_kept_as_one(store: Store) -> None:
    def phones(tx: Tx) -> set[str]:
        return set(tx.connection.execute(select(table.c.phone)).scalars())

    await store.write(routes.plant)
    held = {phone.replace(" ", "") for phone in await store.read(phones)}
    assert held.isdisjoint({"01527595999", "03003030444", "02073066666", "08000724725"})
