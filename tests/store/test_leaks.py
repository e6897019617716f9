"""Nothing leaks: a marker in every field is in no file, no log of the database, no error."""

import base64
import gzip
import sqlite3
import struct
import traceback
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyrage
import pytest
from sqlalchemy.engine import make_url

from models.draft import Check, View
from models.incident import Addition
from models.sealing import Vault
from models.store import (
    additions,
    drafts,
    enrolments,
    incidents,
    owed,
    people,
    sites,
    updates,
)
from models.store.backup import making
from models.store.doors import Store, StoreDown, StoreFault, Tx
from models.store.erasures import ErasureList
from tests.moment import Moment
from tests.postgres import Postgres
from tests.store.attack_files import files_of, log_of
from tests.store.made import SHOUTED, WARD, a_draft, run

MARK = "Canary7Q"
"""Eight characters, so that it fits every field, a draft's id too."""
PERSON = 5_559_871_234_567
KEY = "mark:" + base64.b64encode(MARK.encode() * 4).decode()


def readings() -> set[bytes]:
    """Return the marks as a file could hold them."""
    text = {MARK.encode(form) for form in ("utf-8", "utf-16-le", "utf-16-be")}
    text |= {MARK.encode().hex().encode(), base64.b64encode(MARK.encode())[:10]}
    return text | {
        str(PERSON).encode(),
        struct.pack(">q", PERSON)[2:],
        struct.pack("<q", PERSON)[:6],
    }


async def leave_marks(store: Store, clock: Moment) -> None:
    """Write a marker wherever a person's doing can put one; filed codes are stored as codes."""
    marked = {MARK: (MARK, MARK)}
    draft = replace(
        a_draft(PERSON, clock(), flow=MARK, answers=marked, view=View(MARK, panel=MARK)),
        id=MARK,
        words=MARK,
    )
    report = replace(SHOUTED, band=MARK, answers=marked, words=MARK)
    await store.write(run(drafts.keep_worded, draft))
    await store.write(run(drafts.add_check, PERSON, MARK, Check(PERSON, PERSON)))
    await store.write(run(drafts.set_card, PERSON, MARK, PERSON, [PERSON]))
    await store.write(run(incidents.park, report))
    await store.write(run(incidents.file, PERSON, replace(SHOUTED, words=MARK)))
    [(name, _)] = await store.read(run(incidents.mine, PERSON))
    assert await store.write(run(additions.add, PERSON, name, Addition(SHOUTED.week, MARK)))
    await store.write(run(enrolments.join, PERSON, None))
    await store.write(run(owed.owe, PERSON, MARK))
    await store.write(run(updates.first_time, PERSON))
    await store.write(run(updates.album_first_time, MARK))


async def test_no_marker_is_readable_in_any_file(
    store_url: str, clock: Moment, request: pytest.FixtureRequest
) -> None:
    server: Postgres | None = None
    if make_url(store_url).get_backend_name() == "postgresql":
        server = request.getfixturevalue("postgres")
    store = Store.open(store_url, Vault.from_setting(KEY), clock)
    try:
        await leave_marks(store, clock)
        await store.write(run(sites.add, WARD))
        files = files_of(store_url, server)
    finally:
        await store.close()
    assert WARD.name.encode() in b"".join(files)  # what is no secret is found: we look aright
    if server:
        files += [*log_of(server), (server.home / "log").read_bytes()]
    assert [each for each in readings() if each in b"".join(files)] == []


async def test_no_marker_is_readable_in_a_backup_or_in_the_list_of_erasures(
    store_url: str, clock: Moment, tmp_path: Path
) -> None:
    vault, listed = Vault.from_setting(KEY), ErasureList(tmp_path / "erasures")
    store = Store.open(store_url, vault, clock, listed)
    try:
        await leave_marks(store, clock)
        await store.write(run(sites.add, WARD))
        files = backup_of(store_url, vault, clock, tmp_path)
        await store.write(run(people.erase_person, PERSON))
    finally:
        await store.close()
    files.append((tmp_path / "erasures").read_bytes())
    assert files[-1].count(b"\n") == 2  # a report and an enrolment
    assert [each for each in readings() if each in b"".join(files)] == []


def backup_of(url: str, vault: Vault, clock: Moment, folder: Path) -> list[bytes]:
    """Return a backup as it lies on the disk, and as whoever has the identity reads it."""
    identity, file = pyrage.x25519.Identity.generate(), folder / "backup.age"
    aim = making.Aim(file, (str(identity.to_public()),))
    making.make(url, vault, clock, aim, lambda *_: None)
    opened = gzip.decompress(pyrage.decrypt(file.read_bytes(), [identity]))
    assert WARD.name.encode() in opened  # what is no secret is found there, and only there
    assert WARD.name.encode() not in file.read_bytes()
    return [file.read_bytes(), opened]


NOTHING: Any = None
"""Where the database insists on a value; its own message then quotes the whole row."""

FAULTS: tuple[Callable[[Tx], Any], ...] = (
    run(enrolments.join, PERSON, MARK),
    run(sites.add, replace(WARD, code=MARK, name=NOTHING)),
    run(incidents.file, PERSON, replace(SHOUTED, band=MARK, week=NOTHING)),
    run(incidents.file, PERSON, replace(SHOUTED, answers={MARK: (NOTHING,)})),
    run(incidents.file, PERSON, replace(SHOUTED, words=MARK, week=NOTHING)),
)


@pytest.mark.parametrize("fault", FAULTS, ids=("site", "name", "week", "option", "words"))
async def test_no_marker_is_readable_in_an_error(store: Store, fault: Callable[[Tx], Any]) -> None:
    with pytest.raises(StoreFault) as caught:
        await store.write(fault)
    assert_quiet(caught.value)


async def test_no_marker_is_readable_when_the_database_is_down(
    sqlite_url: str, vault: Vault, clock: Moment
) -> None:
    store = Store.open(f"{sqlite_url}?timeout=0", vault, clock)
    other = sqlite3.connect(Path(str(make_url(sqlite_url).database)), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreDown) as caught:
        await store.write(run(drafts.keep, a_draft(PERSON, clock(), flow=MARK)))
    other.close()
    await store.close()
    assert_quiet(caught.value)


def assert_quiet(error: BaseException) -> None:
    """Fail when the error, or one it would be shown with, quotes a marker."""
    shown = "".join(traceback.format_exception(error)).encode() + repr(error).encode()
    assert [each for each in readings() if each in shown] == []
    assert error.__cause__ is None
    assert error.__context__ is None


def test_what_a_traceback_may_print_of_a_draft_holds_no_marker(clock: Moment) -> None:
    draft = a_draft(PERSON, clock(), answers={MARK: (MARK,)}, words=MARK)
    assert MARK not in repr(draft)
    added = (Addition(SHOUTED.week, MARK),)
    assert MARK not in repr(replace(SHOUTED, words=MARK, additions=added))
    assert str(PERSON) not in repr(draft)
