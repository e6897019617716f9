"""The two awaitable doors to what is remembered: the only ways in, and neither blocks the loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import make_url

from models.clock import Clock
from models.sealing import Vault
from models.store.erasures import Erased, ErasureList
from models.store.failures import DATABASE_ERRORS, is_down, name_of
from models.store.postgresql import PostgresDoors
from models.store.sqlite import SqliteDoors

T = TypeVar("T")


class StoreDown(Exception):
    """Locked, full, unreachable or closed: nothing was kept, and it may be tried again later."""


class StoreFault(Exception):
    """The database refused what we asked: a defect, named by type and code, never by value."""


@dataclass(frozen=True, slots=True)
class Tx:
    """What a store function gets: an open transaction, the keys and the moment.

    A store function may run twice (a lost group, a lost line), so it does nothing else.
    """

    connection: Connection = field(repr=False)
    vault: Vault = field(repr=False)
    now: datetime
    writing: bool = False
    erased: list[Erased] = field(default_factory=list, repr=False)
    """What this transaction erases (models.store.erasing): on the list before it is committed."""


class _Doors(Protocol):
    def read(self, run: Callable[[Connection], T]) -> "Future[T]": ...
    def write(self, run: Callable[[Connection], T]) -> "Future[T]": ...
    def renew(self) -> "Future[None]": ...
    def tidy(self) -> "Future[None]": ...
    def scrub(self) -> "Future[None]": ...
    def close(self) -> None: ...


class Store:
    """What is remembered. Functions of a Tx go in; what they return comes out, committed."""

    def __init__(
        self, doors: _Doors, vault: Vault, clock: Clock, erasures: ErasureList | None
    ) -> None:
        self._doors = doors
        self._vault = vault
        self._clock = clock
        self._erasures = erasures
        self._closed = False
        self._traces = True  # of what was erased before a kill

    @classmethod
    def open(
        cls, url: str, vault: Vault, clock: Clock, erasures: ErasureList | None = None
    ) -> "Store":
        """Open a `sqlite:///…` file or a `postgresql+psycopg://…` database; connects later.

        `erasures` is told what is erased; without it no backup may ever be restored.
        Raises ValueError for any other URL, OSError when the file's folder cannot be made.
        """
        parsed = make_url(url)
        match parsed.drivername:
            case "sqlite" | "sqlite+pysqlite":
                return cls(SqliteDoors(parsed), vault, clock, erasures)
            case "postgresql+psycopg":
                return cls(PostgresDoors(parsed), vault, clock, erasures)
        raise ValueError("the database must be sqlite or postgresql+psycopg")

    async def read(self, fn: Callable[[Tx], T]) -> T:
        """Run fn in a transaction that cannot write. Raises StoreDown, StoreFault, fn's own."""
        return await self._heard(lambda: self._doors.read(lambda line: fn(self._tx(line))))

    async def write(self, fn: Callable[[Tx], T]) -> T:
        """Run fn in a transaction and return after COMMIT. Raises as `read` does.

        What it erased is on the list of erasures by then and, on SQLite, gone from the log.
        """
        done = await self._heard(lambda: self._doors.write(lambda line: self._write(fn, line)))
        await self.scrub()
        return done

    def _write(self, fn: Callable[[Tx], T], line: Connection) -> T:
        tx = self._tx(line, writing=True)
        done = fn(tx)
        if tx.erased:
            # Before COMMIT: a kill in between leaves a line too many, never one too few.
            self._note(tx.erased)
            self._traces = True
        return done

    def _note(self, rows: list[Erased]) -> None:
        if self._erasures is not None:
            self._erasures.note(each for each in rows if each.key)

    async def scrub(self) -> None:
        """Empty SQLite's log of what was erased; a reader in the way leaves it for the next tick.

        PostgreSQL's dead rows wait for `tidy`.
        """
        if not self._traces:
            return
        self._traces, emptied = False, False
        try:
            with suppress(StoreDown):
                await self._heard(self._doors.scrub)
                emptied = True
        finally:
            if not emptied:  # also when whoever waited for it went away
                self._traces = True

    async def keep_list(self) -> int:
        """Try again what could not be scrubbed or listed; return how many lines still wait."""
        await self.scrub()
        if self._erasures is None or not self._erasures.waiting:
            return 0
        await asyncio.to_thread(self._erasures.note, ())
        return self._erasures.waiting

    async def forget_erasures(self, before: date) -> None:
        """Take lines from before a day off the list: no backup is as old.

        Raises OSError, BadList.
        """
        if self._erasures is not None:
            await asyncio.to_thread(self._erasures.forget, before)

    async def renew(self) -> None:
        """Have no transaction number tie rows to each other; once after each nightly move.

        Nobody waits for long. Raises StoreDown when it could not end: try it again.
        """
        await self._heard(self._doors.renew)

    async def tidy(self) -> None:
        """Remove every trace of order and of what was erased; after `renew`.

        Writers wait meanwhile. Raises StoreDown when it could not end: try it again.
        """
        await self._heard(self._doors.tidy)

    async def close(self) -> None:
        """Finish what has been asked, then refuse everything with StoreDown."""
        self._closed = True
        await asyncio.to_thread(self._doors.close)

    def _tx(self, connection: Connection, *, writing: bool = False) -> Tx:
        return Tx(connection, self._vault, self._clock(), writing)

    async def _heard(self, ask: Callable[[], "Future[T]"]) -> T:
        """Wait beside the loop; a database's own exception, which may quote, ends here."""
        if self._closed:
            raise StoreDown("closed")
        try:
            return await asyncio.wrap_future(ask())
        except DATABASE_ERRORS as error:
            told = (StoreDown if is_down(error) else StoreFault)(name_of(error))
            told.with_traceback(error.__traceback__)
        raise told  # outside, so that it does not carry the other along
