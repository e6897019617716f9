"""The demo: the real bot against a Telegram in memory, with the page in front of it."""

import asyncio
import secrets
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import SecretStr

from bot.running import opened, run
from bot.sandbox.demo_settings import DemoSettings
from bot.sandbox.example_trust import ORGANISATION, PEOPLE, PRIVACY_CONTACT, SITES
from bot.sandbox.http import serve
from bot.sandbox.moving import move
from bot.sandbox.page.room import Room
from bot.sandbox.page.serve import serve_page
from bot.sandbox.stock import stock_of
from bot.sandbox.world import World
from bot.settings import RunSettings
from bot.web import listening
from models.clock import Clock, system_clock

DATABASE = "handrail.db"

TICK_SECONDS = 1.0
"""The clock may jump by days; what fell due then is found soon after."""


async def serve_demo(port: int, told: Callable[[str], None]) -> None:
    """Run the demo until SIGTERM or Ctrl+C; `told` hears the page's address once it is ready.

    Port 0 takes a free one. Raises OSError when the port is taken.
    """
    demo = Demo(system_clock)
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, demo.stop)
    async with serve_page(demo.room, port) as address, asyncio.TaskGroup() as group:
        group.create_task(demo.run())
        await demo.begun.wait()
        told(address)


class Demo:
    """Rounds, each with a world, a store and a bot of its own; a reset begins the next one."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._stopping = False
        self._ending = asyncio.Event()
        self.begun = asyncio.Event()
        self.room = Room(new_world(clock), SITES, self.reset)
        # Held for all rounds: between two of them another program could take a port that is free.
        self._door = listening("127.0.0.1", 0)

    def stop(self) -> None:
        """End the round, and begin no other."""
        self._stopping = True
        self._ending.set()

    async def reset(self) -> None:
        """End the round, and return when the next has begun: all is erased, the clock is back."""
        self.begun.clear()
        self._ending.set()
        await self.begun.wait()

    async def run(self) -> None:
        """Run round after round until stopped."""
        with self._door:
            while not self._stopping:
                self._ending.clear()
                with TemporaryDirectory(prefix="handrail-demo-") as folder:
                    await self._round(Path(folder))

    async def _round(self, folder: Path) -> None:
        world = new_world(self._clock)
        stock = await stock_of(world.now)
        async with serve(world) as api:
            settings = settings_for(world, api, folder, self._door.getsockname()[1], stock.keys)
            (folder / DATABASE).write_bytes(stock.database)
            self.room.invitation = stock.invitation
            async with opened(settings, world.now) as services:
                self.room.move = partial(move, world, services.store)
                self._show(world)
                door = self._door.dup()
                await run(settings, world.now, self._ending, seconds=TICK_SECONDS, door=door)

    def _show(self, world: World) -> None:
        before, self.room.world = self.room.world, world
        before.reset()  # wakes the page, which then looks at the new world
        self.begun.set()


def new_world(clock: Clock) -> World:
    """Return a world that runs on from the present, with the example people in it."""
    world = World(token=f"999:{secrets.token_urlsafe(26)}", start=clock())
    world.live = True
    for name, role in PEOPLE:
        world.person(name, role)
    return world


def settings_for(world: World, api: str, folder: Path, port: int, keys: str) -> RunSettings:
    """Return what the bot runs with: this world, and a database in `folder`."""
    here = f"127.0.0.1:{port}"
    return DemoSettings(
        bot_token=SecretStr(world.state.account.token),
        telegram_api=api,
        database_url=SecretStr(f"sqlite:///{folder / DATABASE}"),
        erasures=folder / "erasures",
        keys=SecretStr(keys),
        organisation=ORGANISATION,
        privacy_contact=PRIVACY_CONTACT,
        listen=here,
        public_url=f"http://{here}",
    )
