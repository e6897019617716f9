"""Polling: our own loop over getUpdates, whose offset moves only over handled updates."""

import asyncio
from collections.abc import Sequence
from itertools import count

import structlog
from telegram import Update
from telegram.error import TelegramError

from bot.intake.handled import Handling, Verdict
from bot.intake.patience import patiently, pause
from bot.intake.raw import read_each
from bot.intake.window import Window
from bot.where import where
from handlers.context import App

log = structlog.get_logger()
LONG_POLL = 30
"""Seconds Telegram may hold a poll open (at most 50): a connection that died in silence is
noticed after as long."""

PACE = 0.6
"""Seconds between polls of the same offset: under 0.5 Telegram cuts the batch down to one."""

SOON = 0.1
"""Seconds for more to be done before the next poll, when the offset has moved on already."""

LANDING = 7.0
"""Seconds what is in hand may take to end when the bot is stopped."""


class Polling:
    """Fetches and handles until stopped. A slow chat does not hold the others.

    python-telegram-bot's own updater confirms a batch before it is handled. Here, while something
    is in hand, the next poll asks from there on and passes over what is known. Telegram answers
    with the first 100 from the offset: so many others may pass one that waits.
    """

    def __init__(self, app: App, handling: Handling, allowed: Sequence[str]) -> None:
        self._bot = app.bot
        self._handling = handling
        self._allowed = allowed
        self._window = Window()
        self._work: set[asyncio.Task[None]] = set()
        self._stop = asyncio.Event()

    async def run(self, stop: asyncio.Event) -> None:
        """Poll until `stop`; then let what is in hand end, and confirm what was handled.

        Whatever Telegram and the network do, it waits and goes on.
        """
        self._stop = stop
        async with asyncio.TaskGroup() as group:
            asking = group.create_task(self._ask(group))
            await stop.wait()
            asking.cancel()  # an answer that is lost with it is not confirmed, so it comes again
            if self._work:
                await asyncio.wait(self._work, timeout=LANDING)
            for late in self._work:
                late.cancel()
        await self._confirm()

    async def _ask(self, group: asyncio.TaskGroup) -> None:
        await patiently(lambda: self._bot.delete_webhook(drop_pending_updates=False))
        while True:
            batch = await patiently(self._fetch)
            for update in self._window.fresh(batch):
                task = group.create_task(self._until_done(update))
                self._work.add(task)
                task.add_done_callback(self._work.discard)
            await self._rest()

    async def _fetch(self) -> Sequence[Update]:
        offset = self._window.ask()
        try:
            return await self._bot.get_updates(
                offset=offset, timeout=LONG_POLL, allowed_updates=self._allowed
            )
        except TelegramError:
            raise
        except Exception as fault:  # noqa: BLE001 - the library cannot read one of them
            log.warning("unreadable_batch", error=type(fault).__name__)
            await asyncio.sleep(PACE)
            return await read_each(self._bot, self._handling, offset)

    async def _rest(self) -> None:
        """Return when nothing is in hand, soon when the offset has moved, else at its pace."""
        before = self._window.offset
        for seconds in (SOON, PACE - SOON):
            if self._work:
                await asyncio.wait(self._work, timeout=seconds)
            if self._window.offset != before:
                return

    async def _until_done(self, update: Update) -> None:
        """Handle one update in its chat's turn, as often as it takes.

        Between tries it keeps the turn, so that a chat stays in order, and gives back the slot.
        When we are stopped it is left undone: then it comes again.
        """
        lanes = self._handling.lanes
        async with lanes.turn(update):
            for tries in count(1):
                async with lanes.slot(update):
                    verdict = await self._try(update)
                if verdict is Verdict.DONE:
                    self._window.finish(update.update_id)
                    return
                if await self._stopped_within(pause(tries)):
                    return

    async def _try(self, update: Update) -> Verdict:
        try:
            return await self._handling.handle(update)
        except Exception as fault:  # noqa: BLE001 - a defect here must not end the polling
            log.error("defect", error=type(fault).__name__, handler=where(fault))  # noqa: TRY400
            return Verdict.LATER

    async def _stopped_within(self, seconds: float) -> bool:
        try:
            async with asyncio.timeout(seconds):
                await self._stop.wait()
        except TimeoutError:
            return False
        return True

    async def _confirm(self) -> None:
        if self._window.offset is None:
            return
        try:
            await self._bot.get_updates(offset=self._window.offset, timeout=0, limit=1)
        except TelegramError:
            return  # not confirmed: it comes again and changes nothing
