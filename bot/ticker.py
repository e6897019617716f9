"""The ticker: one interval job that asks what is due; the database is the schedule."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram.error import TelegramError

from models.store.doors import StoreDown

log = structlog.get_logger()
SECONDS = 15.0


@asynccontextmanager
async def ticking(
    tick: Callable[[], Awaitable[None]], *, seconds: float = SECONDS
) -> AsyncIterator[None]:
    """Call `tick` every so many seconds, never twice at once, and catch up after a pause."""

    async def guarded() -> None:
        try:
            await tick()
        except (StoreDown, TelegramError) as error:
            log.warning("tick_put_off", error=type(error).__name__)

    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        guarded,
        "interval",
        seconds=seconds,
        misfire_grace_time=None,
        coalesce=True,
        max_instances=1,
    )
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)
