"""Two independent clients behind one small hand, so that both can drive the same script."""

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias, TypeVar

from aiogram import exceptions
from telegram import error

T = TypeVar("T")
Keys: TypeAlias = Sequence[tuple[str, str]]
"""Buttons under one another: (label, callback data)."""


class Refused(Exception):
    """What either client makes of a refusal: the HTTP status, Telegram's words in lower case."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(status, words)
        self.status = status
        self.words = words.lower().removeprefix("bad request: ").removeprefix("forbidden: ")


@dataclass(frozen=True, slots=True)
class Seen:
    """An update as a script looks at it."""

    id: int
    kind: str
    text: str
    query: str = ""


class Client(Protocol):
    """What the script needs of a client."""

    async def me(self) -> str: ...
    async def send(self, chat: int, html: str, keys: Keys = (), reply_to: int = 0) -> int: ...
    async def edit(self, chat: int, message: int, html: str, keys: Keys = ()) -> None: ...
    async def strip(self, chat: int, message: int) -> None: ...
    async def delete(self, chat: int, *messages: int) -> None: ...
    async def answer(self, query: str, text: str, *, alert: bool) -> None: ...
    async def photo(self, chat: int, content: bytes, caption: str) -> str: ...
    async def document(self, chat: int, name: str, content: bytes) -> str: ...
    async def fetch(self, file: str) -> bytes: ...
    async def commands(self, *pairs: tuple[str, str]) -> list[tuple[str, str]]: ...
    async def describe(self, words: str) -> str: ...
    async def leave(self, chat: int) -> None: ...
    async def updates(self, offset: int = 0, wait: int = 0) -> list[Seen]: ...
    async def webhook(self, url: str, secret: str = "") -> str: ...
    async def unhook(self) -> None: ...


STATUS = (
    (error.Forbidden, 403),
    (error.BadRequest, 400),
    (error.Conflict, 409),
    (error.InvalidToken, 401),
    (error.RetryAfter, 429),
    (exceptions.TelegramForbiddenError, 403),
    (exceptions.TelegramBadRequest, 400),
    (exceptions.TelegramConflictError, 409),
    (exceptions.TelegramUnauthorizedError, 401),
    (exceptions.TelegramRetryAfter, 429),
    (exceptions.TelegramServerError, 500),
    (exceptions.TelegramNetworkError, 0),
    (error.NetworkError, 0),
)


async def asked(call: Awaitable[T]) -> T:
    """Await a call; every client's own error becomes Refused (status 0: the network)."""
    try:
        return await call
    except (error.TelegramError, exceptions.TelegramAPIError) as refusal:
        status = next(code for kind, code in STATUS if isinstance(refusal, kind))
        words = getattr(refusal, "message", str(refusal))
        raise Refused(status, words) from refusal
