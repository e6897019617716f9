"""Backups: whole, one moment, sealed, the same for both databases, never what was erased."""

import asyncio
import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyrage
import pytest
from sqlalchemy import Connection, create_engine, select

from models.lead import LINK, Lead
from models.practice import Rating
from models.retention import Retention
from models.sealing import Vault, new_key
from models.skill import Theme
from models.store import (
    additions,
    drafts,
    enrolments,
    incidents,
    leads,
    migrate,
    owed,
    people,
    practice,
    ratings,
    releases,
    retention,
    sites,
    updates,
)
from models.store.backup import making, restoring
from models.store.backup.form import KINDS, BadBackup, kind_of
from models.store.backup.snapshot import NotCurrent
from models.store.doors import Store
from models.store.erasures import Erased, ErasureList, read
from models.store.holdings import HOLDINGS, backed_up
from models.store.keyring import WrongKeys, check_keys
from models.store.ratings import Counted
from models.tables import incident, metadata
from tests.moment import Moment
from tests.store.counted import began, log, pass_weeks, posted
from tests.store.made import (
    ADDED,
    AMARA,
    MORGAN,
    RHYS,
    SHOUTED,
    WARD,
    a_draft,
    looked_after,
    run,
)

WORDED = replace(SHOUTED, words="She waited for me at my car.")
OLD = new_key(date(2026, 11, 1))
NEW = new_key(date(2026, 11, 2))  # keys of two days never share an id
Rows = dict[str, list[tuple[Any, ...]]]
PLANNED = 1 + 4 + 1
"""Rows of check-ins that somebody has: a plan, its 4 steps, an answer."""

LATER = {
    *("signing_key", "addition", "plan", "prompt", "check_in", "check_in_sum"),
    *("practice", "rating", "lead_view", "lead_note", "counted_row", "release", "cell"),
}
"""Tables that came after the revision of an old backup."""


def quiet(_thing: str, _done: int, _total: int) -> None:
    """Hear of no progress."""


@dataclass
class Desk:
    """An operator with a database, a list of erasures and a pair of age keys."""

    url: str
    keys: str
    clock: Moment
    folder: Path
    identity: pyrage.x25519.Identity

    @property
    def vault(self) -> Vault:
        return Vault.from_setting(self.keys)

    @property
    def file(self) -> Path:
        return self.folder / "backup.age"

    @property
    def erasures(self) -> Path:
        return self.folder / "kept" / "erasures"

    def store(self) -> Store:
        return Store.open(self.url, self.vault, self.clock, ErasureList(self.erasures))

    def back_up(self) -> int:
        aim = making.Aim(self.file, (str(self.identity.to_public()),))
        return making.make(self.url, self.vault, self.clock, aim, quiet)

    def source(self, file: Path | None = None) -> restoring.Source:
        erased = list(read(self.erasures)) if self.erasures.exists() else []
        return restoring.Source(file or self.file, [self.identity], erased)

    def restore(self, url: str, **changes: Any) -> restoring.Restored:  # noqa: ANN401
        source, keys = changes.get("source") or self.source(), changes.get("keys", self.keys)
        return restoring.restore(url, Vault.from_setting(keys), self.clock, source, quiet)

    def opened(self) -> list[bytes]:
        whole = pyrage.decrypt(self.file.read_bytes(), [self.identity])
        return gzip.decompress(whole).splitlines()


@pytest.fixture
def desk(store_url: str, clock: Moment, tmp_path: Path) -> Desk:
    return Desk(store_url, OLD, clock, tmp_path, pyrage.x25519.Identity.generate())


@pytest.fixture
def other_url(blank_url: str) -> str:
    """Return where a backup goes to: of either kind, whatever it came from."""
    return blank_url


async def live(store: Store, clock: Moment) -> None:
    """Have a little of everything."""
    await store.write(check_keys)
    await store.write(run(sites.add, WARD))
    for person in (AMARA, RHYS, MORGAN):
        await store.write(run(enrolments.join, person, WARD.id))
        await store.write(run(incidents.file, person, WORDED))
        [(report, _)] = await store.read(run(incidents.mine, person))
        await store.write(run(additions.add, person, report, ADDED))
        await store.write(run(drafts.keep_worded, a_draft(person, clock(), words="Some words")))
        await store.write(run(owed.owe, person, "card"))
        await store.write(run(practice.keep, person, Rating(Theme.CALMING, 3), clock().date()))
        await store.write(run(updates.first_time, person))
        await store.write(run(updates.stumble, person, "ValueError"))
        await store.write(run(looked_after, person))
    rated = Counted(SHOUTED.week, Theme.CALMING, None, 3, 6, None)
    for _ in range(2):
        await store.write(incidents.move_parked)
        await store.write(ratings.move_parked)
        await store.write(run(incidents.park, SHOUTED))
        await store.write(run(ratings.park, rated))
    everywhere = Lead("Made-up Lead", (), all_sites=True, may_verify=True)
    code = (await store.write(run(leads.invite, everywhere, 7))).code
    await store.write(run(leads.accept, MORGAN, code.removeprefix(LINK)))


