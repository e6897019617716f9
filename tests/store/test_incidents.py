"""Incidents: findable by one person only, or with no link to anyone."""

from dataclasses import replace
from datetime import date
from time import perf_counter
from typing import Any

import pytest
from sqlalchemy import Row, func, insert, select, update

from models.own_words import MOST
from models.sealing import Vault
from models.store import enrolments, incidents, owed, sites
from models.store.doors import Store, StoreFault, Tx
from models.tables import answer, incident, incident_words, parked
from tests.moment import Moment
from tests.store.made import AMARA, RHYS, SHOUTED, WARD, WEEK, run


def rows(tx: Tx) -> dict[str, int]:
    return {
        table.name: tx.connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in (incident, answer, parked)
    }


async def test_a_filed_incident_is_found_by_its_owner_alone(store: Store) -> None:
    await store.write(run(incidents.file, AMARA, SHOUTED))
    [(_, found)] = await store.read(run(incidents.mine, AMARA))
    assert found == SHOUTED
    assert await store.read(run(incidents.mine, RHYS)) == []


async def test_the_newest_week_comes_first(store: Store) -> None:
    for day in (9, 23, 16):
        await store.write(run(incidents.file, AMARA, replace(SHOUTED, week=date(2026, 11, day))))
    mine = await store.read(run(incidents.mine, AMARA))
    assert [each.week.day for _, each in mine] == [23, 16, 9]
    assert all(each.answers == SHOUTED.answers for _, each in mine)


async def test_a_findable_incident_counts_for_the_owners_site(store: Store) -> None:
    await store.write(run(sites.add, WARD))
    await store.write(run(enrolments.join, AMARA, WARD.id))
    await store.write(run(incidents.file, AMARA, SHOUTED))
    await store.write(run(incidents.file, RHYS, SHOUTED))
    held = await store.read(
        lambda tx: set(tx.connection.execute(select(incident.c.site)).scalars())
    )
    assert held == {WARD.id, None}


async def test_only_the_owner_can_erase_and_the_answers_go_with_it(store: Store) -> None:
    await store.write(run(incidents.file, AMARA, SHOUTED))
    [(name, _)] = await store.read(run(incidents.mine, AMARA))
    assert not await store.write(run(incidents.erase, RHYS, name))
    assert not await store.write(run(incidents.erase, AMARA, "made-up"))
    assert await store.write(run(incidents.erase, AMARA, name))
    assert not await store.write(run(incidents.erase, AMARA, name))
    assert await store.read(rows) == {"incident": 0, "answer": 0, "parked": 0}


WORDED = replace(SHOUTED, words="He shouted.\n\n  \x00 😀 ")


async def test_words_are_read_and_erased_with_the_report(store: Store) -> None:
    await store.write(run(incidents.file, AMARA, WORDED))
    await store.write(run(incidents.file, AMARA, replace(SHOUTED, week=date(2026, 11, 16))))
    [(name, found), (_, wordless)] = await store.read(run(incidents.mine, AMARA))
    assert found == WORDED
    assert wordless.words == ""
    assert await store.write(run(incidents.erase, AMARA, name))
    assert await store.read(words_rows) == []


async def test_everybodys_words_take_the_same_room_and_are_sealed_to_their_report(
    store: Store,
) -> None:
    for words in ("a", "\uffff" * MOST):
        await store.write(run(incidents.file, AMARA, replace(SHOUTED, words=words)))
    first, second = await store.read(words_rows)
    assert len(first.sealed) == len(second.sealed)
    moved = update(incident_words).where(incident_words.c.incident == second.incident)
    await store.write(lambda tx: tx.connection.execute(moved.values(sealed=first.sealed)))
    held = {report.words for _, report in await store.read(run(incidents.mine, AMARA))}
    assert len(held & {"a", "\uffff" * MOST}) == 1
    assert "" in held, "words at another place are not opened, and do not hide their report"


async def test_a_report_with_no_link_leaves_its_words_behind(store: Store) -> None:
    await store.write(run(incidents.park, WORDED))
    assert await store.read(words_rows) == []
    await store.write(incidents.move_parked)
    assert await store.read(words_rows) == []


