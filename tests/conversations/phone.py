"""A person's phone in a story: types, taps by label, and looks at the screen."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from telegram import Update

from bot.assembly import build
from bot.sandbox.offline import SandboxRequest
from bot.sandbox.shapes import Message, Person
from bot.sandbox.world import World
from bot.sender import deliver_due
from handlers.chores import tick
from handlers.context import App, Context, Services
from models.clock import Clock
from models.sealing import Vault, new_key
from models.store.doors import Store
from models.store.migrate import migrate
from models.store.wall import Logins, Wall

LONDON = ZoneInfo("Europe/London")
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@dataclass
class House:
    """The real application on the real store, against the sandbox in this process."""

    world: World
    store: Store
    services: Services
    app: App
    raised: list[Exception] = field(default_factory=list)

    @classmethod
    async def build(
        cls, url: str, *, start: datetime = NOON, keys: str = "", world: World | None = None
    ) -> "House":
        world = world or World(start=start)
        migrate(url)
        vault = Vault.from_setting(keys or new_key(start.date()))
        store = Store.open(url, vault, world.now)
        wall = wall_of(url, vault, world.now)
        services = Services(
            store, world.now, LONDON, "Example Trust", "privacy@example.org", wall=wall
        )
        request = SandboxRequest(world)
        app = build(
            "999:TEST",
            services,
            api="http://sandbox",
            request=request,
            polling=SandboxRequest(world),
        )
        await app.initialize()
        house = cls(world, store, services, app)
        app.add_error_handler(house.note)
        return house

    async def note(self, _update: object, context: Context) -> None:
        """Remember what a handler raised, so that no story passes over it."""
        assert context.error is not None
        self.raised.append(context.error)

    async def settle(self) -> None:
        """Handle every update that waits, in order."""
        while waiting := self.world.take_updates():
            for raw in waiting:
                update = Update.de_json(raw, self.app.bot)
                assert update is not None
                await self.app.process_update(update)
                if self.raised:
                    raise self.raised.pop()

    async def forward(self, by: timedelta) -> None:
        """Move the clock and let the ticker and the sender do what fell due."""
        self.world.forward(by)
        await tick(self.app.bot, self.services)
        await deliver_due(self.app.bot, self.services)

    async def close(self) -> None:
        await self.app.shutdown()
        if self.services.wall is not None:
            await self.services.wall.close()
        await self.store.close()

    def phone(self, name: str = "Sam") -> "Phone":
        return Phone(self, self.world.person(name))


@dataclass
class Phone:
    """One person's chat with the bot."""

    house: House
    person: Person

    @property
    def messages(self) -> list[Message]:
        return list(self.house.world.chat(self.person).messages)

    @property
    def screen(self) -> Message:
        """The newest message of the bot."""
        return next(m for m in reversed(self.messages) if m.by == "bot")

    @property
    def labels(self) -> list[str]:
        return [button.text for row in self.screen.buttons for button in row]

    def data(self, label: str) -> str:
        """Return what the button of this label on the newest screen sends."""
        return next(b.value for row in self.screen.buttons for b in row if b.text == label)

    async def says(self, text: str) -> None:
        await self.house.world.send(self.person, text)
        await self.house.settle()

    async def taps(self, *labels: str) -> None:
        """Tap each of the labels in turn on the newest screen that has it."""
        for label in labels:
            found = [
                m for m in self.messages if any(b.text == label for row in m.buttons for b in row)
            ]
            assert found, f"no button {label!r}; the newest screen has {self.labels}"
            message = found[-1]
            await self.house.world.tap(self.person, message.id, label)
            await self.house.settle()

    def shows(self, words: str) -> Message:
        """Return the newest message of the bot with these words; fails when there is none."""
        found = [m for m in self.messages if m.by == "bot" and words in m.text]
        assert found, [m.text for m in self.messages]
        return found[-1]

    async def forges(self, data: str, message: int | None = None) -> None:
        """Send callback data of our own making on the newest screen."""
        await self.house.world.tap_raw(self.person, message or self.screen.id, data)
        await self.house.settle()

    async def sends(self, kind: str, **more: str) -> None:
        await self.house.world.send_media(self.person, kind, **more)
        await self.house.settle()

    @property
    def toast(self) -> str:
        toasts = self.house.world.chat(self.person).toasts
        return toasts[-1].text if toasts else ""


def wall_of(url: str, vault: Vault, clock: Clock) -> Wall | None:
    """Open the doors of the leads where they need no login."""
    return Wall.open(url, Logins(), vault, clock) if url.startswith("sqlite") else None


def sqlite_url(folder: Path) -> str:
    return f"sqlite:///{folder / 'handrail.db'}"


def words_of(text: str) -> int:
    return len(re.findall(r"[\w'&]+", text))
