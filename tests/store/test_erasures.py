"""The list of erasures: on disk before the erasure is, never short of one, never in the way."""

import asyncio
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text

from models.sealing import Vault
from models.store import enrolments, erasing, incidents, people
from models.store.doors import Store, Tx
from models.store.erasures import BadList, Erased, ErasureList, read
from tests.moment import Moment
from tests.store.made import AMARA, RHYS, SHOUTED, run

TODAY = date(2026, 11, 23)
ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "erasures"


def row(number: int, day: date = TODAY) -> Erased:
    return Erased(day, "incident", f"key{number:04}")


def test_what_is_appended_is_read_again_and_for_this_user_only(path: Path) -> None:
    erasures = ErasureList(path)
    erasures.append([row(1), row(2)])
    erasures.append([row(3)])
    assert list(read(path)) == [row(1), row(2), row(3)]
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_line_that_was_cut_short_is_none_and_spoils_no_other(path: Path) -> None:
    erasures = ErasureList(path)
    erasures.append([row(1)])
    with path.open("a") as file:
        file.write(str(row(2))[:-3])
    assert list(read(path)) == [row(1)]
    erasures.append([row(3)])
    assert list(read(path)) == [row(1), row(3)]


def test_a_file_of_something_else_is_no_list(path: Path) -> None:
    ErasureList(path).append([row(1)])
    with path.open("a") as file:
        file.write("2026-11-23 incident\n")
    with pytest.raises(BadList):
        list(read(path))


@pytest.mark.promise("P34")
def test_what_is_older_than_any_backup_is_forgotten_and_overwritten(path: Path) -> None:
    erasures = ErasureList(path)
    erasures.append([row(1, TODAY - timedelta(days=31)), row(2)])
    before = os.open(path, os.O_RDONLY)
    erasures.forget(TODAY - timedelta(days=30))
    assert list(read(path)) == [row(2)]
    assert os.read(before, 999).strip(b"\0") == b""
    os.close(before)
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_processes_that_append_and_forget_at_once_lose_no_line(path: Path) -> None:
    program = (
        "import sys; from datetime import date; from pathlib import Path;"
        "from models.store.erasures import Erased, ErasureList;"
        "e = ErasureList(Path(sys.argv[1]));"
        "[(e.append([Erased(date(2026, 11, 23), 'incident', sys.argv[2] + str(n)),"
        " Erased(date(2026, 1, 1), 'incident', 'old')]),"
        " n % 5 or e.forget(date(2026, 11, 1))) for n in range(40)]"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", program, str(path), name], cwd=ROOT)  # noqa: S603
        for name in "ab"
    ]
    assert [each.wait() for each in started] == [0, 0]
    ErasureList(path).forget(date(2026, 11, 1))
    found = sorted(each.key for each in read(path))
    assert found == sorted(f"{name}{number}" for name in "ab" for number in range(40))


