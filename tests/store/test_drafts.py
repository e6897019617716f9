"""Drafts: whole, one a person, for 24 hours."""

import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Row, Select, func, select, update

from models.draft import LIFE, Adding, Check, Scale
from models.own_words import MOST
from models.sealing import Vault, new_key
from models.store import drafts
from models.store.doors import Store, Tx
from models.tables import draft as table
from models.tables import draft_words
from tests.moment import Moment
from tests.store.made import AMARA, MORGAN, RHYS, a_draft, run


async def test_a_draft_comes_back_as_it_was_kept(store: Store, clock: Moment) -> None:
    clock.forward(timedelta(microseconds=123_457))
    draft = a_draft(AMARA, clock())
    await store.write(run(drafts.keep, draft))
    assert await store.read(run(drafts.load, AMARA)) == draft
    assert await store.read(run(drafts.load, RHYS)) is None


@pytest.mark.parametrize("what", [Scale("calming", "before"), Adding("a-report", 7)])
async def test_what_text_is_for_is_noted_without_a_log_and_gone_with_the_next_screen(
    store: Store, what: Adding | Scale
) -> None:
    await store.write(run(drafts.type_for, AMARA, what, LIFE))
    noted = await store.read(run(drafts.load, AMARA))
    assert noted is not None
    assert noted.typed_for == what
    await store.write(run(drafts.put_aside, AMARA))
    assert await store.read(run(drafts.load, AMARA)) is None


async def test_the_newest_draft_takes_the_place_of_the_older(store: Store, clock: Moment) -> None:
    await store.write(run(drafts.keep, a_draft(AMARA, clock())))
    newer = a_draft(AMARA, clock())
    await store.write(run(drafts.keep, newer))
    assert await store.write(run(drafts.load, AMARA)) == newer


async def test_an_erased_draft_is_gone_and_others_stay(store: Store, clock: Moment) -> None:
    for person in (AMARA, RHYS):
        await store.write(run(drafts.keep, a_draft(person, clock())))
    await store.write(run(drafts.erase, AMARA))
    assert await store.read(run(drafts.load, AMARA)) is None
    assert await store.read(run(drafts.load, RHYS)) is not None


async def test_a_draft_is_over_after_24_hours_and_not_before(store: Store, clock: Moment) -> None:
    draft = a_draft(AMARA, clock())
    await store.write(run(drafts.keep, draft))
    clock.forward(LIFE - timedelta(seconds=1))
    assert await store.read(run(drafts.load, AMARA)) == draft
    assert await store.write(drafts.expired) == []
    clock.forward(timedelta(seconds=1))
    assert await store.read(run(drafts.load, AMARA)) is None
    assert await store.write(drafts.expired) == [draft]


async def test_expired_drafts_come_the_oldest_first_and_no_more_than_asked(
    store: Store, clock: Moment
) -> None:
    for person in (AMARA, RHYS):
        await store.write(run(drafts.keep, a_draft(person, clock())))
        clock.forward(timedelta(minutes=2))
    clock.forward(LIFE)
    over = await store.write(run(drafts.expired, limit=1))
    assert [draft.telegram_id for draft in over] == [AMARA]


async def test_the_card_is_noted_only_for_the_draft_it_shows(store: Store, clock: Moment) -> None:
    draft = a_draft(AMARA, clock())
    await store.write(run(drafts.keep, draft))
    await store.write(run(drafts.set_card, AMARA, draft.id, 99, [98, 99]))
    await store.write(run(drafts.set_card, AMARA, "another1", 1, [1]))
    kept = await store.read(run(drafts.load, AMARA))
    assert kept is not None
    assert (kept.card, kept.trail, kept.revision) == (99, (98, 99), draft.revision)


async def test_all_drafts_take_the_same_room(store: Store, clock: Moment) -> None:
    await store.write(run(drafts.keep, a_draft(AMARA, clock(), answers={})))
    long = {f"question{n}": tuple(f"option{m}" for m in range(10)) for n in range(20)}
    await store.write(run(drafts.keep, a_draft(RHYS, clock(), answers=long)))
    sizes = await store.read(
        lambda tx: set(tx.connection.execute(select(func.length(table.c.sealed))).scalars())
    )
    assert len(sizes) == 1


