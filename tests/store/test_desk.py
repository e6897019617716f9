"""The desk and what is posted: a lead sees their sites and no other, and every view is noted."""

from collections.abc import AsyncIterator
from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from models.checkin import ASKING
from models.counts.menu import SMALLER, Row
from models.counts.period import named
from models.lead import LINK, Lead
from models.sealing import Vault
from models.site import Site, SiteKind
from models.store import desk, leads, posted, releases, sites
from models.store.doors import Store, Tx
from models.store.wall import Wall
from models.tables import cell, release
from tests.moment import Moment
from tests.store.counted import BEGAN, HILL, began, log, on, pass_weeks
from tests.store.made import MORGAN, RHYS, run
from tests.store.walled import logins

VALE = Site("vale", "Made-up Vale", SiteKind.COMMUNITY, "vale-code")
TODAY = date(2026, 11, 27)
HILL_LEAD = Lead("Morgan Moor", (HILL,), all_sites=False, may_verify=False)
EVERYWHERE = Lead("Rhys Rill", (), all_sites=True, may_verify=False)


@pytest.fixture
async def wall(store: Store, store_url: str, vault: Vault, clock: Moment) -> AsyncIterator[Wall]:
    await began(store, clock)
    await store.write(lambda tx: sites.add(tx, VALE))
    for person, lead in ((MORGAN, HILL_LEAD), (RHYS, EVERYWHERE)):
        made = await store.write(run(leads.invite, lead, 7))
        await store.write(run(leads.accept, person, made.code.removeprefix(LINK)))
    opened = Wall.open(store_url, logins(store_url), vault, clock)
    yield opened
    await opened.close()


async def test_a_lead_who_looks_is_known_with_their_sites_and_noted(wall: Wall) -> None:
    viewer = await wall.desk.write(lambda tx: desk.look(tx, MORGAN, "what", TODAY))
    assert viewer is not None
    assert [site.name for site in viewer.sites] == [HILL.name]
    assert viewer.sites[0].code == ""
    everywhere = await wall.desk.write(lambda tx: desk.look(tx, RHYS, "site", TODAY))
    assert everywhere is not None
    assert {site.id for site in everywhere.sites} == {HILL.id, VALE.id}
    seen = await wall.desk.read(desk.views)
    assert [(each.name, each.shown, each.day) for each in seen] == [
        ("Morgan Moor", "what", TODAY),
        ("Rhys Rill", "site", TODAY),
    ]


async def test_whoever_is_no_lead_sees_nothing_and_who_is_revoked_nothing_more(
    wall: Wall, store: Store
) -> None:
    assert await wall.desk.write(lambda tx: desk.look(tx, 1, "what", TODAY)) is None
    viewer = await wall.desk.write(lambda tx: desk.look(tx, MORGAN, "what", TODAY))
    assert viewer is not None
    await store.write(lambda tx: leads.revoke(tx, viewer.id))
    assert await wall.desk.write(lambda tx: desk.look(tx, MORGAN, "what", TODAY)) is None
    assert await wall.desk.read(desk.views) == []  # what is kept of a lead goes with them


async def test_a_note_is_claimed_once_by_those_who_want_it(wall: Wall) -> None:
    assert await wall.desk.write(lambda tx: desk.want_note(tx, MORGAN, "2026-W40", wanted=True))
    assert not await wall.desk.write(lambda tx: desk.want_note(tx, 1, "2026-W40", wanted=True))
    assert await wall.desk.write(lambda tx: desk.claim_notes(tx, "2026-W40")) == []
    (note,) = await wall.desk.write(lambda tx: desk.claim_notes(tx, "2026-W41"))
    assert note.telegram_id == MORGAN
    assert await wall.desk.write(lambda tx: desk.claim_notes(tx, "2026-W41")) == []
    await wall.desk.write(lambda tx: desk.want_note(tx, MORGAN, "2026-W41", wanted=False))
    assert await wall.desk.write(lambda tx: desk.claim_notes(tx, "2026-W42")) == []


async def test_what_is_seen_are_the_readers_sites_and_the_organisation(
    wall: Wall, store: Store, clock: Moment
) -> None:
    await log(store, range(1, 41))
    await pass_weeks(store, clock, 16)
    mine = await wall.counts.read(lambda tx: posted.seen(tx, [HILL.id]))
    theirs = await wall.counts.read(lambda tx: posted.seen(tx, [VALE.id]))
    assert Row("site", HILL.id) in mine
    assert not [row for row in mine if row.first == SMALLER]
    assert Row("site", SMALLER) in theirs
    assert not [row for row in theirs if row.first == HILL.id]
    assert Row("what", "verbal") in mine
    assert Row("what", "verbal") in theirs
    both = await wall.counts.read(lambda tx: list(posted.everything(tx, [HILL.id])))
    assert {row for row, _ in both} == set(mine)
    steps = [row.first for row, _ in both if row.table == "check_ins"]
    assert steps == list(ASKING)


async def test_a_series_is_of_one_clock_the_oldest_first_and_9_at_most(
    wall: Wall, store: Store, clock: Moment
) -> None:
    for week in range(26):
        await log(store, range(1, 31), BEGAN + timedelta(weeks=week))
    await pass_weeks(store, clock, 44)
    series = await wall.counts.read(lambda tx: posted.seen(tx, [HILL.id]))
    figures = series[Row("all")]
    assert len(figures) == 9
    assert {each.period.span for each in figures} == {figures[0].period.span}
    assert [each.period for each in figures] == sorted(each.period for each in figures)
    newest = await wall.counts.read(posted.newest)
    assert newest is not None
    assert newest.closes <= clock.now.date()


async def test_what_a_restore_has_lost_stands_in_the_series(
    wall: Wall, store: Store, clock: Moment
) -> None:
    await log(store, range(1, 41))
    await pass_weeks(store, clock, 16)
    on(clock, clock.now.date() + timedelta(weeks=6))
    await store.write(lambda tx: releases.give_up(tx, clock.now.date()))
    series = await wall.counts.read(lambda tx: posted.seen(tx, [HILL.id]))
    told = [(each.period.key, each.available) for each in series[Row("all")]]
    assert ("2026-M12", True) in told
    assert told[-1] == ("2027-M01", False)


async def test_a_row_by_two_keys_that_is_counted_by_the_year_from_now_on_shows_its_last_quarter(
    wall: Wall, store: Store, clock: Moment
) -> None:
    row = Row("what_by_who", "verbal", "patient")

    def post(tx: Tx) -> None:
        tx.connection.execute(insert(release), [{"period": "2026-Q04", "available": True}])
        tx.connection.execute(
            insert(cell),
            [{"period": "2026-Q04", "menu": row.table, "first": row.first, "second": row.second}],
        )

    await store.write(post)
    before_the_year_is_posted = named("2027-Y01").closes + timedelta(weeks=2)
    on(clock, before_the_year_is_posted)
    series = await wall.counts.read(lambda tx: posted.seen(tx, [HILL.id]))
    assert [each.period.key for each in series[row]] == ["2026-Q04"]
