"""What an update costs does not grow with what is stored: nothing that grows is read through.

How much that is in milliseconds is measured by `python -m benchmarks.store`.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from messages.words import label
from models.tables import metadata
from tests.conversations.checking import ALL_RIGHT, comes, set_up
from tests.conversations.made import FAST, rated
from tests.conversations.own_words import at_words
from tests.conversations.phone import House, Phone, sqlite_url
from tests.conversations.stock import stocked

FEW = {
    *("site", "route", "route_failure", "keyring", "signing_key", "pace"),
    *("lead", "lead_site", "lead_view", "lead_note", "counted_row", "release", "cell"),
}
"""Tables of the operator and of leads, which no number of people or incidents makes longer."""
MANY = {table.name for table in metadata.sorted_tables} - FEW
NOBODYS = {"told", "set_aside", "check_in_sum", "rating"}
"""Tables that only the ticker and faults write: no update of a person touches them."""


@contextmanager
def watched(asked: dict[str, Any]) -> Iterator[None]:
    """Note every statement with its values, while updates are handled."""

    def note(_line: object, _cursor: object, statement: str, values: object, *_: object) -> None:
        asked.setdefault(statement, values)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", note)


async def test_no_update_reads_through_a_table_of_people_or_incidents(
    house: House, sam: Phone, tmp_path: Path
) -> None:
    await stocked(house)
    asked: dict[str, Any] = {}
    with watched(asked):
        await _everything(sam)
        await set_up(sam)
    await comes(sam)  # the ticker's own statements may read what is due
    with watched(asked):
        await _afterwards(sam)
    line = sqlite3.connect(sqlite_url(tmp_path).removeprefix("sqlite:///"))
    for statement, values in asked.items():
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            plan = line.execute(f"EXPLAIN QUERY PLAN {statement}", values)
            read_through = {step.split()[1] for *_, step in plan if step.startswith("SCAN")}
            assert not read_through & MANY, statement
    line.close()
    for table in MANY - NOBODYS:
        assert any(table in statement for statement in asked), table


async def _everything(sam: Phone) -> None:
    """Do what people do: arrive, log in every way, look, delete, look for support, go."""
    await sam.says("/start pebblewick-general")
    for choice in ("I can find it", "No link to me", "Do not keep it"):
        await at_words(sam)
        await sam.says("A man threw a cup.")
        await sam.taps("Keep it", "Done", choice)
    await sam.says("/mine")
    await sam.taps("Week of 23 November 2026", "Delete this report", "Yes, delete it")
    await sam.says("/site")
    await sam.says("/support")
    await sam.taps(label("support", "talk"))
    await sam.says("/start")
    await sam.taps(*FAST[:3], "More", "Discard", "Yes, discard it")
    await sam.says("/help")


async def _afterwards(sam: Phone) -> None:
    """Answer a check-in, look back, practise a skill, and go."""
    await sam.taps(ALL_RIGHT)
    await sam.says("/checkins")
    await rated(sam)
    await sam.taps("Yes", "Yes, with no role")
    await sam.says("/stop")
    await sam.taps("Yes, erase it all")
