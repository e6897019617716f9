"""The HTTP face: /bot<token>/<method> in the Bot API's form, /file/, and /control/.

On aiohttp's low-level server, not on uvicorn: it takes 0.55 ms of CPU a call where uvicorn
takes 0.75 (measured with sendMessage), and it reads uploads by itself.
"""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import parse_qsl

from aiohttp import web

from bot.sandbox import api, control
from bot.sandbox.call import Upload
from bot.sandbox.delivery import Delivery
from bot.sandbox.state import State
from bot.sandbox.world import World

JSON = "application/json"
LARGEST = 50 * 2**20
"""Bytes of one request: what Telegram takes for a file."""


async def _read(request: web.BaseRequest) -> dict[str, object]:
    """Return a call's parameters, from the query, a form, an upload or JSON."""
    values: dict[str, object] = {}
    if request.query_string:
        values.update(parse_qsl(request.query_string, keep_blank_values=True))
    if request.content_type == "multipart/form-data":
        for name, value in (await request.post()).items():
            values[name] = _upload(value) if isinstance(value, web.FileField) else value
        return values
    body = await request.read()
    if request.content_type == JSON and body:
        return values | _object(body)
    return values | dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))


def _object(body: bytes) -> dict[str, object]:
    """Return the JSON object a client sent; nothing for what is none."""
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _upload(field: web.FileField) -> Upload:
    return Upload(field.filename, field.content_type, field.file.read())


async def _send(request: web.BaseRequest, reply: api.Reply) -> web.StreamResponse:
    """Send a reply as it is fated: whole, half, or never."""
    if reply.fate == "silent":
        await asyncio.Event().wait()
    if reply.fate == "whole":
        return web.Response(body=reply.body, status=reply.status, content_type=JSON)
    length = {"Content-Length": str(len(reply.body)), "Content-Type": JSON}
    half = web.StreamResponse(status=reply.status, headers=length)
    await half.prepare(request)
    await half.write(reply.body[: len(reply.body) // 2])
    if request.transport:
        request.transport.close()
    return half


@dataclass(frozen=True, slots=True)
class Face:
    """Answers every request to the sandbox."""

    world: World

    @property
    def state(self) -> State:
        """The world's memory."""
        return self.world.state

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answer one request, by the beginning of its path."""
        _, door, *rest = request.path.split("/")
        if door.startswith("bot") and len(rest) == 1:
            values = await _read(request)
            reply = await api.answer(self.state, door.removeprefix("bot"), rest[0], values)
            return await _send(request, reply)
        if door == "control" and rest:
            return await self._control(request, "/".join(rest))
        if door == "file" and rest[:1] == [f"bot{self.state.account.token}"]:
            return self._file("/".join(rest[1:]))
        return web.Response(status=404)

    def _file(self, path: str) -> web.Response:
        file = self.state.files.get(path)
        return web.Response(body=file.content) if file else web.Response(status=404)

    async def _control(self, request: web.BaseRequest, name: str) -> web.StreamResponse:
        status, shown = await control.answer(self.world, name, await request.read())
        return web.json_response(shown, status=status)


@contextlib.asynccontextmanager
async def serve(world: World, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve a world and deliver its webhook; yields the address, without a slash at its end."""
    server = web.Server(Face(world).answer, handler_cancellation=True)
    runner = web.ServerRunner(server, access_log=None, shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    await site.start()
    delivery = asyncio.ensure_future(Delivery(world.state).run())
    try:
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        delivery.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await delivery
        await runner.cleanup()
