"""Backups: whole, one moment, sealed, the same for both databases."""

import asyncio
import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

import pyrage
import pytest
from sqlalchemy import select

from models.store import (
    enrolments,
    incidents,
    migrate,
)
from models.store.backup.form import KINDS, kind_of
from models.store.doors import Store
from models.store.holdings import HOLDINGS, backed_up
from models.store.keyring import check_keys
from models.tables import incident, metadata
from tests.store.backing import WORDED, Operator, filled, rows
from tests.store.counted import began, log, pass_weeks, posted
from tests.store.made import (
    ADDED,
    AMARA,
    SHOUTED,
    WARD,
    run,
)

LATER = {
    *("signing_key", "addition", "plan", "prompt", "check_in", "check_in_sum"),
    *("practice", "rating", "lead_view", "lead_note", "counted_row", "release", "cell"),
}
"""Tables that came after the revision of an old backup."""


async def test_a_backup_restored_is_all_that_was_there_but_what_is_over_soon(
    operator: Operator, other_url: str
) -> None:
    before = await filled(operator)
    assert all(before[name] for name in ("draft", "parked", "owed", "seen_update", "set_aside"))
    assert operator.back_up() == operator.file.stat().st_size
    assert operator.restore(other_url).left_out == 0
    after = rows(other_url)
    for name, holding in HOLDINGS.items():
        assert after[name] == (before[name] if holding.backed_up else []), name
    store = Store.open(other_url, operator.vault, operator.clock)
    await store.write(check_keys)
    found = [each for _, each in await store.read(run(incidents.mine, AMARA))]
    assert found == [replace(WORDED, additions=(ADDED,))]
    await store.close()


@pytest.mark.promise("P34")
async def test_what_is_over_soon_is_in_no_line(operator: Operator) -> None:
    before = await filled(operator)
    operator.back_up()
    head, *lines, foot = operator.opened()
    assert json.loads(head)["since"] == "2026-11-23"
    assert set(json.loads(foot)) == {"digest"}
    named = {json.loads(line)["table"] for line in lines if line.startswith(b"{")}
    assert named == {table.name for table in backed_up()}
    assert named & {"draft", "draft_words", "parked", "owed", "seen_update", "set_aside"} == set()
    text = b"\n".join(lines)
    hashes = [row[0].hex().encode() for row in before["seen_update"]]
    assert not [each for each in hashes if each in text]


async def test_a_backup_shows_one_moment_while_the_bot_writes(
    operator: Operator, other_url: str
) -> None:
    await filled(operator)
    store = operator.store()
    busy = True

    async def write() -> None:
        while busy:
            person = 90_000 + len(await store.read(run(incidents.mine, 90_000)))
            await store.write(run(enrolments.join, person, WARD.id))
            await store.write(run(incidents.file, 90_000, SHOUTED))

    writing = asyncio.ensure_future(write())
    await asyncio.to_thread(operator.back_up)
    busy = False
    await writing
    await store.close()
    operator.restore(other_url)
    after = rows(other_url)
    reports = {row[0] for row in after["incident"]}
    assert {row[0] for row in after["answer"]} == reports
    assert len(after["incident"]) <= len(rows(operator.url)["incident"])


async def test_empty_tables_are_no_hindrance(operator: Operator, other_url: str) -> None:
    before = await filled(operator)
    operator.back_up()
    migrate.migrate(other_url)
    operator.restore(other_url)
    assert rows(other_url)["incident"] == before["incident"]


def test_no_table_is_forgotten_and_every_column_can_be_written() -> None:
    assert set(HOLDINGS) == set(metadata.tables)
    for table in backed_up():
        assert {kind_of(column) for column in table.columns} <= KINDS, table


async def test_a_backup_of_older_tables_is_brought_up_to_date(
    operator: Operator, other_url: str
) -> None:
    await filled(operator)
    operator.back_up()
    store = Store.open(operator.url, operator.vault, operator.clock)
    count = len(await store.read(lambda tx: tx.connection.execute(select(incident)).all()))
    await store.close()
    # What an older program would have written: no later table or column, and its own revision.
    old = [json.loads(line) for line in operator.opened()[:-1]]
    old[0]["revision"] = "0004"
    lines = _without(_before(old, LATER), "keyring", "hour")
    text = b"".join(json.dumps(each, separators=(",", ":")).encode() + b"\n" for each in lines)
    _reencrypt(operator, text)
    operator.restore(other_url)
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


def _reencrypt(operator: Operator, text: bytes) -> None:
    mark = operator.vault.mark("backup", sha256(text).hexdigest()).hex()
    whole = gzip.compress(text + json.dumps({"digest": mark}).encode() + b"\n")
    operator.file.write_bytes(pyrage.encrypt(whole, [operator.identity.to_public()]))


async def test_what_closed_since_the_backup_is_not_available_and_what_was_posted_stays(
    operator: Operator, other_url: str
) -> None:
    store = operator.store()
    await store.write(check_keys)
    await began(store, operator.clock)
    await log(store, range(1, 41))
    await pass_weeks(store, operator.clock, 8)
    before = await posted(store)
    operator.back_up()
    await pass_weeks(store, operator.clock, 8)
    await store.close()
    operator.restore(other_url)
    back = Store.open(other_url, operator.vault, operator.clock)
    after = await posted(back)
    assert before == {key: cells for key, cells in after.items() if key in before}
    assert len(after) > len(before)
    assert not any(cells for key, cells in after.items() if key not in before)
    assert await pass_weeks(back, operator.clock, 1) == ["2027-W02"]
    await back.close()
