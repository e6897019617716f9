"""A Bot API that answers every call after 50 ms, and people who tap what they are shown.

Leaner than the sandbox, whose care for Telegram's rules would take the cores from the bot that is
measured. Both bots get the same: each tap asks for its answer and a new screen.
"""

import asyncio
import json
import time
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from itertools import count
from typing import Any
from urllib.parse import parse_qsl

import aiohttp
from aiohttp import web

LATENCY = 0.05
MOST = 100
"""Updates in one answer to getUpdates."""
HEADER = "X-Telegram-Bot-Api-Secret-Token"
BOT = {"id": 1, "is_bot": True, "first_name": "Bot", "username": "bench_bot"}
Json = dict[str, Any]


class Telegram:
    """One bot's Telegram. `people` tap the first button of every screen they get."""

    def __init__(self, people: int) -> None:
        self.taps_answered = 0
        self._people = range(1, people + 1)
        self._shown: dict[int, Json] = {}
        self._news = {person: asyncio.Event() for person in self._people}
        self._numbers = count(1)
        self._pending: deque[Json] = deque()
        self._arrived = asyncio.Event()
        self._webhook: Json = {}
        self._session: aiohttp.ClientSession

    async def everybody(self, taps: int) -> float:
        """Have everybody arrive, then tap so often; return the seconds that the taps took.

        A person taps again once the screen is new and Telegram may forget the tap before.
        """
        await asyncio.gather(*(self._sends(person) for person in self._people))
        self.taps_answered, begun = 0, time.perf_counter()
        await asyncio.gather(*(self._taps(person, taps) for person in self._people))
        seconds = time.perf_counter() - begun
        await asyncio.sleep(10 * LATENCY)  # an answer may follow its screen
        assert self.taps_answered == taps * len(self._people), "a tap was not answered"
        return seconds

    async def _sends(self, person: int) -> None:
        start = [{"type": "bot_command", "offset": 0, "length": 6}]
        words = _message(person, next(self._numbers), "/start", sender=_user(person))
        await self._out(person, {"message": words | {"entities": start}})

    async def _taps(self, person: int, taps: int) -> None:
        for _ in range(taps):
            message = self._shown[person]
            data = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
            tap = {"id": str(next(self._numbers)), "from": _user(person), "chat_instance": "1"}
            await self._out(person, {"callback_query": tap | {"message": message, "data": data}})

    async def _out(self, person: int, update: Json) -> None:
        """Deliver an update; return when the person sees what is new."""
        update["update_id"] = next(self._numbers)
        self._news[person].clear()
        if self._webhook:
            await self._post(update)
        else:
            self._pending.append(update)
            self._arrived.set()
        await self._news[person].wait()

    async def _post(self, update: Json) -> None:
        secret = {HEADER: self._webhook["secret_token"]}
        async with self._session.post(self._webhook["url"], json=update, headers=secret) as got:
            assert got.status == 200, "the bot did not take an update"  # noqa: PLR2004

    async def answer(self, request: web.BaseRequest) -> web.Response:
        """Answer one call of the bot, after its 50 ms."""
        method = request.path.rpartition("/")[2].lower()
        given = _read(request.content_type, await request.read())
        await asyncio.sleep(LATENCY)
        result = await self._do(method, given)
        return web.Response(
            body=json.dumps({"ok": True, "result": result}), content_type="application/json"
        )

    async def _do(self, method: str, given: Json) -> object:
        if method in {"sendmessage", "editmessagetext"}:
            return self._show(given)
        if method == "getupdates":
            return await self._batch(int(given.get("offset", 0)), int(given.get("timeout", 0)))
        if method == "setwebhook":
            limit = aiohttp.TCPConnector(limit=int(given["max_connections"]))
            self._session = aiohttp.ClientSession(connector=limit)
            self._webhook = given
        self.taps_answered += method == "answercallbackquery"
        return _REST.get(method, True)

    def _show(self, given: Json) -> Json:
        person = int(given["chat_id"])
        number = int(given.get("message_id") or next(self._numbers))
        shown = _message(person, number, str(given["text"]), sender=BOT)
        shown["reply_markup"] = _parsed(given["reply_markup"])
        self._shown[person] = shown
        self._news[person].set()
        return shown

    async def _batch(self, offset: int, seconds: int) -> list[Json]:
        """Forget what is before the offset; wait so long for what comes after it."""
        while self._pending and self._pending[0]["update_id"] < offset:
            self._pending.popleft()
        if not self._pending:
            self._arrived.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._arrived.wait(), seconds)
        return list(self._pending)[:MOST]

    @asynccontextmanager
    async def serving(self) -> AsyncIterator[str]:
        """Serve the Bot API; yields its address."""
        runner = web.ServerRunner(web.Server(self.answer), access_log=None, shutdown_timeout=0)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        try:
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            if self._webhook:
                await self._session.close()
            await runner.cleanup()


_REST: dict[str, object] = {
    "getme": BOT,
    "getwebhookinfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
}


def _user(person: int) -> Json:
    return {"id": person, "is_bot": False, "first_name": f"P{person}", "language_code": "en"}


def _message(person: int, number: int, text: str, *, sender: Json) -> Json:
    chat = {"id": person, "type": "private", "first_name": f"P{person}"}
    return {"message_id": number, "date": 1, "chat": chat, "from": sender, "text": text}


def _read(kind: str, body: bytes) -> Json:
    """Read a call in the form of either request class."""
    found: Json = json.loads(body) if kind == "application/json" else {}
    return found or dict(parse_qsl(body.decode()))


def _parsed(value: object) -> object:
    return json.loads(value) if isinstance(value, str) else value
