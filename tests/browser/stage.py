"""The sandbox page on a stage: a world, three people, a browser's page, and a bot by hand."""

import asyncio
import json
from dataclasses import dataclass

from playwright.async_api import Locator, Page

from bot.sandbox import api
from bot.sandbox.call import Upload
from bot.sandbox.shapes import Message, Person
from bot.sandbox.world import World

PATIENCE = 60.0
"""Seconds a test waits for something that must happen before it fails."""

Labels = list[list[str]]
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763e8eed6070002bc015a6c3d1b0a0000000049454e44ae426082"
)


def markup(labels: Labels) -> str:
    """Return callback buttons whose data is their label."""
    rows = [[{"text": label, "callback_data": label[:60]} for label in row] for row in labels]
    return json.dumps({"inline_keyboard": rows})


@dataclass(slots=True)
class Stage:
    """What a browser test acts on."""

    world: World
    page: Page
    address: str
    amara: Person
    rhys: Person
    morgan: Person
    resets: int = 0

    async def reset(self) -> None:
        """Empty the chats, as the demo does beside emptying the store."""
        self.resets += 1
        self.world.reset()

    async def call(self, method: str, **values: object) -> object:
        """Call the Bot API as a bot would; return the result."""
        reply = await api.answer(self.world.state, "999:TEST", method, values)
        body: dict[str, object] = json.loads(reply.body)
        assert body["ok"], body
        return body["result"]

    async def say(self, person: Person, html: str, labels: Labels | None = None) -> int:
        """Have the bot write to a person; return the message's id."""
        self.world.chat(person).started = True
        sent = await self.call(
            "sendMessage",
            chat_id=person.id,
            text=html,
            parse_mode="HTML",
            reply_markup=markup(labels or []),
        )
        assert isinstance(sent, dict)
        return int(sent["message_id"])

    async def edit(self, person: Person, message: int, html: str, labels: Labels) -> None:
        """Have the bot change a message."""
        await self.call(
            "editMessageText",
            chat_id=person.id,
            message_id=message,
            text=html,
            parse_mode="HTML",
            reply_markup=markup(labels),
        )

    async def picture(self, person: Person, caption: str) -> None:
        """Have the bot send a picture of one pixel."""
        self.world.chat(person).started = True
        upload = Upload("counts.png", "image/png", PNG)
        await self.call("sendPhoto", chat_id=person.id, caption=caption, photo=upload)

    async def document(self, person: Person, name: str, content: bytes) -> None:
        """Have the bot send a file."""
        self.world.chat(person).started = True
        upload = Upload(name, "application/pdf", content)
        await self.call("sendDocument", chat_id=person.id, document=upload)

    def pane(self, person: Person) -> Locator:
        """Return a person's chat on the page."""
        return self.page.locator(f"#pane-{person.id}")

    def words(self, person: Person) -> list[str]:
        """Return what stands in a person's chat, as the world has it."""
        return [message.text for message in self.world.chat(person).messages]

    async def arrived(self, person: Person, count: int = 1) -> Message:
        """Wait until a chat holds `count` messages; return the newest."""
        async with asyncio.timeout(PATIENCE):
            while len(self.world.chat(person).messages) < count:
                await self.world.changed(self.world.seq)
        return self.world.chat(person).last