def rows(url: str) -> Rows:
    engine = create_engine(url)
    try:
        with engine.connect() as line:
            return {t.name: _rows(line, t) for t in metadata.sorted_tables}
    finally:
        engine.dispose()


def _rows(line: Connection, table: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
    return sorted((tuple(row) for row in line.execute(select(table))), key=repr)


async def filled(desk: Desk) -> Rows:
    store = desk.store()
    await live(store, desk.clock)
    await store.close()
    return rows(desk.url)


async def test_a_backup_restored_is_all_that_was_there_but_what_is_over_soon(
    desk: Desk, other_url: str
) -> None:
    before = await filled(desk)
    assert all(before[name] for name in ("draft", "parked", "owed", "seen_update", "set_aside"))
    assert desk.back_up() == desk.file.stat().st_size
    assert desk.restore(other_url).left_out == 0
    after = rows(other_url)
    for name, holding in HOLDINGS.items():
        assert after[name] == (before[name] if holding.backed_up else []), name
    store = Store.open(other_url, desk.vault, desk.clock)
    await store.write(check_keys)
    found = [each for _, each in await store.read(run(incidents.mine, AMARA))]
    assert found == [replace(WORDED, additions=(ADDED,))]
    await store.close()


@pytest.mark.promise("P34")
async def test_what_is_over_soon_is_in_no_line(desk: Desk) -> None:
    before = await filled(desk)
    desk.back_up()
    head, *lines, foot = desk.opened()
    assert json.loads(head)["since"] == "2026-11-23"
    assert set(json.loads(foot)) == {"digest"}
    named = {json.loads(line)["table"] for line in lines if line.startswith(b"{")}
    assert named == {table.name for table in backed_up()}
    assert named & {"draft", "draft_words", "parked", "owed", "seen_update", "set_aside"} == set()
    text = b"\n".join(lines)
    hashes = [row[0].hex().encode() for row in before["seen_update"]]
    assert not [each for each in hashes if each in text]


@pytest.mark.promise("P33")
async def test_what_was_erased_since_does_not_come_back(desk: Desk, other_url: str) -> None:
    await filled(desk)
    desk.back_up()
    store = desk.store()
    [(one, _)] = await store.read(run(incidents.mine, RHYS))
    assert await store.write(run(incidents.erase, RHYS, one))
    await store.write(run(people.erase_person, AMARA))
    await store.write(run(leads.end, MORGAN))
    await store.close()
    live_rows = rows(desk.url)
    done = desk.restore(other_url)
    after = rows(other_url)
    for table in backed_up():
        if table.name not in {"route", "keyring"}:
            assert after[table.name] == live_rows[table.name], table.name
    # Reports with 3 answers, words and an addition; an enrolment, a confidence, a lead, a plan.
    assert done.left_out == 2 * (1 + 3 + 1 + 1) + 1 + 1 + 1 + PLANNED


@pytest.mark.promise("P33")
async def test_a_no_link_report_that_was_counted_and_erased_does_not_come_back(
    desk: Desk, other_url: str
) -> None:
    before = await filled(desk)
    [unowned] = [row[0] for row in before["incident"] if row[1] is None]
    desk.back_up()
    store = desk.store()
    await store.write(run(releases.choose, SHOUTED.week))
    desk.clock.forward(timedelta(weeks=20))
    await store.write(run(releases.give_up, desk.clock().date()))
    assert await retention.erase_all(store, "no-link", Retention()) == 1
    await store.close()
    [line] = read(desk.erasures)
    assert line == Erased(desk.clock().date(), "incident", unowned)  # its key, and nobody
    assert desk.restore(other_url).left_out == 1 + 3
    after = rows(other_url)
    assert unowned not in {row[0] for row in (*after["incident"], *after["answer"])}
    assert len(after["incident"]) == len(before["incident"]) - 1


@pytest.mark.promise("P33")
async def test_somebody_erased_after_the_keys_were_rotated_does_not_come_back(
    desk: Desk, other_url: str
) -> None:
    await filled(desk)
    desk.back_up()
    desk.keys = f"{NEW},{OLD}"
    store = desk.store()
    await store.write(run(enrolments.join, AMARA, None))  # her row is under the new key now
    await store.write(run(people.erase_person, AMARA))
    await store.close()
    with pytest.raises(WrongKeys) as caught:
        desk.restore(other_url, keys=OLD)  # who was erased cannot be known by the old one
    assert caught.value.missing == (NEW.partition(":")[0],)
    desk.restore(other_url)
    restored = Store.open(other_url, desk.vault, desk.clock)
    assert await restored.read(run(enrolments.of, AMARA)) is None
    assert await restored.read(run(incidents.mine, AMARA)) == []
    assert await restored.read(run(enrolments.of, RHYS)) is not None
    await restored.close()


async def test_who_came_back_before_a_backup_stays(desk: Desk, other_url: str) -> None:
    await filled(desk)
    store = desk.store()
    await store.write(run(people.erase_person, AMARA))
    desk.clock.forward(timedelta(days=2))
    await store.write(run(enrolments.join, AMARA, None))
    await store.write(run(incidents.file, AMARA, SHOUTED))
    await store.close()
    desk.back_up()
    assert desk.restore(other_url).left_out == 0
    assert rows(other_url)["incident"] == rows(desk.url)["incident"]


async def test_a_backup_shows_one_moment_while_the_bot_writes(desk: Desk, other_url: str) -> None:
    await filled(desk)
    store = desk.store()
    busy = True

    async def write() -> None:
        while busy:
            person = 90_000 + len(await store.read(run(incidents.mine, 90_000)))
            await store.write(run(enrolments.join, person, WARD.id))
            await store.write(run(incidents.file, 90_000, SHOUTED))

    writing = asyncio.ensure_future(write())
    await asyncio.to_thread(desk.back_up)
    busy = False
    await writing
    await store.close()
    desk.restore(other_url)
    after = rows(other_url)
    reports = {row[0] for row in after["incident"]}
    assert {row[0] for row in after["answer"]} == reports
    assert len(after["incident"]) <= len(rows(desk.url)["incident"])


def damaged(whole: bytes) -> Iterator[bytes]:
    yield b""
    yield whole[: len(whole) // 2]
    yield whole[:-1]
    yield whole + b"x"
    for at in range(0, len(whole), max(1, len(whole) // 40)):
        yield whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]


async def test_no_cut_and_no_changed_byte_is_taken(desk: Desk, tmp_path: Path) -> None:
    await filled(desk)
    desk.back_up()
    whole, bad = desk.file.read_bytes(), tmp_path / "bad.age"
    target = tmp_path / "target.db"
    for each in damaged(whole):
        bad.write_bytes(each)
        with pytest.raises(BadBackup) as caught:
            desk.restore(f"sqlite:///{target}", source=desk.source(bad))
        assert caught.value.reason in {"form", "damaged", "identity"}
        assert list(tmp_path.glob("target*")) == []  # noqa: ASYNC240


async def test_no_line_that_was_changed_before_it_was_encrypted_is_taken(
    desk: Desk, other_url: str, tmp_path: Path
) -> None:
    """Anybody who has the public key can encrypt; what they make is not ours."""
    await filled(desk)
    desk.back_up()
    lines = desk.opened()
    for forged in (
        lines[:-1],
        [*lines[:-2], lines[-1]],
        [each.replace(b"shouted", b"groped_") for each in lines],
        [*lines, lines[-1]],
        [lines[0], *lines[2:]],
        [lines[0].replace(b'"form":1', b'"form":2'), *lines[1:]],
        [b"[" * 100_000],
        [b"x" * 3_000_000],
        [b"{}"],
        [b'{"a":1}', *lines],
    ):
        text = gzip.compress(b"".join(each + b"\n" for each in forged))
        bad = tmp_path / "forged.age"
        bad.write_bytes(pyrage.encrypt(text, [desk.identity.to_public()]))
        with pytest.raises(BadBackup):
            desk.restore(other_url, source=desk.source(bad))
        assert migrate.standing(other_url) is migrate.Standing.EMPTY


async def test_another_identity_and_other_keys_are_named(desk: Desk, other_url: str) -> None:
    await filled(desk)
    desk.back_up()
    stranger = [pyrage.x25519.Identity.generate()]
    with pytest.raises(BadBackup) as caught:
        desk.restore(other_url, source=restoring.Source(desk.file, stranger, []))
    assert caught.value.reason == "identity"
    with pytest.raises(WrongKeys):
        desk.restore(other_url, keys=NEW)
    desk.restore(other_url)


async def test_a_database_with_anything_in_it_is_refused_and_left_alone(
    desk: Desk, store_url: str
) -> None:
    before = await filled(desk)
    desk.back_up()
    with pytest.raises(restoring.NotEmpty):
        desk.restore(store_url)
    assert rows(store_url) == before


async def test_empty_tables_are_no_hindrance(desk: Desk, other_url: str) -> None:
    before = await filled(desk)
    desk.back_up()
    migrate.migrate(other_url)
    desk.restore(other_url)
    assert rows(other_url)["incident"] == before["incident"]


async def test_no_file_is_overwritten_and_none_is_left_unfinished(desk: Desk) -> None:
    await filled(desk)
    desk.file.write_text("mine")
    with pytest.raises(making.Taken):
        desk.back_up()
    assert desk.file.read_text() == "mine"
    desk.file.unlink()
    desk.keys = NEW
    with pytest.raises(WrongKeys):
        desk.back_up()
    assert list(desk.folder.glob("backup*")) == []
    desk.keys = OLD
    desk.file.with_name("backup.age.part").write_bytes(b"what a kill left" * 100_000)
    desk.back_up()
    assert [each.name for each in desk.folder.glob("backup*")] == ["backup.age"]
    assert desk.file.stat().st_mode & 0o777 == 0o600


def test_a_database_that_is_older_is_not_backed_up(desk: Desk) -> None:
    engine = migrate.engine_for(create_engine(desk.url).url)
    with engine.begin() as line:
        migrate.downgrade(line, "0002")
    engine.dispose()
    with pytest.raises(NotCurrent):
        desk.back_up()


def test_no_table_is_forgotten_and_every_column_can_be_written() -> None:
    assert set(HOLDINGS) == set(metadata.tables)
    for table in backed_up():
        assert {kind_of(column) for column in table.columns} <= KINDS, table


async def test_a_backup_of_older_tables_is_brought_up_to_date(desk: Desk, other_url: str) -> None:
    await filled(desk)
    desk.back_up()
    store = Store.open(desk.url, desk.vault, desk.clock)
    count = len(await store.read(lambda tx: tx.connection.execute(select(incident)).all()))
    await store.close()
    # What an older program would have written: no later table or column, and its own revision.
    old = [json.loads(line) for line in desk.opened()[:-1]]
    old[0]["revision"] = "0004"
    lines = _without(_before(old, LATER), "keyring", "hour")
    text = b"".join(json.dumps(each, separators=(",", ":")).encode() + b"\n" for each in lines)
    _reencrypt(desk, text)
    desk.restore(other_url)
    assert len(rows(other_url)["incident"]) == count
    assert migrate.standing(other_url) is migrate.Standing.CURRENT


def _before(lines: list[Any], tables: set[str]) -> Iterator[Any]:
    """Yield the lines as they were before these tables."""
    here = False
    for each in lines:
        if isinstance(each, dict):
            here = each.get("table") in tables
        if not here:
            yield each


def _without(lines: Iterable[Any], table: str, column: str) -> Iterator[Any]:
    at, here = -1, False
    for each in lines:
        if isinstance(each, dict):
            here = each.get("table") == table
            if here:
                at = [name for name, _ in each["columns"]].index(column)
                del each["columns"][at]
        elif here:
            del each[at]
        yield each


def _reencrypt(desk: Desk, text: bytes) -> None:
    mark = desk.vault.mark("backup", sha256(text).hexdigest()).hex()
    whole = gzip.compress(text + json.dumps({"digest": mark}).encode() + b"\n")
    desk.file.write_bytes(pyrage.encrypt(whole, [desk.identity.to_public()]))


def test_erased_keys_are_dated_and_hold_no_id(desk: Desk) -> None:
    line = str(Erased(desk.clock().date(), "enrolment", "261123ab:00ff"))
    assert line == "2026-11-23 enrolment 261123ab:00ff\n"


async def test_what_closed_since_the_backup_is_not_available_and_what_was_posted_stays(
    desk: Desk, other_url: str
) -> None:
    store = desk.store()
    await store.write(check_keys)
    await began(store, desk.clock)
    await log(store, range(1, 41))
    await pass_weeks(store, desk.clock, 8)
    before = await posted(store)
    desk.back_up()
    await pass_weeks(store, desk.clock, 8)
    await store.close()
    desk.restore(other_url)
    back = Store.open(other_url, desk.vault, desk.clock)
    after = await posted(back)
    assert before == {key: cells for key, cells in after.items() if key in before}
    assert len(after) > len(before)
    assert not any(cells for key, cells in after.items() if key not in before)
    assert await pass_weeks(back, desk.clock, 1) == ["2027-W02"]
    await back.close()
