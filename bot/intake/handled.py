"""Runs one update through the application and says whether it may be acknowledged."""

from collections import OrderedDict
from contextvars import ContextVar
from datetime import datetime, timedelta
from enum import Enum, auto

import structlog
from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from handlers.context import App, Context, Services
from handlers.trouble import busy_screen, sorry_screen, tell
from models.store import updates
from models.store.doors import StoreDown, StoreFault

log = structlog.get_logger()
_FAULTS: ContextVar[list[Exception]] = ContextVar("faults")
TRIES = 3
"""How often a fault of our own may meet the same update before it is set aside."""
TOLD = timedelta(minutes=5)
"""A person is told once in this time that the store is down, however much they tap."""
_MOST_TOLD = 10_000


class Verdict(Enum):
    """Whether Telegram may forget the update, or must hold it for us."""

    DONE = auto()
    LATER = auto()


async def note_fault(_update: object, context: Context) -> None:
    """Remember what a handler raised: `process_update` returns normally all the same."""
    if context.error is not None and (faults := _FAULTS.get(None)) is not None:
        faults.append(context.error)


class Handling:
    """What both intakes share. Register with `app.add_error_handler(note_fault)` first."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._told: OrderedDict[int, datetime] = OrderedDict()

    @property
    def _services(self) -> Services:
        services: Services = self._app.bot_data["services"]
        return services

    async def handle(self, update: Update) -> Verdict:
        """Handle an update in its chat's turn.

        A store or Telegram that is down means LATER; a fault of our own is tried 3 times and then
        set aside with a reference.
        """
        faults: list[Exception] = []
        token = _FAULTS.set(faults)
        try:
            work = self._app.process_update(update)
            await self._app.update_processor.process_update(update, work)
        finally:
            _FAULTS.reset(token)
        return await self._judge(update, faults[0]) if faults else Verdict.DONE

    async def _judge(self, update: Update, fault: Exception) -> Verdict:
        if isinstance(fault, StoreDown):
            log.warning("store_down", error=type(fault).__name__)
            await self._say_busy(update)
            return Verdict.LATER
        if isinstance(fault, Forbidden):
            return Verdict.DONE  # they have blocked the bot: nobody is there to answer
        if isinstance(fault, RetryAfter | NetworkError) and not isinstance(fault, BadRequest):
            return Verdict.LATER
        return await self._stumble(update, fault)

    async def _stumble(self, update: Update, fault: Exception) -> Verdict:
        name = type(fault).__name__
        try:
            met = await self._services.store.write(
                lambda tx: updates.stumble(tx, update.update_id, name)
            )
        except (StoreDown, StoreFault):
            return Verdict.LATER
        log.error("fault", error=name, reference=met.reference, tries=met.tries)
        if met.tries < TRIES:
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
        if len(self._told) > _MOST_TOLD:
            self._told.popitem(last=False)
        await tell(self._app.bot, update, busy_screen())
