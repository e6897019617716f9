"""The doors of an SQLite file: one writing thread, a few reading ones."""

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import TimeoutError  # noqa: A004 - what a busy log is to its caller
from sqlalchemy.pool import ConnectionPoolEntry

from models.store.writer import Writer

T = TypeVar("T")
READERS = 4
BUSY_SECONDS = 5.0
"""How long another process may hold the write lock; `?timeout=` in the URL changes it."""

HASTY_SECONDS = 0.1
"""How long writers wait for a reader so that what was erased leaves the log at once."""

WRITING = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    # What is erased is overwritten, not only unlinked.
    "PRAGMA secure_delete=ON",
)
READING = ("PRAGMA query_only=ON",)


class SqliteDoors:
    """Reads beside the writing; writes in groups, each synced to disk once."""

    def __init__(self, url: URL) -> None:
        make_place(url)
        self._writing = engine_for(url, WRITING, "BEGIN IMMEDIATE", size=1)
        self._reading = engine_for(url, READING, "BEGIN", size=READERS)
        self._tidying = engine_for(url, WRITING, "", size=1)
        hasty = url.update_query_dict({"timeout": str(HASTY_SECONDS)})
        self._scrubbing = engine_for(hasty, WRITING, "", size=1)
        self._writer = Writer(self._writing)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="store-reader")

    def read(self, run: Callable[[Connection], T]) -> "Future[T]":
        """Run on a connection that cannot write, seeing one moment."""
        return self._readers.submit(self._read, run)

    def write(self, run: Callable[[Connection], T]) -> "Future[T]":
        """Run on the writing thread; done when COMMIT has returned."""
        return self._writer.submit(run)

    def renew(self) -> "Future[None]":
        """Do nothing: rows have no transaction numbers."""
        done: Future[None] = Future()
        done.set_result(None)
        return done

    def tidy(self) -> "Future[None]":
        """Write the file anew without what was erased, and empty the write-ahead log."""
        return self._writer.submit_alone(lambda: _tidy(self._tidying))

    def scrub(self) -> "Future[None]":
        """Empty the write-ahead log: erased rows are zeros in the file, and whole in the log."""
        return self._writer.submit_alone(lambda: _scrub(self._scrubbing))

    def close(self) -> None:
        """Finish what waits, then let go of the file."""
        self._readers.shutdown()
        self._writer.close()
        for engine in (self._reading, self._writing, self._tidying, self._scrubbing):
            engine.dispose()

    def _read(self, run: Callable[[Connection], T]) -> T:
        with self._reading.connect() as connection, connection.begin():
            return run(connection)


def make_place(url: URL) -> None:
    """Make the file and its folder, for this user only; raises OSError, ValueError."""
    if url.database in {None, "", ":memory:"}:
        raise ValueError("the database must be a file")
    path = Path(str(url.database))
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def engine_for(url: URL, pragmas: tuple[str, ...], begin: str, *, size: int) -> Engine:
    """Make an engine that owns its transactions: the driver's own would lose updates.

    `begin` is the statement that begins one; empty, there is none and each statement is its own.
    """
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_size=size,
        max_overflow=0,
        connect_args={} if "timeout" in url.query else {"timeout": BUSY_SECONDS},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        if begin:
            connection.exec_driver_sql(begin)

    return engine


def _tidy(engine: Engine) -> None:
    with engine.connect() as connection:
        _empty_log(connection)
        connection.exec_driver_sql("VACUUM")
        _empty_log(connection)


def _scrub(engine: Engine) -> None:
    with engine.connect() as connection:
        _empty_log(connection)


def _empty_log(connection: Connection) -> None:
    busy, _, _ = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()
    if busy:
        raise TimeoutError("a reader holds the log")
