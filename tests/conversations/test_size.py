"""What an update costs does not grow with what is stored: nothing that grows is read through.

How much that is in milliseconds is measured by `python -m benchmarks.store`.
"""

import sqlite3
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine import Engine

from messages.words import label
from models.tables import metadata
from tests.conversations.phone import House, Phone, sqlite_url
from tests.conversations.stock import stocked
from tests.conversations.test_log import FAST
from tests.conversations.test_own_words import at_words

FEW = {"site", "route", "route_failure", "lead", "lead_site", "keyring", "signing_key"}
"""Tables of the operator, which no number of people or incidents makes longer."""
MANY = {table.name for table in metadata.sorted_tables} - FEW


async def test_no_update_reads_through_a_table_of_people_or_incidents(
    house: House, sam: Phone, tmp_path: Path
) -> None:
    await stocked(house)
    asked: dict[str, object] = {}

    def note(_line: object, _cursor: object, statement: str, values: object, *_: object) -> None:
        asked.setdefault(statement, values)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        await _everything(sam)
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    line = sqlite3.connect(sqlite_url(tmp_path).removeprefix("sqlite:///"))
    for statement, values in asked.items():
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            plan = line.execute(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]
            read_through = {step.split()[1] for *_, step in plan if step.startswith("SCAN")}
            assert not read_through & MANY, statement
    line.close()
    for table in MANY - {"told", "set_aside"}:  # those belong to the ticker and to faults
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
    await sam.says("/stop")
    await sam.taps("Yes, erase it all")
