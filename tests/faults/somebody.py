"""Somebody with a phone, whose bot is a process of its own: waits for what must come."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from bot.sandbox.acts import NoSuchButton
from bot.sandbox.shapes import Message, Person
from bot.sandbox.world import World
from messages.words import label

PATIENCE = 180.0
"""Seconds until an answer counts as lost: a failing update comes again after up to 120."""


@dataclass
class Somebody:
    world: World
    person: Person

    async def says(self, text: str) -> Message:
        return await self.world.send(self.person, text)

    async def taps(self, words: str, *, below: str = "") -> Message:
        """Tap a button of the newest screen that has it, `below` these words; wait for one."""
        message = await self.until(lambda m: below in m.text and words in labels(m))
        with suppress(NoSuchButton):
            await self.world.tap(self.person, message.id, words)
        return message

    async def answers(self, question: str, option: str) -> Message:
        """Tap an answer on the card that shows its question."""
        return await self.taps(label(f"report/{question}", option), below=heading(question))

    async def sees(self, words: str, *, after: int = 0) -> Message:
        """Wait for a message of the bot with these words, newer than the message `after`."""
        return await self.until(lambda m: m.id > after and words in m.text)

    async def until(self, fits: Callable[[Message], bool]) -> Message:
        """Wait for a message of the bot; return the newest one that fits."""
        async with asyncio.timeout(PATIENCE):
            while True:
                seq = self.world.seq
                for message in reversed(self.heard):
                    if fits(message):
                        return message
                await self.world.changed(seq)

    @property
    def heard(self) -> list[Message]:
        """What the bot has said, oldest first."""
        return [m for m in self.world.chat(self.person).messages if m.by == "bot"]

    @property
    def newest(self) -> int:
        return max(message.id for message in self.world.chat(self.person).messages)


def labels(message: Message) -> list[str]:
    return [button.text for row in message.buttons for button in row]


def heading(question: str) -> str:
    """Return the first line of a question as the phone shows it."""
    words = label(f"report/{question}", "text", site=None, sexual=False)
    return words.splitlines()[0].replace("<b>", "").replace("</b>", "")


async def all_handled(world: World) -> None:
    """Wait until Telegram holds nothing any more."""
    async with asyncio.timeout(PATIENCE):
        while world.state.updates.pending:
            await world.changed(world.seq)
