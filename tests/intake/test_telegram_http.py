"""Requests to Telegram: kept alive, bounded, and silent about the token when they fail."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from telegram import Bot, InputFile
from telegram.error import BadRequest, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.telegram_http import AiohttpRequest

TOKEN = "123456789:MARKER-TOKEN-AAAAAAAAAAAAAAAAAAAAAAA"  # noqa: S105
MESSAGE = {"message_id": 1, "date": 1, "chat": {"id": 7, "type": "private"}, "text": "x"}
Answer = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


@dataclass
class Far:
    """The far end: answers what a test tells it, and remembers what it was sent."""

    answer: Answer | None = None
    bodies: list[object] = field(default_factory=list)
    peers: set[object] = field(default_factory=set)
    open: int = 0
    most: int = 0

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        assert request.transport is not None
        self.peers.add(request.transport.get_extra_info("peername"))
        self.open += 1
        self.most = max(self.most, self.open)
        try:
            if request.content_type == "multipart/form-data":
                form = await request.post()
                self.bodies.append({name: content(value) for name, value in form.items()})
            else:
                self.bodies.append(json.loads(await request.read() or b"{}"))
            return await self.answer(request) if self.answer else result(MESSAGE)
        finally:
            self.open -= 1


def content(value: str | bytes | bytearray | web.FileField) -> object:
    return (value.filename, value.file.read()) if isinstance(value, web.FileField) else value


def result(shown: object) -> web.Response:
    return web.json_response({"ok": True, "result": shown})


@pytest.fixture
async def far() -> AsyncIterator[tuple[Far, str]]:
    end = Far()
    runner = web.ServerRunner(web.Server(end, handler_cancellation=True), shutdown_timeout=0)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield end, f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


@asynccontextmanager
async def bot_at(root: str, **how: float) -> AsyncIterator[Bot]:
    request = AiohttpRequest(**how)  # type: ignore[arg-type]
    bot = Bot(TOKEN, f"{root}/bot", request=request, get_updates_request=AiohttpRequest(**how))  # type: ignore[arg-type]
    async with request, bot.request:
        yield bot


def told(error: BaseException) -> str:
    """Everything an exception could show: itself and whatever it drags along."""
    chain, seen = [], error
    while seen is not None:
        chain.append(f"{seen!r} {seen}")
        seen = seen.__cause__ or seen.__context__  # type: ignore[assignment]
    return " ".join(chain)


async def test_parameters_travel_as_json_with_their_own_types(far: tuple[Far, str]) -> None:
    end, root = far
    async with bot_at(root) as bot:
        await bot.send_message(7, "Grüße <b>", disable_notification=True)
    assert end.bodies == [{"chat_id": 7, "text": "Grüße <b>", "disable_notification": True}]


async def test_files_travel_as_a_form(far: tuple[Far, str]) -> None:
    end, root = far
    async with bot_at(root) as bot:
        await bot.send_document(7, InputFile(io.BytesIO(b"%PDF"), "copy.pdf"), caption="yours")
    assert end.bodies == [{"chat_id": "7", "caption": "yours", "document": ("copy.pdf", b"%PDF")}]


async def test_connections_are_kept_and_no_more_than_asked_for(far: tuple[Far, str]) -> None:
    end, root = far

    async def slowly(_: web.BaseRequest) -> web.StreamResponse:
        await asyncio.sleep(0)
        return result(MESSAGE)

    end.answer = slowly
    async with bot_at(root, concurrency=3) as bot:
        for _ in range(4):
            await asyncio.gather(*(bot.send_message(7, "x") for _ in range(10)))
    assert len(end.bodies) == 40
    assert end.most <= 3
    assert len(end.peers) <= 3


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (400, b'{"ok": false, "description": "Bad Request: message is not modified"}', BadRequest),
        (429, b'{"ok": false, "description": "x", "parameters": {"retry_after": 3}}', RetryAfter),
        (500, b'{"ok": false, "description": "Internal Server Error"}', NetworkError),
        (502, b"<html>MARKER gateway, bot123456789:MARKER-TOKEN</html>", NetworkError),
        (200, b"<html>MARKER portal</html>", NetworkError),
        (200, b'{"ok": true, "resu', NetworkError),
        (200, b'{"ok": true}', NetworkError),
        (200, b"[]", NetworkError),
        (200, b"\xff\xfe", NetworkError),
    ],
)
async def test_an_answer_that_is_no_success_is_an_error_of_its_kind(
    far: tuple[Far, str], status: int, body: bytes, error: type[TelegramError]
) -> None:
    end, root = far

    async def answer(_: web.BaseRequest) -> web.StreamResponse:
        return web.Response(status=status, body=body)

    end.answer = answer
    async with bot_at(root) as bot:
        with pytest.raises(error) as caught:
            await bot.send_message(7, "x")
    assert "MARKER" not in told(caught.value)


async def test_half_an_answer_is_a_network_error(far: tuple[Far, str]) -> None:
    end, root = far

    async def half(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b'{"ok": true')
        assert request.transport is not None
        request.transport.close()
        return response

    end.answer = half
    async with bot_at(root) as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(7, "x")
    assert "MARKER" not in told(caught.value)


async def test_silence_ends_in_time(far: tuple[Far, str]) -> None:
    end, root = far

    async def silent(_: web.BaseRequest) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    end.answer = silent
    async with asyncio.timeout(60), bot_at(root, seconds=0.05) as bot:
        with pytest.raises(TimedOut) as caught:
            await bot.send_message(7, "x")
        with pytest.raises(TimedOut):
            await bot.send_message(7, "x", read_timeout=0.01)
    assert "MARKER" not in told(caught.value)


@pytest.mark.parametrize(
    "root",
    [
        "http://127.0.0.1:1",
        "http://no-such-host.invalid",
        "http://[",
        "nonsense",
        "http://127.0.0.1:99999",
    ],
)
async def test_a_telegram_that_is_not_there_is_a_network_error_without_the_address(
    root: str,
) -> None:
    async with bot_at(root) as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.get_me()
    assert "MARKER" not in told(caught.value)
    assert root not in told(caught.value)


async def test_the_token_is_not_carried_to_where_a_redirect_points(far: tuple[Far, str]) -> None:
    end, root = far

    async def away(_: web.BaseRequest) -> web.StreamResponse:
        raise web.HTTPTemporaryRedirect(f"{root}/elsewhere")

    end.answer = away
    async with bot_at(root) as bot:
        with pytest.raises(NetworkError):
            await bot.send_message(7, "x")
    assert len(end.bodies) == 1


async def test_a_line_that_is_not_open_is_a_network_error() -> None:
    with pytest.raises(NetworkError):
        await AiohttpRequest().do_request("http://127.0.0.1:1", "POST")


async def test_opening_and_closing_twice_changes_nothing() -> None:
    request = AiohttpRequest()
    await request.initialize()
    session = request._session
    await request.initialize()
    assert request._session is session
    await request.shutdown()
    await request.shutdown()
