"""Reads one moment of a database as the lines of a backup, while others go on writing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, select
from sqlalchemy.engine import URL, make_url

from models.sealing import Vault
from models.store import migrate, postgresql, sqlite
from models.store.backup.form import FORM, encoder, line, table_line
from models.store.doors import Tx
from models.store.holdings import backed_up
from models.store.keyring import compare_keys

FETCH = 200
"""Rows in memory at a time."""

SLACK = timedelta(hours=1)
"""What clocks may differ by: an erasure dated a little before the backup may be missing in it."""

Told = Callable[[str, int, int], None]
"""Hears of progress: the table, how many of its rows are done, how many there are."""


class NotCurrent(Exception):
    """The database's tables are older than this program's: `migrate` first."""


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    """Open a transaction that sees one moment and cannot write."""
    parsed = make_url(url)
    engine, options = _engine(parsed)
    try:
        with engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection
    finally:
        engine.dispose()


def _engine(url: URL) -> tuple[Engine, dict[str, Any]]:
    if url.get_backend_name() == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        return postgresql.engine_for(url), options
    return sqlite.engine_for(url, sqlite.READING, "BEGIN", size=1), {}


def lines(connection: Connection, vault: Vault, now: datetime, told: Told) -> Iterator[bytes]:
    """Yield every line of a backup. Raises NewerDatabase, NotCurrent, WrongKeys."""
    tables = backed_up()
    revision = _revision(connection)
    if connection.dialect.name == "postgresql":
        # Nobody may change a table before its turn has come.
        names = ", ".join(f'"{table.name}"' for table in tables)
        connection.exec_driver_sql(f"LOCK TABLE {names} IN ACCESS SHARE MODE")
    compare_keys(Tx(connection, vault, now))
    digest = sha256()
    for each in _lines(connection, tables, _head(vault, revision, now), told):
        digest.update(each)
        yield each
    yield line({"digest": vault.mark("backup", digest.hexdigest()).hex()})


def _revision(connection: Connection) -> str:
    standing = migrate.standing_of(connection)
    if standing is migrate.Standing.NEWER:
        raise migrate.NewerDatabase
    if standing is not migrate.Standing.CURRENT:
        raise NotCurrent
    return migrate.newest(connection)


def _head(vault: Vault, revision: str, now: datetime) -> bytes:
    since = (now - SLACK).date().isoformat()
    return line(
        {
            "handrail": "backup",
            "form": FORM,
            "revision": revision,
            "since": since,
            "key": vault.ids[0],
        }
    )


def _lines(
    connection: Connection, tables: list[Table], head: bytes, told: Told
) -> Iterator[bytes]:
    yield head
    for table in tables:
        total = connection.execute(select(func.count()).select_from(table)).scalar_one()
        yield table_line(table, total)
        encode, query = encoder(table), select(table).order_by(*table.primary_key.columns)
        found = connection.execute(query, execution_options={"yield_per": FETCH})
        for done, rows in enumerate(found.partitions()):
            told(table.name, done * FETCH, total)
            yield b"".join(map(encode, rows))
        told(table.name, total, total)
