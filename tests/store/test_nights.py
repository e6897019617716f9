"""The night's work: what cannot be done tonight is tried again, and holds up nothing else."""

from datetime import timedelta
from pathlib import Path

import pytest

from handlers.chores import tidy_night
from models.sealing import Vault
from models.store import updates
from models.store.doors import Store, StoreDown, Tx
from models.store.erasures import ErasureList
from tests.moment import Moment
from tests.store.counted import served


def is_done(tx: Tx) -> bool:
    return updates.night_is_done(tx, "tidy", tx.now.date())


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
