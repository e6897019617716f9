"""The wall: through the leads' doors nothing can be reached but releases and their own desk."""
# ruff: noqa: S608 - an attacker makes SQL out of strings

from collections.abc import AsyncIterator
from random import Random

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DBAPIError, ResourceClosedError

from models.sealing import Vault
from models.store.doors import Store, StoreDown, StoreFault, Tx
from models.store.wall import Logins, NoLogin, Wall
from models.tables import metadata
from tests.moment import Moment
from tests.store.walled import DOORS, SECRET, closed_to, fill, logins, statements

MANY = 1_500
BY_DOOR = pytest.mark.parametrize("door", DOORS)


@pytest.fixture
async def wall(store_url: str, vault: Vault, clock: Moment) -> AsyncIterator[Wall]:
    fill(store_url)
    opened = Wall.open(store_url, logins(store_url), vault, clock)
    yield opened
    await opened.close()


async def asked(door: Store, statement: str, *, write: bool = False) -> str:
    """Return what a statement shows; raises StoreFault where the wall stands."""

    def turn(tx: Tx) -> str:
        try:
            return str(tx.connection.exec_driver_sql(statement.replace("%", "%%")).all())
        except ResourceClosedError:  # it gives no rows
            return ""

    return await (door.write if write else door.read)(turn)


@pytest.mark.promise("P70")
@BY_DOOR
async def test_every_table_that_is_not_a_doors_own_is_closed_to_it(wall: Wall, door: str) -> None:
    closed = closed_to(DOORS[door])
    assert {"incident", "answer", "enrolment", "draft", "parked"} <= set(closed)
    for table in closed:
        for ask in (
            "SELECT * FROM {}",
            "SELECT count(*) FROM {}",
            "SELECT 1 FROM {}",
            "SELECT (SELECT count(*) FROM {})",
            "WITH x AS (SELECT * FROM {}) SELECT 1 FROM x",
        ):
            with pytest.raises(StoreFault):
                await asked(getattr(wall, door), ask.format(table))


@BY_DOOR
async def test_a_doors_own_tables_are_open_to_it(wall: Wall, door: str) -> None:
    for table, columns in DOORS[door].read.items():
        assert "open" in await asked(
            getattr(wall, door), f"SELECT {', '.join(columns)} FROM {table}"
        )


async def test_the_desk_sees_a_sites_name_and_not_its_join_code(wall: Wall) -> None:
    assert "open" in await asked(wall.desk, "SELECT id, name FROM site")
    for column in ("code", "security", "exposure", "*"):
        with pytest.raises(StoreFault):
            await asked(wall.desk, f"SELECT {column} FROM site")


@BY_DOOR
@pytest.mark.parametrize("write", [True, False])
async def test_nothing_is_changed_through_a_door_but_what_the_desk_keeps(
    wall: Wall, door: str, write: bool
) -> None:
    may = DOORS[door].write if write else frozenset()
    for table in metadata.sorted_tables:
        column = next(iter(table.columns)).name
        for change in (
            f"DELETE FROM {table.name}",
            f"UPDATE {table.name} SET {column} = {column}",
        ):
            if table.name not in may:
                with pytest.raises((StoreFault, StoreDown)):
                    await asked(getattr(wall, door), change, write=write)


@pytest.mark.promise("P70")
@BY_DOOR
async def test_no_statement_of_a_grammar_shows_or_changes_what_is_behind_the_wall(
    wall: Wall, door: str, store_url: str
) -> None:
    dice, ran = Random(door), 0
    before = everything(store_url)
    for number, statement in enumerate(statements(dice, MANY)):
        try:
            shown = await asked(getattr(wall, door), statement, write=number % 4 == 0)
        except (StoreFault, StoreDown):
            continue
        ran += 1
        assert SECRET not in shown, statement
    after = everything(store_url)
    assert {k: v for k, v in after.items() if k not in DOORS[door].write} == {
        k: v for k, v in before.items() if k not in DOORS[door].write
    }
    assert ran > 20  # the fuzzer does speak the language


def test_the_same_grammar_would_find_a_hole_where_there_is_no_wall(store_url: str) -> None:
    fill(store_url)
    engine, found = create_engine(store_url), 0
    for statement in statements(Random("counts"), 300):
        if not statement.startswith(("SELECT", "WITH")):
            continue
        with engine.connect() as connection:
            try:
                found += SECRET in str(connection.exec_driver_sql(statement).all())
            except DBAPIError:
                continue
    engine.dispose()
    assert found > 10


def test_on_postgresql_a_door_without_its_login_does_not_open(
    postgres_url: str, vault: Vault, clock: Moment
) -> None:
    with pytest.raises(NoLogin) as refused:
        Wall.open(postgres_url, Logins(counts=postgres_url), vault, clock)
    assert refused.value.missing == ("HANDRAIL_DESK_URL",)


async def test_statistics_of_postgresql_tell_rows_and_never_what_is_in_them(
    postgres_url: str, vault: Vault, clock: Moment
) -> None:
    """The limit of the wall, as SECURITY.md names it."""
    fill(postgres_url)
    wall = Wall.open(postgres_url, logins(postgres_url), vault, clock)
    stats = await asked(wall.counts, "SELECT relname, n_tup_ins FROM pg_stat_user_tables")
    assert "('incident', " in stats
    assert await asked(wall.counts, "SELECT * FROM pg_stats WHERE tablename = 'incident'") == "[]"
    activity = await asked(wall.counts, "SELECT query FROM pg_stat_activity")
    assert SECRET not in activity
    await wall.close()


def everything(url: str) -> dict[str, str]:
    engine = create_engine(url)
    with engine.connect() as connection:
        found = {
            name: str(sorted(map(str, connection.execute(text(f"SELECT * FROM {name}")))))
            for name in metadata.tables
        }
    engine.dispose()
    return found
