"""SQLite's log is emptied of what was erased, whoever reads, gives up waiting or is killed."""

import asyncio
import shutil
import threading
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from models.sealing import Vault
from models.store import enrolments, people
from models.store.doors import Store, Tx
from tests.moment import Moment
from tests.store.attack_files import files_of, found_in
from tests.store.made import AMARA, run
from tests.store.week import left_alone


async def test_a_reader_in_the_way_delays_it_to_the_next_tick_and_nobody_waits(
    sqlite_url: str, vault: Vault, clock: Moment
) -> None:
    store = Store.open(sqlite_url, vault, clock)
    await store.write(run(enrolments.join, AMARA, None))
    engine = create_engine(sqlite_url)
    reader = engine.connect()
    reader.exec_driver_sql("BEGIN")
    reader.exec_driver_sql("SELECT count(*) FROM enrolment").all()
    await store.write(run(people.erase_person, AMARA))
    gone = [vault.person(AMARA)]
    assert found_in(files_of(sqlite_url, None), gone) == 1
    reader.close()
    engine.dispose()
    await store.keep_list()
    assert found_in(files_of(sqlite_url, None), gone) == 0
    await store.close()


async def test_somebody_who_stops_waiting_leaves_nobodys_traces(
    sqlite_url: str, vault: Vault, clock: Moment
) -> None:
    store = Store.open(sqlite_url, vault, clock)
    await store.write(run(enrolments.join, AMARA, None))
    queued, go_on = threading.Event(), threading.Event()

    def erase(tx: Tx) -> None:
        people.erase_person(tx, AMARA)
        queued.wait(10)

    erasing = asyncio.ensure_future(store.write(erase))
    await asyncio.sleep(0)  # so that it is asked first
    slow = asyncio.ensure_future(store.write(lambda _: go_on.wait(10)))
    await asyncio.sleep(0)
    queued.set()
    _, waiting = await asyncio.wait((erasing,), timeout=0.2)  # erased, and not scrubbed yet
    assert waiting
    erasing.cancel()
    await asyncio.wait((erasing,))
    go_on.set()
    await slow
    await store.keep_list()
    assert found_in(files_of(sqlite_url, None), [vault.person(AMARA)]) == 0
    await store.close()


async def test_a_kill_before_the_log_was_emptied_leaves_it_to_the_next_start(
    sqlite_url: str, vault: Vault, clock: Moment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, gone = Store.open(sqlite_url, vault, clock), [vault.person(AMARA)]
    await store.write(run(enrolments.join, AMARA, None))
    with monkeypatch.context() as killed:
        killed.setattr(Store, "scrub", left_alone)
        await store.write(run(people.erase_person, AMARA))
    (tmp_path / "after").mkdir()
    for end in ("", "-wal"):
        shutil.copy(tmp_path / f"handrail.db{end}", tmp_path / "after")
    await store.close()
    url = f"sqlite:///{tmp_path / 'after' / 'handrail.db'}"
    assert found_in(files_of(url, None), gone) == 1
    again = Store.open(url, vault, clock)
    await again.keep_list()
    assert found_in(files_of(url, None), gone) == 0
    await again.close()
