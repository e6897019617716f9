"""The two doors of the leads: `counts` reads releases, `desk` knows the leads. Neither more.

Each has connections of its own that the database itself holds back: on SQLite by an authorizer, on
PostgreSQL by a login with few grants. So no mistake in a lead's screen can reach a report.
"""

import sqlite3
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from sqlalchemy import Connection, Engine, event, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from models.clock import Clock
from models.sealing import Vault
from models.store.doors import Store, StoreFault, Tx
from models.store.rights import COUNTS, DESK, FUNCTIONS, Rights
from models.store.sqlite import READING, WRITING, engine_for
from models.tables import incident, release

T = TypeVar("T")
THREADS = 2
_ALWAYS = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_TRANSACTION})
_WRITES = frozenset({sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE})


class NoLogin(Exception):
    """On PostgreSQL each door needs the address of its own login; `missing` names the settings."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__(", ".join(missing))
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Logins:
    """The addresses of the two logins on PostgreSQL; SQLite has none."""

    counts: str | None = field(default=None, repr=False)
    desk: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Wall:
    """The two doors: each is a store that sees nothing else."""

    counts: Store
    desk: Store

    @classmethod
    def open(cls, url: str, logins: Logins, vault: Vault, clock: Clock) -> "Wall":
        """Open both; connects later. Raises NoLogin."""
        parsed = make_url(url)
        if parsed.get_backend_name() == "sqlite":
            doors = (_WalledFile(parsed, rights) for rights in (COUNTS, DESK))
            return cls(*(Store(door, vault, clock, None) for door in doors))
        given = {"HANDRAIL_COUNTS_URL": logins.counts, "HANDRAIL_DESK_URL": logins.desk}
        if missing := tuple(name for name, value in given.items() if not value):
            raise NoLogin(missing)
        return cls(*(Store.open(value or "", vault, clock) for value in given.values()))

    async def close(self) -> None:
        """Close both."""
        await self.counts.close()
        await self.desk.close()


async def can_reach_reports(door: Store) -> bool:
    """Tell whether a door shows reports, which none may: its login has too many rights."""
    try:
        await door.read(lambda tx: tx.connection.execute(select(incident.c.id).limit(1)).first())
    except StoreFault:
        return False
    return True


def holds(tx: Tx) -> bool:
    """Tell whether anything is posted; raises where the door shows no releases."""
    return tx.connection.execute(select(release.c.period).limit(1)).first() is not None


class _WalledFile:
    """Doors of an SQLite file whose connections may do what the rights say, and nothing else."""

    def __init__(self, url: URL, rights: Rights) -> None:
        self._reading = _walled(engine_for(url, READING, "BEGIN", size=THREADS), rights)
        pragmas, begin = (WRITING, "BEGIN IMMEDIATE") if rights.write else (READING, "BEGIN")
        self._writing = _walled(engine_for(url, pragmas, begin, size=1), rights)
        self._readers = ThreadPoolExecutor(THREADS, thread_name_prefix="wall-reader")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="wall-writer")

    def read(self, run: Callable[[Connection], T]) -> "Future[T]":
        return self._readers.submit(_once, self._reading, run)

    def write(self, run: Callable[[Connection], T]) -> "Future[T]":
        return self._writer.submit(_once, self._writing, run)

    def renew(self) -> "Future[None]":
        return _nothing()

    def tidy(self) -> "Future[None]":
        return _nothing()

    def scrub(self) -> "Future[None]":
        return _nothing()

    def close(self) -> None:
        self._readers.shutdown()
        self._writer.shutdown()
        self._reading.dispose()
        self._writing.dispose()


def login_of(url: str) -> str:
    """Return the name that an address logs in with."""
    return make_url(url).username or ""


def _once(engine: Engine, run: Callable[[Connection], T]) -> T:
    with engine.begin() as connection:
        return run(connection)


def _nothing() -> "Future[None]":
    done: Future[None] = Future()
    done.set_result(None)
    return done


def _walled(engine: Engine, rights: Rights) -> Engine:
    with engine.connect():
        """Let SQLAlchemy ask what it asks once, before the wall stands."""
    engine.dispose()

    @event.listens_for(engine, "connect")
    def hold_back(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.set_authorizer(partial(_allowed, rights))

    return engine


def _allowed(
    rights: Rights, action: int, first: str | None, second: str | None, *_where: str | None
) -> int:
    """Answer SQLite, which asks while it prepares a statement (sqlite3_set_authorizer)."""
    allowed = (
        action in _ALWAYS
        or (action == sqlite3.SQLITE_READ and rights.may_read(first or "", second or ""))
        or (action == sqlite3.SQLITE_FUNCTION and (second or "").lower() in FUNCTIONS)
        or (action in _WRITES and first in rights.write)
    )
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY
