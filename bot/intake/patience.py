"""Waiting for Telegram: how long before the next try, and calls that are tried until they pass."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

import structlog
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

T = TypeVar("T")
log = structlog.get_logger()

FIRST, LONGEST = 0.5, 30.0
_dice = random.SystemRandom()


def pause(tries: int, *, longest: float = LONGEST) -> float:
    """Return the seconds to wait after `tries` failures (from 1): doubled each time, and spread.

    Spread by up to half, so that many who failed together do not come back together.
    """
    return min(longest, FIRST * 2.0 ** min(tries - 1, 16)) * _dice.uniform(0.5, 1.0)


async def patiently(
    call: Callable[[], Awaitable[T]], *, final: tuple[type[TelegramError], ...] = ()
) -> T:
    """Call until Telegram takes it and return what it says; raises only what is `final`."""
    tries = 0
    while True:
        tries += 1
        try:
            return await call()
        except final:
            raise
        except TelegramError as error:
            seconds = _asked(error) or pause(tries)
            name = type(error).__name__
            log.warning(_event(error), error=name, tries=tries, seconds=round(seconds, 1))
            await asyncio.sleep(seconds)


def _event(error: TelegramError) -> str:
    if isinstance(error, Conflict):
        return "another_bot_uses_this_token"
    return "token_refused" if isinstance(error, InvalidToken) else "telegram_away"


def _asked(error: TelegramError) -> float:
    """Return the seconds that Telegram itself asks us to wait, 0 when it does not."""
    if not isinstance(error, RetryAfter):
        return 0.0
    after = error.retry_after
    return after.total_seconds() if isinstance(after, timedelta) else float(after)
