"""Where the stories of the intake happen: a bot whose handler does what a test tells it."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.ext import TypeHandler

from bot.assembly import ALLOWED_UPDATES, build
from bot.intake.handled import Handling
from bot.intake.polling import Polling
from bot.sandbox.offline import SandboxRequest
from bot.sandbox.shapes import Person
from bot.sandbox.world import World
from handlers.context import App, Context, Services
from models.sealing import Vault, new_key
from models.store.doors import Store
from models.store.migrate import migrate

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
Upset = Callable[[Update], Awaitable[object]]


async def contented(_update: Update) -> None:
    """Do nothing, and do it well."""


@dataclass
class Hall:
    """`upset` runs before the bot's own handlers, which see an update only when it returns."""

    world: World
    store: Store
    app: App
    handling: Handling
    upset: Upset = contented
    tried: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    handled: list[str] = field(default_factory=list)

    @classmethod
    async def build(cls, url: str) -> "Hall":
        world = World(start=NOON)
        migrate(url)
        store = Store.open(url, Vault.from_setting(new_key(NOON.date())), world.now)
        services = Services(store, world.now, ZoneInfo("UTC"), "Example Trust", "x@example.org")
        app = build(
            "999:TEST",
            services,
            api="http://sandbox",
            request=SandboxRequest(world),
            polling=SandboxRequest(world),
        )
        await app.initialize()
        hall = cls(world, store, app, Handling(app))
        app.add_handler(TypeHandler(Update, hall.before), group=-1)
        app.add_handler(TypeHandler(Update, hall.after), group=1)
        return hall

    async def before(self, update: Update, _context: Context) -> None:
        self.tried[update.update_id] += 1
        await self.upset(update)

    async def after(self, update: Update, _context: Context) -> None:
        message = update.effective_message
        self.handled.append(message.text or "" if message else "")

    async def close(self) -> None:
        await self.app.shutdown()
        await self.store.close()

    def updates(self) -> list[Update]:
        """Take what waits, as PTB holds it."""
        waiting = (Update.de_json(raw, self.app.bot) for raw in self.world.take_updates())
        return [update for update in waiting if update is not None]

    async def send(self, person: Person, text: str) -> Update:
        """Send and take one message."""
        await self.world.send(person, text)
        (update,) = self.updates()
        return update

    def heard(self, person: Person) -> list[str]:
        """What the bot has said to somebody."""
        return [each.text for each in self.world.chat(person).messages if each.by == "bot"]

    def pending(self) -> list[int]:
        """The updates Telegram still holds, by their place in the story, from 0."""
        first = min(self.world.updates, default=0)
        records = self.world.updates.values()
        return [record.id - first for record in records if record.state == "pending"]

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until something holds; fails after a minute, for the machine may be busy."""
        async with asyncio.timeout(60):
            while not holds():  # noqa: ASYNC110 - what is waited for has no event of its own
                await asyncio.sleep(0.005)

    @asynccontextmanager
    async def full(self, *, but: str = "") -> AsyncIterator[list[Person]]:
        """Have somebody in every slot until the story ends; only these words go on meanwhile."""
        gate = asyncio.Event()

        async def slow(update: Update) -> None:
            if not but or not update.message or update.message.text != but:
                await gate.wait()

        self.upset = slow
        people = [self.world.person(str(number)) for number in range(80)]
        async with asyncio.TaskGroup() as group:
            for person in people:
                group.create_task(self.handling.take(await self.send(person, "hello")))
            await self.until(lambda: len(self.tried) >= 64)
            yield people
            gate.set()

    def polling(self) -> Polling:
        return Polling(self.app, self.handling, ALLOWED_UPDATES)
