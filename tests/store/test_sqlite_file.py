"""The file of SQLite: its owner's alone; and a file that is no database."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import text

from models.sealing import Vault
from models.store.doors import Store, StoreDown
from tests.moment import Moment
from tests.store.parking import names, put


async def test_a_file_that_is_no_database_is_down(
    vault: Vault, clock: Moment, tmp_path: Path
) -> None:
    (tmp_path / "other.db").write_bytes(b"not a database at all, and long enough" * 99)
    store = Store.open(f"sqlite:///{tmp_path / 'other.db'}", vault, clock)
    with pytest.raises(StoreDown):
        await store.write(put("a"))
    with pytest.raises(StoreDown):
        await store.read(names)
    await store.close()


async def test_the_file_and_its_folder_are_the_owners_alone(
    vault: Vault, clock: Moment, tmp_path: Path
) -> None:
    path = tmp_path / "deep" / "er" / "new.db"
    store = Store.open(f"sqlite:///{path}", vault, clock)
    await store.write(lambda tx: tx.connection.execute(text("CREATE TABLE t (x)")))
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in path.parent.iterdir()}
    assert modes == {"new.db": 0o600, "new.db-wal": 0o600, "new.db-shm": 0o600}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    await store.close()
