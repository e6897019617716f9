"""Who can write to the database and has no key gets nobody's words to read by moving rows."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Table, select, update

from models.practice import Rating
from models.sealing import Vault
from models.skill import Theme
from models.store import additions, checkins, incidents, practice
from models.store.doors import Store, Tx
from models.tables import addition, check_in, incident, plan, prompt
from models.tables import practice as practised
from tests.moment import Moment
from tests.store.made import ADDED, AMARA, RHYS, SHOUTED, arrived, looked_after, run

WORDS = "She waited for me at my car."


@pytest.fixture
async def lived(store: Store, clock: Moment) -> Store:
    """Have Amara keep a report with words, an answer and a confidence, and Rhys less."""
    for person in (AMARA, RHYS):
        await store.write(run(looked_after, person))
    await store.write(run(incidents.file, AMARA, replace(SHOUTED, words=WORDS)))
    [(one, _)] = await store.read(run(incidents.mine, AMARA))
    await store.write(run(additions.add, AMARA, one, ADDED))
    await store.write(run(incidents.file, RHYS, SHOUTED))
    await store.write(run(practice.keep, AMARA, Rating(Theme.CALMING, 3), clock().date()))
    await store.write(run(practice.keep, RHYS, Rating(Theme.WELLBEING, 9), clock().date()))
    return store


def moves(table: Table, vault: Vault, *, seal: bool) -> Callable[[Tx], None]:
    """Give Amara's rows of a table to Rhys, as he stands in it: his hash, and his seal beside."""

    def move(tx: Tx) -> None:
        held = select(table.c.sealed_owner).where(table.c.owner == vault.person(RHYS))
        his: dict[str, Any] = {"owner": vault.person(RHYS)}
        if seal:
            his["sealed_owner"] = tx.connection.execute(held).scalars().first()
        whose = table.c.owner == vault.person(AMARA)
        tx.connection.execute(update(table).where(whose).values(his))

    return move


@pytest.mark.parametrize("seal", [False, True])
@pytest.mark.parametrize("table", [incident, check_in, practised], ids=str)
async def test_a_row_that_was_given_to_somebody_is_not_theirs(
    lived: Store, vault: Vault, table: Table, seal: bool
) -> None:
    [(one, _)] = await lived.read(run(incidents.mine, AMARA))
    await lived.write(moves(table, vault, seal=seal))
    reports = await lived.read(run(incidents.mine, RHYS))
    assert [each.words for _, each in reports] == [""]
    assert await lived.read(run(additions.of, RHYS)) == {}
    assert await lived.read(run(additions.in_week, RHYS, one, ADDED.week)) == ""
    assert not await lived.write(run(additions.add, RHYS, one, ADDED))
    assert len(await lived.read(run(checkins.mine, RHYS))) == 1
    assert set((await lived.read(run(practice.of, RHYS))).ratings) == {Theme.WELLBEING}


async def test_a_check_in_that_was_given_to_somebody_shows_no_answer(
    lived: Store, vault: Vault
) -> None:
    one = await lived.write(run(arrived, AMARA))

    def move(tx: Tx) -> None:
        his = select(plan.c.id).where(plan.c.person == vault.person(RHYS)).scalar_subquery()
        tx.connection.execute(update(prompt).where(prompt.c.id == one).values(plan=his))

    answered = await lived.read(run(checkins.open_prompt, AMARA, one))
    assert answered.answers == {"doing": "hard"}
    await lived.write(move)
    assert (await lived.read(run(checkins.open_prompt, RHYS, one))).answers == {}


async def test_an_addition_that_was_moved_to_another_report_does_not_open(lived: Store) -> None:
    [(his, _)] = await lived.read(run(incidents.mine, RHYS))
    await lived.write(lambda tx: tx.connection.execute(update(addition).values(incident=his)))
    assert await lived.read(run(additions.of, RHYS)) == {}
