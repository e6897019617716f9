"""Helpers of the tests of the wall: the doors on each database, secrets behind them, a fuzzer."""
# ruff: noqa: S105, S106, S608 - made-up passwords, and an attacker makes SQL out of strings

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from sqlalchemy import create_engine, insert, text
from sqlalchemy.engine import make_url

from models.store.rights import COUNTS, DESK, Rights, grants
from models.store.wall import Logins
from models.tables import metadata

SECRET = "canary"
"""Stands in every text and every seal that a door must not show."""

VALUES: dict[type, Any] = {int: 424_242, bool: True, date: date(2026, 11, 23)}
DOORS = {"counts": COUNTS, "desk": DESK}


def closed_to(rights: Rights) -> list[str]:
    return [table.name for table in metadata.sorted_tables if table.name not in rights.read]


def fill(url: str) -> None:
    """Put a row into every table; what no door may show holds the secret."""
    engine = create_engine(url)
    open_to_somebody = COUNTS.read.keys() | DESK.read.keys()
    with engine.begin() as connection:
        for table in metadata.sorted_tables:
            word = "open" if table.name in open_to_somebody else SECRET
            row = {}
            for column in table.columns:
                kind = column.type.python_type
                length = getattr(column.type, "length", None) or 40
                value: Any = VALUES.get(kind, word[:length])
                row[column.name] = value.encode() if kind is bytes else value
            for key in table.foreign_keys:  # parents are filled with the same words
                parent = key.column.table.name
                row[key.parent.name] = ("open" if parent in open_to_somebody else SECRET)[:8]
            if table.name == "site":
                row |= {"code": SECRET, "security": SECRET, "exposure": SECRET}
            connection.execute(insert(table).values(row))
    engine.dispose()


def logins(url: str) -> Logins:
    """Make the two logins of a PostgreSQL database, with the grants that the command prints."""
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        return Logins()
    engine = create_engine(url)
    made = {}
    with engine.begin() as connection:
        for door, rights in DOORS.items():
            name = f"{door}_{parsed.database}"
            connection.execute(text(f"DROP ROLE IF EXISTS {name}"))
            connection.execute(text(f"CREATE ROLE {name} LOGIN PASSWORD 'made-up'"))
            for statement in grants(name, rights):
                connection.execute(text(statement))
            shown = parsed.set(username=name, password="made-up")
            made[door] = shown.render_as_string(hide_password=False)
    engine.dispose()
    return Logins(made["counts"], made["desk"])


CATALOGUES = (
    "sqlite_master",
    "sqlite_schema",
    "sqlite_temp_master",
    "pragma_table_info('incident')",
    "pragma_database_list",
    "sqlite_stat1",
    "dbstat",
    "json_each('[1]')",
    "pg_catalog.pg_class",
    "pg_catalog.pg_stats",
    "pg_catalog.pg_statistic",
    "pg_catalog.pg_stat_activity",
    "pg_catalog.pg_authid",
    "pg_catalog.pg_largeobject",
    "information_schema.columns",
    "generate_series(1, 2)",
    "pg_ls_dir('.')",
    "pg_read_file('PG_VERSION')",
)
FUNCTIONS = (
    "count(*)",
    "max({})",
    "min({})",
    "hex({})",
    "quote({})",
    "length({})",
    "load_extension('x')",
    "readfile('/etc/hostname')",
    "zeroblob(9)",
    "randomblob(9)",
    "sqlite_version()",
    "current_user",
    "pg_read_file('PG_VERSION')",
    "lo_import('/etc/hostname')",
    "query_to_xml('SELECT * FROM incident', true, false, '')",
    "table_to_xml('incident', true, false, '')",
    "pg_sleep(0)",
    "set_config('role', 'postgres', false)",
)
STATEMENTS = (
    "{select}",
    "WITH x AS ({select}) SELECT * FROM x",
    "{select} UNION ALL {select}",
    "SELECT * FROM ({select}) AS inner_one",
    "SELECT ({select} LIMIT 1)",
    "SELECT EXISTS ({select})",
    "EXPLAIN {select}",
    "INSERT INTO {table} {select}",
    "INSERT INTO release SELECT substr({column}, 1, 8), true FROM {table}",
    "UPDATE {table} SET {column} = {column}",
    "DELETE FROM {table}",
    "CREATE TABLE thief AS {select}",
    "CREATE TEMP TABLE thief AS {select}",
    "CREATE VIEW thief AS {select}",
    "CREATE TRIGGER thief AFTER INSERT ON cell BEGIN {select}; END",
    "DROP TABLE {table}",
    "ALTER TABLE {table} RENAME TO thief",
    "ATTACH DATABASE ':memory:' AS thief",
    "VACUUM INTO '/tmp/thief.db'",
    "PRAGMA table_info({table})",
    "PRAGMA query_only = OFF",
    "PRAGMA writable_schema = ON",
    "REINDEX",
    "ANALYZE",
    "COPY {table} TO STDOUT",
    "SET ROLE postgres",
    "SET SESSION AUTHORIZATION postgres",
    "GRANT ALL ON {table} TO PUBLIC",
    "LOCK TABLE {table}",
    "DO $$ BEGIN PERFORM * FROM {table}; END $$",
)


OPEN = ("cell", "release", "lead", "lead_site", "lead_view", "lead_note")


def statements(dice: Random, count: int) -> Iterator[str]:
    """Make statements from the grammar: some that a door must take, many that none may."""
    names = [table.name for table in metadata.sorted_tables]

    def table() -> str:
        return dice.choice(OPEN if dice.randrange(2) else names)

    def column(name: str) -> str:
        own = list(metadata.tables[name].columns.keys())
        return dice.choice(own) if dice.randrange(5) else dice.choice(("rowid", "owner", "site"))

    def what(name: str) -> str:
        kind = dice.randrange(4)
        if kind == 0:
            return "*"
        if kind == 1:
            return dice.choice(FUNCTIONS).replace("{}", column(name))
        return column(name)

    def select(depth: int = 0) -> str:
        name = table()
        places = {
            0: f"(SELECT {column(name)} FROM {name}) AS t",
            1: dice.choice(CATALOGUES),
            2: f"{name}, {table()} AS b",
            3: f"cell AS c LEFT JOIN {name} ON 1 = 1",
        }
        inner = (
            f" WHERE EXISTS ({select(depth + 1)})" if depth < 2 and dice.randrange(4) == 0 else ""
        )
        return f"SELECT {what(name)} FROM {places.get(dice.randrange(8), name)}{inner}"

    for _ in range(count):
        shape = dice.choice(STATEMENTS[: 6 if dice.randrange(2) else None])
        while "{select}" in shape:
            shape = shape.replace("{select}", select(), 1)
        name = table()
        yield shape.replace("{table}", name).replace("{column}", column(name))
