"""What a chat is made of: people, messages, buttons, taps, toasts, files."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, TypeAlias

from bot.sandbox.rich import Json, Rich, write_html

Side: TypeAlias = Literal["bot", "person"]


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with a phone. `role` is a word for the page ("staff", "lead"), no more."""

    id: int
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Button:
    """One inline button. kind: "callback", "url", "web_app" or "copy"; value: what it holds."""

    text: str
    kind: str
    value: str
    style: str = ""


Rows: TypeAlias = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class File:
    """A file somebody sent; `content` is every byte of it."""

    id: str
    name: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(slots=True)
class Message:
    """One message as both sides see it now; edits change it in place.

    text is a photo's or document's caption when `photo` or `document` is set;
    media names what a person sent ("photo", "voice", ...), empty for words;
    extra is what that media adds to the message's JSON.
    """

    id: int
    chat_id: int
    by: Side
    author: int
    rich: Rich
    at: datetime
    buttons: Rows = ()
    edited: datetime | None = None
    silent: bool = False
    protected: bool = False
    preview: bool = True
    reply_to: int | None = None
    photo: File | None = None
    document: File | None = None
    media: str = ""
    extra: Json = field(default_factory=dict)

    @property
    def text(self) -> str:
        """Plain words, as a phone shows them."""
        return self.rich.text

    @property
    def html(self) -> str:
        """The same words with their looks, as escaped HTML."""
        return write_html(self.rich)


@dataclass(slots=True)
class Tap:
    """A press on a callback button; `answered` once the bot stopped its spinner."""

    id: str
    person: Person
    message_id: int
    data: str
    at: datetime
    answered: bool = False


@dataclass(frozen=True, slots=True)
class Toast:
    """What a callback query was answered with; `alert` is the kind that must be closed."""

    text: str
    alert: bool
    at: datetime
    tap: str
