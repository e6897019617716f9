"""A table that counts something else from now on is another table: its figures never mix."""

from datetime import timedelta

from sqlalchemy import insert

from models.counts.menu import MENU, TABLES, Row, domain
from models.counts.period import WEEK
from models.store import posted as reading
from models.store.doors import Store, Tx
from models.tables import cell, counted_row, release
from tests.moment import Moment
from tests.store.counted import BEGAN, HILL, began, log, pass_weeks, posted

OLD = Row("what_who", "verbal", "patient")
"""What by who when it counted encounters: a store may hold such figures and clocks."""
NEW = Row("what_by_who", "verbal", "patient")
COUNTED = {
    **dict.fromkeys(("site", "site_what", "site_who", "what_by_who"), "people"),
    **dict.fromkeys(("enrolled", "site_enrolled", "check_ins"), "people"),
    **dict.fromkeys(("doing", "sleep", "work", "talk", "worth"), "shares"),
    **dict.fromkeys(("confidence", "role_confidence"), "means"),
    **dict.fromkeys(("skills", "skills_role"), "confidences"),
    **dict.fromkeys(("all", "what", "who", "where", "effect", "knows"), "encounters"),
    **dict.fromkeys(("why_not", "role", "linked"), "encounters"),
}
"""What each table counts, for good: who changes what one counts gives it another key."""


def of(key: str) -> str:
    table = TABLES[key]
    if table.kind != "number":
        return f"{table.kind}s"
    if table.counts_people:
        return "people"
    return "confidences" if table.about == "skills" else "encounters"


def test_no_table_has_changed_what_it_counts() -> None:
    assert {table.key: of(table.key) for table in MENU} == COUNTED
    assert OLD.table not in TABLES


async def test_a_store_that_held_the_old_table_goes_on_with_the_new_one_alone(
    store: Store, clock: Moment
) -> None:
    await began(store, clock)

    def as_it_was(tx: Tx) -> None:
        kept = {"menu": OLD.table, "first": OLD.first, "second": OLD.second}
        clock_kept = {**kept, "year": "2026", "span": "quarter", "since": BEGAN - 13 * WEEK}
        new = counted_row.c.menu == NEW.table
        tx.connection.execute(counted_row.delete().where(new))
        tx.connection.execute(insert(counted_row), [clock_kept])
        tx.connection.execute(insert(release), [{"period": "2026-Q03", "available": True}])
        gone = {"menu": "what", "first": "an_answer_of_before", "second": ""}
        for old in (kept, gone):
            tx.connection.execute(insert(cell), [{**old, "period": "2026-Q03", "shown": 60}])

    await store.write(as_it_was)
    for quarter in range(2):
        await log(store, range(1, 61), BEGAN + timedelta(weeks=13 * quarter))
        await pass_weeks(store, clock, 13)
    await pass_weeks(store, clock, 3)
    found = await posted(store)
    assert OLD not in found["2026-Q04"]
    assert NEW in found["2027-Q01"]
    seen = await store.read(lambda tx: reading.seen(tx, [HILL.id]))
    every = await store.read(lambda tx: [row for row, _ in reading.everything(tx, [HILL.id])])
    assert NEW in seen
    assert NEW in every
    assert not [row for row in (*seen, *every) if row.table == OLD.table]
    # No word of ours names what was an answer once: a file with it could not be written.
    assert Row("what", "an_answer_of_before") not in every
    assert {*every} <= {*domain([HILL.id])}
