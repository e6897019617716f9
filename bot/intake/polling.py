"""Polling: our own loop over getUpdates, whose offset moves only over handled updates."""

import asyncio
import random
from collections.abc import Sequence
from typing import Any

import structlog
from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.intake.handled import Handling, Verdict
from bot.processor import Lanes, chat_of
from handlers.context import App

log = structlog.get_logger()
LONG_POLL = 50
"""Seconds Telegram may hold a poll open; its own maximum."""
PACE = 0.6
"""Seconds between polls of the same offset: under 0.5 Telegram cuts the batch down to one."""
BACKOFF, BACKOFF_MOST = 1.0, 30.0
STOP_SECONDS = 10.0
"""How long updates in hand may take to end when the bot is stopped."""


class Polling:
    """Fetches and handles until `stop` is set. One slow chat never holds the others."""

    def __init__(self, app: App, handling: Handling, allowed: Sequence[str]) -> None:
        self._app = app
        self._handling = handling
        self._allowed = allowed
        self._order = Lanes()
        self._work: dict[int, asyncio.Task[None]] = {}
        self._next = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop`; then let what is in hand end, and confirm what was handled.

        Raises InvalidToken when Telegram refuses the token.
        """
        await self._app.bot.delete_webhook(drop_pending_updates=False)
        stopping = asyncio.ensure_future(stop.wait())
        wait = BACKOFF
        try:
            while not stop.is_set():
                try:
                    await self._round(stopping)
                    wait = BACKOFF
                except InvalidToken:
                    raise
                except TelegramError as error:
                    wait = await self._rest(error, wait, stopping)
        finally:
            stopping.cancel()
            await self._end()

    def _offset(self) -> int:
        """Return the lowest update that is not handled: everything below it is confirmed."""
        return min(self._work, default=self._next)

    async def _round(self, stopping: "asyncio.Future[Any]") -> None:
        poll = asyncio.ensure_future(self._fetch(0 if self._work else LONG_POLL))
        await asyncio.wait((poll, stopping), return_when=asyncio.FIRST_COMPLETED)
        if not poll.done():
            poll.cancel()  # an answer that is lost with it is not confirmed, so it comes again
            return
        for update in poll.result():
            if update.update_id >= self._next:
                self._next = update.update_id + 1
                self._work[update.update_id] = asyncio.ensure_future(self._take(update))
        if self._work:
            await asyncio.wait((*self._work.values(),), timeout=PACE)

    async def _fetch(self, seconds: int) -> Sequence[Update]:
        return await self._app.bot.get_updates(
            offset=self._offset(), timeout=seconds, allowed_updates=self._allowed
        )

    async def _take(self, update: Update) -> None:
        """Handle one update in its chat's turn, as often as it takes."""
        async with self._order.turn(chat_of(update)):
            wait = BACKOFF
            while await self._handling.handle(update) is Verdict.LATER:
                await asyncio.sleep(_jitter(wait))
                wait = min(2 * wait, BACKOFF_MOST)
        del self._work[update.update_id]  # not reached when cancelled: then it comes again

    async def _rest(
        self, error: TelegramError, wait: float, stopping: "asyncio.Future[Any]"
    ) -> float:
        event = "another_bot_polls" if isinstance(error, Conflict) else "telegram_away"
        log.warning(event, error=type(error).__name__, seconds=round(wait, 1))
        seconds = _jitter(wait)
        if isinstance(error, RetryAfter):
            after = error.retry_after
            seconds = float(after if isinstance(after, int) else after.total_seconds())
        await asyncio.wait((stopping,), timeout=seconds)
        return min(2 * wait, BACKOFF_MOST)

    async def _end(self) -> None:
        if self._work:
            _, late = await asyncio.wait((*self._work.values(),), timeout=STOP_SECONDS)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        try:
            await self._app.bot.get_updates(offset=self._offset(), timeout=0, limit=1)
        except TelegramError:
            return  # not confirmed: it comes again and changes nothing


def _jitter(seconds: float) -> float:
    return seconds * random.uniform(0.5, 1.0)  # noqa: S311 - spreads retries, hides nothing
