"""A bot's webhook made by hand: answers as it is told, and notes what came."""

import asyncio
import contextlib
from collections import deque
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field

from aiohttp import web

from bot.sandbox.rich import Json
from bot.sandbox.updates import Record
from bot.sandbox.world import World
from tests.sandbox.asking import until

SECRET = "s3cret"  # noqa: S105 - nobody's


@dataclass(frozen=True, slots=True)
class Say:
    """One answer: an HTTP status, headers, a body."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: str = ""


@dataclass(slots=True)
class Hook:
    """Takes updates. `says` are the next answers (then 200); while `shut`, none is given."""

    address: str = ""
    says: deque[Say] = field(default_factory=deque)
    came: list[Json] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)
    open: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def ids(self) -> list[int]:
        """The ids of the updates that came, in the order they came."""
        return [each["update_id"] for each in self.came]

    async def answer(self, request: web.BaseRequest) -> web.Response:
        """Take one update."""
        self.came.append(await request.json())
        self.headers.append(request.headers)
        say = self.says.popleft() if self.says else Say()
        await self.open.wait()
        return web.Response(status=say.status, headers=say.headers, text=say.body)


@contextlib.asynccontextmanager
async def listening() -> AsyncIterator[Hook]:
    """Open a webhook on a free port."""
    hook = Hook()
    hook.open.set()
    runner = web.ServerRunner(web.Server(hook.answer), access_log=None, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.address = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield hook
    finally:
        hook.open.set()
        await runner.cleanup()


def newest(world: World) -> Record:
    """Return the newest update's record."""
    return list(world.updates.values())[-1]


async def settled(world: World) -> None:
    """Wait until nothing is owed any more."""
    await until(world, lambda: not world.state.updates.pending)


async def until_it_rests(world: World, record: Record, sent: int) -> None:
    """Wait until the delivery with this number failed."""
    await until(world, lambda: record.failed == sent)
