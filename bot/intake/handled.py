"""Runs one update through the application and says whether Telegram may forget it."""

import asyncio
from collections import OrderedDict
from contextvars import ContextVar
from datetime import datetime, timedelta
from enum import Enum, auto

import structlog
from telegram import Update
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ApplicationHandlerStop

from bot.processor import Lanes
from bot.where import where
from handlers.context import App, Context, Services
from handlers.trouble import busy_screen, sorry_screen, tell
from models.store import updates
from models.store.doors import StoreDown

log = structlog.get_logger()

LONGEST_SECONDS = 30.0
"""How long one try may take; then it has failed, so that nothing holds a chat for ever."""

TOLD = timedelta(minutes=5)
"""A person is told once in this time that the store is down, however much they tap."""

PATIENCE = 8
"""Telegram failed this often on one update while it took others: then the fault is ours."""

_MOST = 10_000
"""Of the updates that wait and of the people who were told, how many are remembered."""

_FAULTS: ContextVar[list[Exception] | None] = ContextVar("faults", default=None)


class Verdict(Enum):
    """Whether Telegram may forget the update, or must hold it for us."""

    DONE = auto()
    LATER = auto()


async def note_fault(_update: object, context: Context) -> None:
    """Remember what a handler raised: `process_update` returns normally all the same."""
    if context.error is None:
        return
    if (faults := _FAULTS.get()) is not None:
        faults.append(context.error)
    else:
        log.error("fault", error=type(context.error).__name__, handler=where(context.error))
    raise ApplicationHandlerStop  # no other handler may go on with an update that failed


class Handling:
    """What both intakes share: handle an update, judge how it went, say sorry where needed."""

    def __init__(self, app: App) -> None:
        if not isinstance(app.update_processor, Lanes):
            raise TypeError("the application needs concurrent_updates(Lanes())")
        self.lanes: Lanes = app.update_processor
        self._app = app
        self._done = 0
        self._waiting: OrderedDict[int, tuple[int, int]] = OrderedDict()
        self._told: OrderedDict[int, datetime] = OrderedDict()
        app.add_error_handler(note_fault)

    @property
    def _services(self) -> Services:
        services: Services = self._app.bot_data["services"]
        return services

    async def take(self, update: Update) -> Verdict:
        """Handle an update once, in its chat's turn."""
        async with self.lanes.turn(update), self.lanes.slot(update):
            return await self.handle(update)

    async def handle(self, update: Update) -> Verdict:
        """Handle an update once; the caller holds its chat's turn and a slot.

        A store or Telegram that is down means LATER; a fault of our own is tried 3 times and then
        set aside with a reference.
        """
        fault = await self._run(update)
        verdict = await self._judge(update, fault) if fault else Verdict.DONE
        if verdict is Verdict.DONE:
            self._done += 1
            self._waiting.pop(update.update_id, None)
        return verdict

    async def set_aside_unread(self, update_id: int, fault: Exception) -> Verdict:
        """Judge an update that the library could not read."""
        return await self._stumble(Update(update_id), fault)

    async def _run(self, update: Update) -> Exception | None:
        faults: list[Exception] = []
        ours = _FAULTS.set(faults)
        try:
            async with asyncio.timeout(LONGEST_SECONDS):
                await self._app.process_update(update)
        except TimeoutError as fault:
            faults.append(fault)
        finally:
            _FAULTS.reset(ours)
        return faults[0] if faults else None

    async def _judge(self, update: Update, fault: Exception) -> Verdict:
        if isinstance(fault, Forbidden):
            return Verdict.DONE  # they have blocked the bot: nobody is there to answer
        tries, done_before = self._count(update.update_id)
        alone = tries >= PATIENCE and self._done > done_before
        if not _is_waited_for(fault) or (alone and isinstance(fault, TelegramError)):
            return await self._stumble(update, fault)
        log.warning("waiting", error=type(fault).__name__, tries=tries)
        if isinstance(fault, StoreDown):
            await self._say_busy(update)
        return Verdict.LATER

    def _count(self, update_id: int) -> tuple[int, int]:
        """Count a try; return how many there were, and how many updates were done before them."""
        tries, done_before = self._waiting.get(update_id, (0, self._done))
        self._waiting[update_id] = tries + 1, done_before
        if len(self._waiting) > _MOST:  # taken by another replica, most of them
            self._waiting.popitem(last=False)
        return tries + 1, done_before

    async def _stumble(self, update: Update, fault: Exception) -> Verdict:
        name = type(fault).__name__
        try:
            met = await self._services.store.write(
                lambda tx: updates.stumble(tx, update.update_id, name)
            )
        except Exception as worse:  # noqa: BLE001 - what cannot be counted cannot be given up
            log.warning("uncounted", error=type(worse).__name__)
            return Verdict.LATER
        event = "fault" if met.tries < updates.TRIES else "set_aside"
        log.error(
            event, error=name, handler=where(fault), reference=met.reference, tries=met.tries
        )
        if met.tries < updates.TRIES:
            return Verdict.LATER
        await tell(self._app.bot, update, sorry_screen(met.reference))
        return Verdict.DONE

    async def _say_busy(self, update: Update) -> None:
        if update.effective_user is None or (chat := update.effective_chat) is None:
            return
        now, last = self._services.clock(), self._told.get(chat.id)
        if last is not None and now - last < TOLD:
            return
        self._told[chat.id] = now
        if len(self._told) > _MOST:
            self._told.popitem(last=False)
        await tell(self._app.bot, update, busy_screen())


def _is_waited_for(fault: Exception) -> bool:
    """Tell what is not the update's fault: the store, the network, Telegram, the token."""
    if isinstance(fault, BadRequest):  # PTB counts it among the network's
        return False
    return isinstance(fault, StoreDown | NetworkError | RetryAfter | InvalidToken)
