"""Webhook delivery: each queue in order, one update of it in flight, and the retry ladder.

Follows WebhookActor.cpp of the Bot API server: after a failure at once, then 2, 4, 8 ...
seconds up to a random 60 to 120, or what Retry-After asks (at most an hour); an update that
would be too old by then is dropped. All of it on the world's clock.
"""

import asyncio
import json
import secrets
from dataclasses import dataclass
from datetime import timedelta

import aiohttp

from bot.sandbox import api
from bot.sandbox.account import Webhook
from bot.sandbox.state import State
from bot.sandbox.updates import Record

IDLE = aiohttp.ClientTimeout(total=60)
"""Seconds (real ones) after which a request without an answer has failed."""
MOST_RETRY_AFTER = 3600
LONGEST = range(60, 121)
"""Seconds the ladder waits at most: any of these."""
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
NEVER_IN_AN_ANSWER = frozenset({"setwebhook", "deletewebhook", "close", "logout"})


@dataclass(slots=True)
class Ladder:
    """How long to wait after each failure of one update."""

    fails: int = 0
    delay: int = 1

    def wait(self, retry_after: int) -> int:
        """Return the seconds until the next try, and step up."""
        waited = retry_after
        if not retry_after and self.fails:
            waited = self.delay = min(secrets.choice(LONGEST), self.delay * 2)
        self.fails += 1
        return waited


def read_retry_after(header: str) -> int:
    """Return the seconds a Retry-After header asks for, as Telegram clamps them."""
    return min(int(header), MOST_RETRY_AFTER) if header.isdecimal() else 0


class Delivery:
    """Posts what is pending to the webhook, for as long as `run` runs."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._webhook: Webhook | None = None
        self._lines: dict[int, asyncio.Task[None]] = {}
        self._slots = asyncio.Semaphore(1)

    async def run(self) -> None:
        """Deliver until cancelled."""
        connector, updates = aiohttp.TCPConnector(limit=0), self._state.updates
        async with (
            aiohttp.ClientSession(connector=connector, timeout=IDLE) as session,
            asyncio.TaskGroup() as group,
        ):
            while True:
                seq = updates.arrived.seq
                self._follow_webhook()
                if self._webhook:
                    self._start_lines(group, session, self._webhook)
                await updates.arrived.after(seq)

    def _follow_webhook(self) -> None:
        """Begin anew when the webhook changed: no line waits on an old ladder."""
        if self._webhook is self._state.account.webhook:
            return
        self._webhook = self._state.account.webhook
        for line in self._lines.values():
            line.cancel()
        self._lines.clear()
        self._state.updates.fresh.update(self._state.updates.lines)
        if self._webhook:
            self._slots = asyncio.Semaphore(self._webhook.connections)

    def _start_lines(
        self, group: asyncio.TaskGroup, session: aiohttp.ClientSession, webhook: Webhook
    ) -> None:
        fresh = self._state.updates.fresh
        for queue in fresh - self._lines.keys():
            self._lines[queue] = group.create_task(self._line(session, webhook, queue))
        fresh.clear()

    async def _line(self, session: aiohttp.ClientSession, webhook: Webhook, queue: int) -> None:
        """Deliver one queue until it is empty; a failing update holds those behind it."""
        updates, clock = self._state.updates, self._state.clock
        ladder, current = Ladder(), -1
        while record := updates.first(queue, clock.now()):
            if record.id != current:
                ladder, current = Ladder(), record.id
            retry_after = await self._post(session, webhook, record)
            if retry_after is None:
                continue
            again = clock.now() + timedelta(seconds=ladder.wait(retry_after))
            if again > record.expires:
                updates.settle(record, "expired", clock.now())
            else:
                await clock.until(again)
        del self._lines[queue]

    async def _post(
        self, session: aiohttp.ClientSession, webhook: Webhook, record: Record
    ) -> int | None:
        """Post one update; None when it was taken, else seconds of Retry-After (mostly 0)."""
        headers = {"Content-Type": "application/json"}
        if webhook.secret:
            headers[SECRET_HEADER] = webhook.secret
        async with self._slots:
            self._state.updates.out(record)
            try:
                async with session.post(webhook.url, data=record.body, headers=headers) as got:
                    body = await got.read()
            except (aiohttp.ClientError, TimeoutError) as error:
                return self._failed(record, type(error).__name__, 0)
        if not 200 <= got.status <= 299:  # noqa: PLR2004 - HTTP's own bounds
            words = f"Wrong response from the webhook: {got.status} {got.reason}"
            return self._failed(
                record, words, read_retry_after(got.headers.get("Retry-After", ""))
            )
        self._state.updates.settle(record, "acknowledged", self._state.now(), "webhook")
        await self._react(body)
        return None

    def _failed(self, record: Record, words: str, retry_after: int) -> int:
        record.failed += 1
        self._state.account.trouble = words, self._state.now()
        self._state.changes.bump()
        return retry_after

    async def _react(self, body: bytes) -> None:
        """Do what the webhook's answer asks for; its result is never told to the bot."""
        if not body.startswith(b"{"):
            return
        try:
            values = json.loads(body)
        except ValueError:
            return
        name = str(values.get("method", "")).lower()
        if name and name not in NEVER_IN_AN_ANSWER and not name.startswith("get"):
            await api.react(self._state, self._state.account.token, name, values)
