"""What a person at the page can do, each as the JSON it arrives in."""

from abc import ABC, abstractmethod
from datetime import timedelta
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.sandbox.page.room import Room

_YEAR_MINUTES = 366 * 24 * 60


class Act(BaseModel, ABC):
    """One thing done. KeyError: the person or the message is gone."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    @abstractmethod
    async def on(self, room: Room) -> None:
        """Do it."""


class Send(Act):
    """Type `text` and send it."""

    person: str
    text: str = Field(min_length=1, max_length=20_000)

    async def on(self, room: Room) -> None:
        """Send it; what is too long for one message arrives as several, as from a phone."""
        await room.world.send(room.person(self.person), self.text)


class Edit(Act):
    """Change the words of an own message."""

    person: str
    message: int
    text: str = Field(min_length=1, max_length=4096)

    async def on(self, room: Room) -> None:
        """Change it; the bot hears of it as of any edit."""
        await room.world.send(room.person(self.person), self.text, edit_of=self.message)


class Tap(Act):
    """Press a button that holds `data`, as the page shows it: it may have changed meanwhile.

    A phone sends what it shows, too, so the second of two quick taps never means another button.
    """

    person: str
    message: int
    data: str = Field(min_length=1, max_length=64)

    async def on(self, room: Room) -> None:
        """Press it; KeyError when the message is gone."""
        person = room.person(self.person)
        shown = room.world.chat(person).kept[self.message]
        await room.world.tap_raw(person, shown.id, self.data)


class Media(Act):
    """Send something that is not typed."""

    person: str
    kind: Literal["photo", "voice", "sticker", "location", "document", "forward"]

    async def on(self, room: Room) -> None:
        """Send it."""
        await room.world.send_media(room.person(self.person), self.kind)


class Clock(Act):
    """Move the sandbox's clock forward by whole minutes, at most a year at once."""

    minutes: int = Field(ge=1, le=_YEAR_MINUTES)

    async def on(self, room: Room) -> None:
        """Move it."""
        await room.forward(timedelta(minutes=self.minutes))


class Reset(Act):
    """Start again with empty chats and an empty store."""

    async def on(self, room: Room) -> None:
        """Erase everything."""
        await room.reset()


ACTS: dict[str, type[Act]] = {
    "send": Send,
    "edit": Edit,
    "tap": Tap,
    "media": Media,
    "clock": Clock,
    "reset": Reset,
}
