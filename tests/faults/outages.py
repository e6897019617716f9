"""Ways a database is really taken from a running bot, and given back."""

import asyncio
import resource
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pytest

from tests.faults.process import BotProcess
from tests.postgres import Postgres, running_postgres

HURRIED = "?timeout=0.2"
"""A lock held by somebody else is given up after 0.2 seconds instead of 5."""

HOLD = """
import sqlite3, sys
line = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
line.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


class Outage(Protocol):
    """`url` is where the bot keeps things; between `begin` and `end` it can keep nothing."""

    @property
    def url(self) -> str: ...
    async def begin(self, bot: BotProcess) -> None: ...
    async def end(self, bot: BotProcess) -> None: ...


@dataclass
class FullDisk:
    """A small disk of its own, filled to the last block: SQLite hears ENOSPC."""

    place: Path

    @property
    def url(self) -> str:
        return f"sqlite:///{self.place / 'handrail.db'}"

    async def begin(self, _bot: BotProcess) -> None:
        with suppress(OSError), (self.place / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(b"x" * 4096)

    async def end(self, _bot: BotProcess) -> None:
        (self.place / "filler").unlink()


@dataclass
class NoMoreBytes:
    """No file of the process may grow, as with a quota: SQLite hears EFBIG. Needs no rights."""

    url: str

    async def begin(self, bot: BotProcess) -> None:
        self._limit(bot, 1)

    async def end(self, bot: BotProcess) -> None:
        self._limit(bot, resource.RLIM_INFINITY)

    @staticmethod
    def _limit(bot: BotProcess, most: int) -> None:
        assert bot.process is not None
        resource.prlimit(bot.process.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))


@dataclass
class LockedFile:
    """Another process is writing to the file and does not end."""

    path: Path
    holder: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        return f"sqlite:///{self.path}{HURRIED}"

    async def begin(self, _bot: BotProcess) -> None:
        pipe = asyncio.subprocess.PIPE
        self.holder = await asyncio.create_subprocess_exec(
            sys.executable, "-c", HOLD, str(self.path), stdin=pipe, stdout=pipe
        )
        assert self.holder.stdout is not None
        assert await self.holder.stdout.readline() == b"held\n"

    async def end(self, _bot: BotProcess) -> None:
        assert self.holder is not None
        assert self.holder.stdin is not None
        self.holder.stdin.close()
        assert await self.holder.wait() == 0


@dataclass
class StoppedPostgres:
    """The server is stopped, every line cut, and started again."""

    server: Postgres
    url: str = field(init=False)

    def __post_init__(self) -> None:
        self.url = self.server.migrated()

    async def begin(self, _bot: BotProcess) -> None:
        await asyncio.to_thread(self.server.stop)

    async def end(self, _bot: BotProcess) -> None:
        await asyncio.to_thread(self.server.start)


@asynccontextmanager
async def full_disk(folder: Path) -> AsyncIterator[Outage]:
    """Mount a disk of 1 MB; skips where nobody may."""
    place = folder / "disk"
    place.mkdir()
    if not await _done("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)):
        pytest.skip("this user may not mount a disk; no_more_bytes needs no rights")
    try:
        yield FullDisk(place)
    finally:
        assert await _done("umount", str(place))


@asynccontextmanager
async def no_more_bytes(folder: Path) -> AsyncIterator[Outage]:
    yield NoMoreBytes(f"sqlite:///{folder / 'handrail.db'}")


@asynccontextmanager
async def locked_file(folder: Path) -> AsyncIterator[Outage]:
    outage = LockedFile(folder / "handrail.db")
    yield outage
    if outage.holder is not None and outage.holder.returncode is None:
        outage.holder.kill()


@asynccontextmanager
async def stopped_postgres(_folder: Path) -> AsyncIterator[Outage]:
    with running_postgres() as server:
        yield StoppedPostgres(server)


async def _done(*command: str) -> bool:
    """Run a command; tell whether it could be done."""
    quiet = asyncio.subprocess.DEVNULL
    try:
        process = await asyncio.create_subprocess_exec(*command, stdout=quiet, stderr=quiet)
    except OSError:
        return False
    return await process.wait() == 0


OUTAGES: dict[str, Callable[[Path], AbstractAsyncContextManager[Outage]]] = {
    each.__name__: each for each in (full_disk, no_more_bytes, locked_file, stopped_postgres)
}
