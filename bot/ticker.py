"""The ticker: one interval job that asks what is due; the database is the schedule."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from telegram.error import TelegramError

from bot.where import where
from models.store.doors import StoreDown

log = structlog.get_logger()
SECONDS = 15.0


@asynccontextmanager
async def ticking(
    tick: Callable[[], Awaitable[None]], *, seconds: float = SECONDS
) -> AsyncIterator[None]:
    """Call `tick` every so many seconds, never twice at once, and catch up after a pause."""
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        _guarded,
        "interval",
        args=[tick],
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


async def _guarded(tick: Callable[[], Awaitable[None]]) -> None:
    """Tick once; whatever goes wrong, the next tick finds it still due."""
    try:
        await tick()
    except (StoreDown, TelegramError) as error:
        log.warning("tick_put_off", error=type(error).__name__)
    except Exception as error:  # noqa: BLE001 - the ticker must outlive a defect in one tick
        log.error("defect", error=type(error).__name__, handler=where(error))  # noqa: TRY400