async def test_a_line_that_is_refused_while_another_is_written_is_not_lost(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL's threads share the list: one ends its line as another's is refused."""
    erasures, begun, go_on = ErasureList(path), threading.Event(), threading.Event()
    append, calls = erasures.append, count()

    def slow_then_refused(rows: Iterable[Erased]) -> None:
        if next(calls):
            raise OSError
        append(list(rows))
        begun.set()
        go_on.wait(10)

    monkeypatch.setattr(erasures, "append", slow_then_refused)
    first = asyncio.ensure_future(asyncio.to_thread(erasures.note, [row(1)]))
    await asyncio.to_thread(begun.wait, 10)
    second = asyncio.ensure_future(asyncio.to_thread(erasures.note, [row(2)]))
    await asyncio.wait((second,), timeout=0.2)  # it may wait for the first, or be refused at once
    go_on.set()
    await asyncio.gather(first, second)
    assert erasures.waiting == 1
    monkeypatch.undo()
    erasures.note(())
    assert list(read(path)) == [row(1), row(2)]


async def test_every_erasure_is_listed_before_it_is_committed(
    store_url: str, vault: Vault, clock: Moment, path: Path
) -> None:
    store = Store.open(store_url, vault, clock, ErasureList(path))
    for person in (AMARA, RHYS):
        await store.write(run(enrolments.join, person, None))
        await store.write(run(incidents.file, person, SHOUTED))
    [(one, _)] = await store.read(run(incidents.mine, AMARA))
    seen: list[list[Erased]] = []

    def erase(tx: Tx) -> None:
        incidents.erase(tx, AMARA, one)

    await store.write(erase)
    assert [(each.table, each.key) for each in read(path)] == [("incident", one)]

    def break_off(tx: Tx) -> None:
        people.erase_person(tx, RHYS)
        seen.append(list(tx.erased))
        raise LookupError

    with pytest.raises(LookupError):
        await store.write(break_off)
    assert len(seen[0]) == 2
    assert len(list(read(path))) == 1  # nothing was erased, so nothing is listed
    await store.write(run(people.erase_person, RHYS))
    assert {each.table for each in read(path)} == {"incident", "enrolment"}
    key = next(each.key for each in read(path) if each.table == "enrolment")
    assert key == erasing.named(vault.ids[0], vault.person(RHYS))
    assert str(RHYS) not in path.read_text()  # noqa: ASYNC240
    await store.close()


async def test_a_list_that_cannot_be_written_stops_nobodys_erasure_and_is_made_up_for(
    store_url: str, vault: Vault, clock: Moment, path: Path
) -> None:
    blocked = path / "in the way"  # no file can be where a folder is
    blocked.mkdir(parents=True)
    store = Store.open(store_url, vault, clock, ErasureList(path))
    await store.write(run(incidents.file, AMARA, SHOUTED))
    await store.write(run(people.erase_person, AMARA))
    assert await store.read(run(incidents.mine, AMARA)) == []
    assert await store.keep_list() == 1
    blocked.rmdir()
    path.rmdir()  # noqa: ASYNC240
    assert await store.keep_list() == 0
    assert len(list(read(path))) == 1
    await store.close()


KILLED = """
import asyncio, os, sys
from pathlib import Path
from models.clock import system_clock
from models.sealing import Vault
from models.store import incidents
from models.store.doors import Store
from models.store.erasures import ErasureList

async def main(url, keys, path):
    store = Store.open(url, Vault.from_setting(keys), system_clock, ErasureList(Path(path)))
    for one, _ in await store.read(lambda tx: incidents.mine(tx, 70_001)):
        await store.write(lambda tx, one=one: incidents.erase(tx, 70_001, one))
        os.write(1, b"x")

asyncio.run(main(*sys.argv[1:2], sys.stdin.readline().strip(), sys.argv[2]))
"""


async def test_kill_9_leaves_no_erasure_that_is_not_listed(
    store_url: str, clock: Moment, path: Path
) -> None:
    keys = "261123aa:" + "A" * 43 + "="
    store = Store.open(store_url, Vault.from_setting(keys), clock)
    for _ in range(60):
        await store.write(run(incidents.file, AMARA, SHOUTED))
    before = {one for one, _ in await store.read(run(incidents.mine, AMARA))}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", KILLED, store_url, str(path), cwd=ROOT,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{keys}\n".encode())
    await process.stdout.readexactly(20)
    process.kill()
    await process.wait()
    after = {one for one, _ in await store.read(run(incidents.mine, AMARA))}
    await store.close()
    listed = {each.key for each in read(path)}
    assert len(before - after) >= 20
    assert before - after <= listed
    assert len(listed - (before - after)) <= 1  # the one in hand


async def test_only_one_way_erases_what_a_backup_may_hold() -> None:
    """Whoever deletes such a row past `erasing` says here why no backup must forget it."""
    moved = {
        ("enrolments.py", "table"),  # to the person's name by the first key
        ("desk.py", "lead_note"),  # a lead's wish for notes, which comes back as it was
        # what is in no backup:
        ("drafts.py", "table"), ("drafts.py", "which"),
        ("owed.py", "table"), ("incidents.py", "parked"), ("updates.py", "seen_update"),
        ("quiet.py", "table"), ("ratings.py", "parked_rating"),
        ("updates.py", "set_aside"), ("endings.py", "told"), ("keyring.py", "keyring"),
        ("rotation.py", "table"), ("rotation.py", "each"), ("rotation.py", "set_aside"),
        ("erasing.py", "table"),
    }  # fmt: skip
    found = {
        (path.name, name)
        for path in (ROOT / "models" / "store").rglob("*.py")
        for name in re.findall(r"\bdelete\((\w+)", path.read_text())
    }
    assert found <= moved


async def test_raw_deletes_are_what_the_list_cannot_see(store: Store) -> None:
    await store.write(run(incidents.file, AMARA, SHOUTED))
    seen: list[int] = []

    def turn(tx: Tx) -> None:
        tx.connection.execute(text("DELETE FROM incident"))
        seen.append(len(tx.erased))

    await store.write(turn)
    assert seen == [0]
