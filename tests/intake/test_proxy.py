"""Requests to Telegram go through the environment's proxy, as in many trusts, or past it."""

import asyncio
import base64
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

import pytest
from telegram import Bot
from telegram.error import NetworkError
from yarl import URL

from bot import telegram_http
from bot.sandbox.http import serve
from bot.sandbox.world import World
from bot.telegram_http import AiohttpRequest
from models.clock import system_clock
from tests.faults.process import TOKEN

LOGIN = "trust:pa55word"
PROVEN = f"Proxy-Authorization: Basic {base64.b64encode(LOGIN.encode()).decode()}"
VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@dataclass
class Proxy:
    """A small real proxy: passes plain requests on, and refuses to open tunnels."""

    heads: list[str] = field(default_factory=list)
    port: int = 0

    async def serve(self, asks: asyncio.StreamReader, answers: asyncio.StreamWriter) -> None:
        head = (await asks.readuntil(b"\r\n\r\n")).decode()
        self.heads.append(head)
        if head.startswith("CONNECT"):
            answers.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")
        else:
            await self._pass_on(head, asks, answers)
        answers.close()
        await answers.wait_closed()

    @staticmethod
    async def _pass_on(
        head: str, asks: asyncio.StreamReader, answers: asyncio.StreamWriter
    ) -> None:
        url = URL(head.split(" ")[1])
        told, telling = await asyncio.open_connection(url.host, url.port)
        length = next(x for x in head.splitlines() if x.lower().startswith("content-length"))
        telling.write(head.replace(str(url), url.raw_path_qs, 1).encode())
        telling.write(await asks.readexactly(int(length.split(":")[1])))
        whole = await told.readuntil(b"\r\n\r\n")
        size = whole.lower().partition(b"content-length:")[2].split(b"\r\n")[0]
        answers.write(whole + await told.readexactly(int(size)))
        await answers.drain()
        telling.close()
        await telling.wait_closed()


@pytest.fixture
async def proxy() -> AsyncIterator[Proxy]:
    made = Proxy()
    async with await asyncio.start_server(made.serve, "127.0.0.1", 0) as server:
        made.port = server.sockets[0].getsockname()[1]
        yield made


@pytest.fixture(autouse=True)
def _no_proxy_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    telegram_http._proxy.cache_clear()
    yield
    telegram_http._proxy.cache_clear()


@pytest.fixture
async def telegram() -> AsyncIterator[str]:
    async with serve(World(token=TOKEN, start=system_clock())) as root:
        yield root


async def name_at(root: str) -> str:
    """Ask Telegram who we are."""
    one, other = AiohttpRequest(concurrency=1), AiohttpRequest(concurrency=1)
    async with Bot(TOKEN, f"{root}/bot", request=one, get_updates_request=other) as bot:
        return str(bot.username)


@pytest.mark.parametrize("variable", ["http_proxy", "HTTP_PROXY"])
async def test_requests_go_through_the_proxy_with_its_login(
    proxy: Proxy, telegram: str, variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, f"http://{LOGIN}@127.0.0.1:{proxy.port}")
    assert await name_at(telegram) == "HandrailDemoBot"
    (head,) = proxy.heads
    assert head.startswith(f"POST {telegram}/bot{TOKEN}/getMe ")
    assert PROVEN in head


async def test_an_address_of_no_proxy_is_asked_directly(
    proxy: Proxy, telegram: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{proxy.port}")
    monkeypatch.setenv("NO_PROXY", "internal.example.org,127.0.0.1")
    assert await name_at(telegram) == "HandrailDemoBot"
    assert proxy.heads == []


async def test_an_https_address_is_asked_for_a_tunnel_that_shows_no_token(
    proxy: Proxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", f"http://{LOGIN}@127.0.0.1:{proxy.port}")
    with pytest.raises(NetworkError) as caught:
        await name_at("https://api.telegram.example")
    (head,) = proxy.heads
    assert head.startswith("CONNECT api.telegram.example:443 ")
    assert PROVEN in head
    for secret in (TOKEN, "pa55word"):
        assert secret not in head
        assert secret not in str(caught.value)
    assert caught.value.__context__ is None


async def test_without_a_proxy_telegram_is_asked_directly(proxy: Proxy, telegram: str) -> None:
    assert await name_at(telegram) == "HandrailDemoBot"
    assert proxy.heads == []
