"""Drafts: whole, one a person, for 24 hours."""

from datetime import timedelta

from sqlalchemy import func, select, update

from models.draft import LIFE
from models.sealing import Vault, new_key
from models.store import drafts
from models.store.doors import Store, Tx
from models.tables import draft as table
from tests.moment import Moment
from tests.store.made import AMARA, RHYS, a_draft, run


async def test_a_draft_comes_back_as_it_was_kept(store: Store, clock: Moment) -> None:
    clock.forward(timedelta(microseconds=123_457))
    draft = a_draft(AMARA, clock())
    await store.write(run(drafts.keep, draft))
    assert await store.read(run(drafts.load, AMARA)) == draft
    assert await store.read(run(drafts.load, RHYS)) is None


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
    old, new = new_key(clock().date()), new_key(clock().date())
    before = Store.open(store_url, Vault.from_setting(old), clock)
    draft = a_draft(AMARA, clock())
    await before.write(run(drafts.keep, draft))
    await before.close()
    rotating = Vault.from_setting(f"{new},{old}")
    after = Store.open(store_url, rotating, clock)
    assert await after.write(run(drafts.load, AMARA)) == draft
    await after.write(run(drafts.keep, draft))
    held = await after.read(
        lambda tx: tx.connection.execute(select(table.c.person)).scalars().all()
    )
    assert held == [rotating.person(AMARA)]
    await after.close()


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
