"""Migrations: up, down and up again with rows, equal to the tables, once, and never backwards."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, inspect, select, text
from sqlalchemy.engine import make_url

from models.store import migrate as migrating
from models.store.doors import StoreDown
from models.store.migrate import NewerDatabase, Standing, downgrade, migrate, standing, upgrade
from models.tables import metadata

KINDS: dict[type, Any] = {str: "x", int: 1, bool: True, bytes: b"x", date: date(2026, 11, 23)}


@contextmanager
def line(url: str) -> Iterator[Connection]:
    """Open a transaction as `migrate` does."""
    engine = migrating.engine_for(make_url(url))
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def revisions() -> list[str]:
    config = Config()
    config.set_main_option("script_location", str(migrating.SCRIPTS))
    newest_first = ScriptDirectory.from_config(config).walk_revisions()
    return [each.revision for each in newest_first][::-1]


def fill(connection: Connection) -> None:
    """Put a row into every table that exists at this revision."""
    found = MetaData()
    found.reflect(connection)
    for table in found.sorted_tables:
        if table.name == "alembic_version" or connection.execute(select(table)).first():
            continue
        row = {column.name: KINDS[column.type.python_type] for column in table.columns}
        connection.execute(table.insert().values(row))


def test_every_revision_goes_up_down_and_up_again_with_rows(blank_url: str) -> None:
    for revision in revisions():
        with line(blank_url) as connection:
            upgrade(connection, revision)
        with line(blank_url) as connection:
            fill(connection)
        with line(blank_url) as connection:
            before = set(inspect(connection).get_table_names())
            downgrade(connection, "-1")
        with line(blank_url) as connection:
            upgrade(connection, revision)
            assert set(inspect(connection).get_table_names()) == before
            fill(connection)


def test_nothing_is_left_after_going_all_the_way_down(blank_url: str) -> None:
    migrate(blank_url)
    with line(blank_url) as connection:
        downgrade(connection, "base")
    with line(blank_url) as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]


def test_the_newest_revision_has_exactly_our_tables(store_url: str) -> None:
    with line(store_url) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_no_table_on_sqlite_has_row_numbers(sqlite_url: str) -> None:
    with line(sqlite_url) as connection:
        made = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        with_rows = {name for name, sql in made if not sql.rstrip().endswith("WITHOUT ROWID")}
    assert with_rows == {"alembic_version"}


def test_no_key_is_counted_up() -> None:
    for table in metadata.tables.values():
        for column in table.primary_key.columns:
            assert column.type.python_type in {str, bytes}, column


def test_the_planner_keeps_no_sample_of_anyones_hash(postgres_url: str) -> None:
    with line(postgres_url) as connection:
        sampled = connection.execute(
            text(
                "SELECT attrelid::regclass || '.' || attname FROM pg_attribute"
                " JOIN pg_class ON pg_class.oid = attrelid WHERE relkind = 'r'"
                " AND (attname IN ('person', 'owner', 'incident') OR attname LIKE 'sealed%'"
                " OR (relname IN ('incident', 'addition', 'parked') AND attname = 'id'))"
                " AND attstattarget IS DISTINCT FROM 0"
                " AND relnamespace = 'public'::regnamespace"
            )
        )
        assert sampled.all() == []


def test_migrating_again_changes_nothing(blank_url: str) -> None:
    assert standing(blank_url) is Standing.EMPTY
    migrate(blank_url)
    assert standing(blank_url) is Standing.CURRENT
    with line(blank_url) as connection:
        fill(connection)
    migrate(blank_url)
    with line(blank_url) as connection:
        assert connection.execute(select(metadata.tables["answer"])).first()


def test_a_newer_database_is_refused_and_left_alone(store_url: str) -> None:
    with line(store_url) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'ffff'"))
    assert standing(store_url) is Standing.NEWER
    with pytest.raises(NewerDatabase):
        migrate(store_url)
    with line(store_url) as connection:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    assert version == "ffff"


def test_two_processes_migrating_at_once_both_succeed(blank_url: str) -> None:
    program = "import sys; from models.store.migrate import migrate; migrate(sys.argv[1])"
    both = [
        subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", program, blank_url], stderr=subprocess.PIPE
        )
        for _ in range(2)
    ]
    assert [(process.communicate()[1], process.returncode) for process in both] == [(b"", 0)] * 2


def test_a_database_that_cannot_be_reached_is_down() -> None:
    with pytest.raises(StoreDown) as caught:
        migrate("postgresql+psycopg://someone:pa55word@/nowhere?host=/nowhere")
    assert "pa55word" not in str(caught.value)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_that_would_not_last_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="file"):
        migrate(url)
