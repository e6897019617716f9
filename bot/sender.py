"""The sender: what is due goes out at the pace, each once, with a lease in case it dies."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from functools import partial

import structlog
from telegram import Bot
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError, TimedOut

from bot.pace import IS_PROMPT, Pace
from bot.telegram_http import MayHaveArrived
from bot.ticker import ticking
from bot.where import where
from handlers.chat import send, wait_of
from handlers.checkins import prompt_screen
from handlers.context import Services
from models.store import pace, plans, sendings
from models.store.claiming import Batch, Claimed, claim
from models.store.doors import StoreDown, Tx

log = structlog.get_logger()
BATCH_SECONDS = 0.5
"""How long sending one batch takes at the full pace."""

LEAST, MOST = 10, 1000
"""Check-ins in one batch: each may be twice the one before while they are sent in time."""

AT_ONCE = 200
"""Check-ins on their way at once; answers to people have connections of their own."""

AHEAD_SECONDS = 4.0
"""No more is claimed while the budget is given out for so long: the others are sending."""

FRESH_SECONDS = 8.0
"""One that was claimed longer ago is not sent: its lease could end before Telegram answers."""

REST = 1.0
"""Seconds for which one is given back whose chat was just written to, or that came too late."""

AGAIN = 0.5
"""Seconds between two tries to record what has been sent, while the store is down."""


@dataclass(slots=True)
class Sender:
    """Sends whatever is due, batch by batch, until nothing is."""

    bot: Bot
    services: Services
    pace: Pace = field(default_factory=Pace)
    _sent: list[Claimed] = field(default_factory=list)
    _news: asyncio.Event = field(default_factory=asyncio.Event)
    _stopping: bool = False
    _room: int = LEAST
    _one: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def drain(self) -> None:
        """Send what is due; the next batch is claimed while one is sent."""
        async with self._one, asyncio.TaskGroup() as recording:
            over = asyncio.Event()
            recording.create_task(self._record(over))
            async with asyncio.TaskGroup() as sending:
                await self._send_batches(sending)
            over.set()
            self._news.set()

    async def stop(self) -> None:
        """Begin nothing more, and return when nothing is on its way."""
        self._stopping = True
        async with self._one:
            return

    async def _send_batches(self, sending: asyncio.TaskGroup) -> None:
        places = asyncio.Semaphore(AT_ONCE)
        batch, begins = await self._claim()
        while batch.looked:
            ahead = sending.create_task(self._claim())
            await self._send_batch(batch.claimed, begins, places, sending)
            in_time = _now() < begins + 2 * BATCH_SECONDS
            self._room = min(self._room * 2, MOST) if in_time else max(self._room // 2, LEAST)
            batch, begins = await ahead

    async def _send_batch(
        self,
        claimed: Sequence[Claimed],
        begins: float,
        places: asyncio.Semaphore,
        sending: asyncio.TaskGroup,
    ) -> None:
        """Begin to send a batch, one by one at the pace; give back what comes too late for it."""
        for place, each in enumerate(claimed):
            await places.acquire()
            if self._stopping or _now() > begins + FRESH_SECONDS:
                places.release()
                await self._give_back(claimed[place:], REST)
                self._room = LEAST
                return
            if not await self.pace.prompt(each.prompt.telegram_id, begins):
                places.release()
                await self._give_back((each,), REST)
                continue
            task = sending.create_task(self._send(each))
            task.add_done_callback(lambda _: places.release())

    async def _claim(self) -> tuple[Batch, float]:
        """Claim a batch and its part of the budget; return when it begins, by the loop's clock."""
        if self._stopping:
            return Batch((), 0), 0.0
        per_second, answers = self.pace.per_second, self.pace.taken()
        full = max(int(per_second * BATCH_SECONDS), LEAST) if per_second else MOST
        most = min(full, self._room)

        def turn(tx: Tx) -> tuple[Batch, float]:
            if per_second and pace.taken_ahead(tx) > AHEAD_SECONDS:
                return Batch((), 0), 0.0
            batch = claim(tx, most)
            messages = len(batch.claimed) + answers
            begins = pace.take(tx, messages, per_second) if per_second and messages else 0.0
            return batch, begins

        try:
            batch, begins = await self.services.store.write(turn)
        except StoreDown:
            return Batch((), 0), 0.0
        return batch, _now() + begins

    async def _send(self, each: Claimed) -> None:
        """Send one, and note what came of it. What may have arrived is not sent again."""
        IS_PROMPT.set(True)
        prompt = each.prompt
        try:
            await send(self.bot, prompt.telegram_id, prompt_screen(prompt), silent=prompt.silent)
        except RetryAfter as error:
            await self._give_back((each,), wait_of(error))
        except (TimedOut, MayHaveArrived):
            self._note(each)
        except TelegramError as error:
            await (self._forget(each) if _is_gone(error) else self._give_back((each,), None))
        except Exception as error:  # noqa: BLE001 - a defect in one must not hold the others
            log.error("defect", error=type(error).__name__, handler=where(error))  # noqa: TRY400
            await self._give_back((each,), None)
        else:
            self._note(each)

    async def _give_back(self, claimed: Sequence[Claimed], seconds: float | None) -> None:
        """Give back what was not sent, for so many seconds; None: it failed."""
        with suppress(StoreDown):  # then their lease ends
            await self.services.store.write(lambda tx: sendings.put_back(tx, claimed, seconds))

    async def _forget(self, each: Claimed) -> None:
        person = each.prompt.telegram_id
        with suppress(StoreDown):
            await self.services.store.write(lambda tx: plans.gone(tx, person))

    def _note(self, each: Claimed) -> None:
        self._sent.append(each)
        self._news.set()

    async def _record(self, over: asyncio.Event) -> None:
        """Record what has been sent, as much at once as there is, until it is over."""
        while self._sent or not over.is_set():
            await self._news.wait()
            self._news.clear()
            done, self._sent = self._sent, []
            try:
                await self.services.store.write(partial(sendings.sent, claimed=done))
            except StoreDown:  # nobody else can claim them meanwhile
                self._sent = done + self._sent
                await asyncio.sleep(AGAIN)
                self._news.set()


def _now() -> float:
    return asyncio.get_running_loop().time()


def _is_gone(error: TelegramError) -> bool:
    """Tell whether nobody is there any more: blocked, deleted, or a chat that never was."""
    gone = isinstance(error, BadRequest) and "chat not found" in error.message.lower()
    return gone or isinstance(error, Forbidden)


@asynccontextmanager
async def sending(sender: Sender, *, seconds: float) -> AsyncIterator[None]:
    """Look every so many seconds for what is due; at the end wait for what is on its way."""
    async with ticking(sender.drain, seconds=seconds):
        try:
            yield
        finally:
            await sender.stop()


async def deliver_due(bot: Bot, services: Services) -> None:
    """Send everything that is due, at no pace."""
    await Sender(bot, services).drain()