def words_rows(tx: Tx) -> list[Row[Any]]:
    query = select(incident_words).order_by(incident_words.c.incident)
    return list(tx.connection.execute(query).all())


async def test_a_parked_report_is_counted_after_the_nightly_move(store: Store) -> None:
    await store.write(run(incidents.park, SHOUTED))
    await store.write(run(incidents.park, replace(SHOUTED, band=None, witness=True, answers={})))
    assert await store.read(rows) == {"incident": 0, "answer": 0, "parked": 2}
    assert await store.write(incidents.move_parked) == 2
    assert await store.read(rows) == {"incident": 2, "answer": 3, "parked": 0}
    assert await store.write(incidents.move_parked) == 0
    moved = await store.read(lambda tx: tx.connection.execute(select(incident)).all())
    assert {(row.week, row.band, row.witness) for row in moved} == {
        (WEEK, "day", False),
        (WEEK, None, True),
    }
    assert {(row.owner, row.sealed_owner, row.site) for row in moved} == {(None, None, None)}


async def test_a_moved_report_does_not_keep_the_key_it_waited_under(store: Store) -> None:
    await store.write(run(incidents.park, SHOUTED))
    waited = await store.read(lambda tx: tx.connection.execute(select(parked.c.id)).scalar())
    await store.write(incidents.move_parked)
    moved = await store.read(lambda tx: tx.connection.execute(select(incident.c.id)).scalar())
    assert moved != waited


async def test_a_parked_report_that_no_key_opens_stays_and_holds_up_no_other(store: Store) -> None:
    await store.write(run(incidents.park, SHOUTED))
    await store.write(lambda tx: tx.connection.execute(update(parked).values(sealed=b"spoilt")))
    await store.write(run(incidents.park, SHOUTED))
    assert await store.write(incidents.move_parked) == 1
    assert await store.read(rows) == {"incident": 1, "answer": 3, "parked": 1}


async def test_the_fullest_report_fits_the_one_size_of_parked_rows(store: Store) -> None:
    fullest = {f"question_{n}": tuple(f"a_long_option_{m}" for m in range(12)) for n in range(12)}
    await store.write(run(incidents.park, replace(SHOUTED, answers={})))
    await store.write(run(incidents.park, replace(SHOUTED, answers=fullest)))
    sizes = await store.read(
        lambda tx: set(tx.connection.execute(select(func.length(parked.c.sealed))).scalars())
    )
    assert len(sizes) == 1


async def test_the_night_leaves_no_owed_screen_that_tells_a_choice(store: Store) -> None:
    await store.write(run(owed.owe, AMARA, "kept with no link"))
    await store.write(incidents.move_parked)
    [debt] = await store.write(run(owed.due, 10))
    assert (debt.telegram_id, debt.screen) == (AMARA, owed.AGAIN)


async def test_the_database_itself_refuses_a_site_on_a_report_without_an_owner(
    store: Store,
) -> None:
    await store.write(run(sites.add, WARD))
    linked = insert(incident).values(id="x", week=WEEK, witness=False, site=WARD.id)
    with pytest.raises(StoreFault, match=r"IntegrityError|CheckViolation"):
        await store.write(lambda tx: tx.connection.execute(linked))


async def test_what_a_person_has_is_read_in_a_time_that_grows_with_it_and_not_with_its_square(
    sqlite_url: str, vault: Vault, clock: Moment
) -> None:
    """It is read in the one writing thread: many reports of one person must hold nobody up."""
    store = Store.open(sqlite_url, vault, clock)
    few, many, seconds = 40, 400, {}
    for person, reports in ((AMARA, few), (RHYS, many)):

        def file(tx: Tx, person: int = person, reports: int = reports) -> None:
            for _ in range(reports):
                incidents.file(tx, person, SHOUTED)

        await store.write(file)
        found = []
        for _ in range(3):
            begun = perf_counter()
            assert len(await store.read(run(incidents.mine, person))) == reports
            found.append(perf_counter() - begun)
        seconds[reports] = min(found)
    await store.close()
    assert seconds[many] < 3 * (many // few) * seconds[few]
