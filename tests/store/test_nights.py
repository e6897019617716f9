"""The night's work: what cannot be done tonight is tried again, and holds up nothing else."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Select, func, select

from handlers.chores import tidy_night
from models.sealing import Vault
from models.store import incidents, ratings, updates
from models.store.doors import Store, StoreDown, Tx
from models.store.erasures import Erased, ErasureList, read
from models.tables import check_in_sum, incident, parked, parked_rating, rating
from tests.moment import Moment
from tests.postgres import Postgres
from tests.store.attack_files import files_of, found_in
from tests.store.counted import served
from tests.store.made import AMARA, RATED, SHOUTED, looked_after, run


def is_done(tx: Tx) -> bool:
    return updates.night_is_done(tx, "tidy", tx.now.date())


@pytest.mark.promise("P5")
@pytest.mark.promise("P62")
async def test_the_tickers_own_night_leaves_nothing_of_what_was_parked(
    store: Store, clock: Moment, store_url: str, server: Postgres | None
) -> None:
    await store.write(run(looked_after, AMARA))
    clock.forward(timedelta(days=1))
    await store.write(run(incidents.park, SHOUTED))
    await store.write(run(ratings.park, RATED))
    traces = await store.read(parked_seals)
    assert found_in(files_of(store_url, server), traces) == len(traces) == 2
    clock.forward(timedelta(days=1))
    await tidy_night(served(store, clock))
    assert await store.read(parked_seals) == []
    assert found_in(files_of(store_url, server), traces) == 0
    moved = {incident: 1, rating: 1, check_in_sum: 2}
    for table, rows in moved.items():
        held = select(func.count()).select_from(table)
        assert await store.read(run(_scalar, held)) == rows


def parked_seals(tx: Tx) -> list[bytes]:
    columns = (parked.c.sealed, parked_rating.c.sealed)
    return [each for column in columns for each in tx.connection.scalars(select(column))]


@pytest.mark.promise("P34")
async def test_the_list_is_kept_for_as_long_as_any_backup_and_no_longer(
    store_url: str, vault: Vault, clock: Moment, tmp_path: Path
) -> None:
    path, today = tmp_path / "erasures", clock().date()
    days = [today - timedelta(days=days) for days in (0, 30, 31, 32)]
    ErasureList(path).append(Erased(day, "incident", "key") for day in days)
    store = Store.open(store_url, vault, clock, ErasureList(path))
    await tidy_night(served(store, clock))
    await store.close()
    # A backup of 30 days ago may have been begun a little before midnight.
    assert [each.day for each in read(path)] == days[:3]


@pytest.mark.parametrize("broken", ["no list at all\n", None])
async def test_a_list_of_erasures_that_cannot_be_shortened_does_not_stop_the_tidying(
    store_url: str, vault: Vault, clock: Moment, tmp_path: Path, broken: str | None
) -> None:
    path = tmp_path / "kept" / "erasures"
    if broken is None:
        path.mkdir(parents=True)  # no file can be where a folder is
    else:
        path.parent.mkdir()
        path.write_text(broken)
    store = Store.open(store_url, vault, clock, ErasureList(path))
    await tidy_night(served(store, clock))
    assert await store.read(is_done)
    await store.close()


async def test_a_tidying_that_could_not_end_is_due_again_and_holds_up_nothing_else(
    store: Store, clock: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def held(_store: Store) -> None:
        raise StoreDown("somebody looks at an older moment")

    clock.forward(timedelta(hours=1))
    with monkeypatch.context() as patch:
        patch.setattr(Store, "tidy", held)
        await tidy_night(served(store, clock))
    assert not await store.read(is_done)
    await tidy_night(served(store, clock))
    assert await store.read(is_done)


async def test_rows_are_written_anew_once_a_night_however_often_the_tidying_is_tried(
    store: Store, clock: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A million dead rows wake PostgreSQL's vacuum, and while that looks no tidying can end."""
    done = []

    async def renewed(store: Store) -> None:
        done.append(clock().date())
        await renew(store)

    async def held(_store: Store) -> None:
        raise StoreDown("somebody looks at an older moment")

    renew = Store.renew
    monkeypatch.setattr(Store, "renew", renewed)
    clock.forward(timedelta(hours=1))
    for _night in range(2):
        with monkeypatch.context() as patch:
            patch.setattr(Store, "tidy", held)
            for _try in range(3):
                await tidy_night(served(store, clock))
        await tidy_night(served(store, clock))
        clock.forward(timedelta(days=1))
    assert len(done) == len(set(done)) == 2


def _scalar(tx: Tx, query: Select[Any]) -> int:
    return int(tx.connection.execute(query).scalar_one())