async def test_a_draft_under_an_older_key_is_found_and_moves_to_the_newer(
    store_url: str, clock: Moment
) -> None:
    old, new = new_key(date(2025, 1, 1)), new_key(clock().date())
    before = Store.open(store_url, Vault.from_setting(old), clock)
    draft = a_draft(AMARA, clock(), words="He shouted.")
    await before.write(run(drafts.keep_worded, draft))
    await before.close()
    rotating = Vault.from_setting(f"{new},{old}")
    after = Store.open(store_url, rotating, clock)
    assert await after.write(run(drafts.load, AMARA)) == draft
    await after.write(run(drafts.keep, draft))
    for each in (table, draft_words):
        query = select(each.c.person)
        held = await after.read(run(_first, query))
        assert held == [rotating.person(AMARA)]
    assert await after.read(run(drafts.load, AMARA)) == draft
    await after.close()


async def test_words_come_back_and_a_tap_does_not_write_them_anew(
    store: Store, clock: Moment
) -> None:
    draft = a_draft(AMARA, clock(), words="He shouted.\n\n \x00 😀\n", checks=(Check(9, 8),))
    await store.write(run(drafts.keep_worded, draft))
    sealed = await store.read(words_rows)
    for revision in (5, 6):
        await store.write(run(drafts.keep, replace(draft, revision=revision)))
    assert await store.read(run(drafts.load, AMARA)) == replace(draft, revision=6)
    assert await store.read(words_rows) == sealed
    await store.write(run(drafts.keep_worded, replace(draft, words="")))
    assert await store.read(words_rows) == []


async def test_a_draft_of_the_release_before_own_words_can_be_carried_on(
    store: Store, clock: Moment
) -> None:
    draft = a_draft(AMARA, clock())
    held = json.loads(drafts._pack(draft))
    del held["worded"], held["checks"]

    def as_before(tx: Tx) -> None:
        drafts.keep(tx, draft)
        person = tx.vault.person(AMARA)
        old = tx.vault.seal(table.name, "sealed", person, json.dumps(held), size=drafts.SIZE)
        tx.connection.execute(update(table).values(sealed=old))

    await store.write(as_before)
    assert await store.read(run(drafts.load, AMARA)) == draft


async def test_everybodys_words_take_the_same_room(store: Store, clock: Moment) -> None:
    for person, words in ((AMARA, "a"), (RHYS, "\uffff" * MOST), (MORGAN, "😀" * (MOST // 2))):
        await store.write(run(drafts.keep_worded, a_draft(person, clock(), words=words)))
    assert len({len(row.sealed) for row in await store.read(words_rows)}) == 1


async def test_words_go_with_their_draft_erased_expired_or_spoilt(
    store: Store, clock: Moment
) -> None:
    for person in (AMARA, RHYS, MORGAN):
        await store.write(run(drafts.keep_worded, a_draft(person, clock(), words="He shouted.")))
    await store.write(run(drafts.erase, AMARA))
    assert len(await store.read(words_rows)) == 2
    spoilt = update(table).where(table.c.person == store._vault.person(RHYS))
    await store.write(lambda tx: tx.connection.execute(spoilt.values(sealed=b"spoilt")))
    clock.forward(LIFE)
    for each in await store.write(drafts.expired):
        await store.write(run(drafts.erase, each.telegram_id))
    assert await store.read(words_rows) == []


async def test_a_check_is_noted_once_for_a_message_and_the_newest_stay(
    store: Store, clock: Moment
) -> None:
    draft = a_draft(AMARA, clock())
    await store.write(run(drafts.keep, draft))
    await store.write(run(drafts.add_check, AMARA, "another1", Check(1, 2)))
    for number in range(20):
        await store.write(run(drafts.add_check, AMARA, draft.id, Check(100 + number, number)))
    await store.write(run(drafts.add_check, AMARA, draft.id, Check(7, 19, changing=True)))
    kept = await store.read(run(drafts.load, AMARA))
    assert [check.typed for check in kept.checks] == list(range(12, 20))
    assert kept.checks[-1] == Check(7, 19, changing=True)


def _first(tx: Tx, query: Select[Any]) -> list[Any]:
    return [row[0] for row in tx.connection.execute(query)]


def words_rows(tx: Tx) -> list[Row[Any]]:
    query = select(draft_words).order_by(draft_words.c.person)
    return list(tx.connection.execute(query).all())


async def test_a_draft_that_no_key_opens_does_not_hold_up_the_others(
    store: Store, clock: Moment
) -> None:
    for person in (AMARA, RHYS):
        await store.write(run(drafts.keep, a_draft(person, clock())))

    def spoil(tx: Tx) -> None:
        theirs = table.c.person == tx.vault.person(AMARA)
        tx.connection.execute(update(table).where(theirs).values(sealed=b"spoilt"))

    await store.write(spoil)
    clock.forward(LIFE)
    assert [each.telegram_id for each in await store.write(drafts.expired)] == [RHYS]
    left = await store.read(
        lambda tx: tx.connection.execute(select(func.count()).select_from(table)).scalar()
    )
    assert left == 1
