"""A world, its HTTP face, and clients that know nothing of each other."""

import contextlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiogram
import pytest
import telegram
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from bot.sandbox.http import serve
from bot.sandbox.offline import SandboxRequest
from bot.sandbox.shapes import Person
from bot.sandbox.world import World
from tests.sandbox.aiogram_client import AiogramClient
from tests.sandbox.asking import ask
from tests.sandbox.clients import Client
from tests.sandbox.hook import SECRET, Hook, listening
from tests.sandbox.ptb_client import PtbClient

TOKEN = "999:TEST"  # noqa: S105 - nobody's
START = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _spans_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    """PTB warns of what RetryAfter will hold one day, unless it is asked for now."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def world() -> World:
    return World(start=START)


@pytest.fixture
def ana(world: World) -> Person:
    return world.person("Ana", "staff")


@pytest.fixture
async def address(world: World) -> AsyncIterator[str]:
    async with serve(world) as address:
        yield address


@contextlib.asynccontextmanager
async def ptb_over_http(address: str) -> AsyncIterator[PtbClient]:
    bot = telegram.Bot(TOKEN, f"{address}/bot", f"{address}/file/bot")
    async with bot:
        yield PtbClient(bot)


@contextlib.asynccontextmanager
async def ptb_in_process(world: World) -> AsyncIterator[PtbClient]:
    bot = telegram.Bot(
        TOKEN, request=SandboxRequest(world), get_updates_request=SandboxRequest(world)
    )
    async with bot:
        yield PtbClient(bot)


@contextlib.asynccontextmanager
async def aiogram_over_http(address: str) -> AsyncIterator[AiogramClient]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(address))
    async with aiogram.Bot(TOKEN, session=session) as bot:
        yield AiogramClient(bot)


@pytest.fixture(params=["ptb", "ptb in process", "aiogram"])
async def client(
    request: pytest.FixtureRequest, world: World, address: str
) -> AsyncIterator[Client]:
    """Either client over HTTP, and PTB in process: each must see the same Telegram."""
    if request.param == "ptb":
        async with ptb_over_http(address) as made:
            yield made
    elif request.param == "aiogram":
        async with aiogram_over_http(address) as other:
            yield other
    else:
        async with ptb_in_process(world) as near:
            yield near


@pytest.fixture
async def hook(world: World, address: str) -> AsyncIterator[Hook]:
    assert address
    async with listening() as made:
        await ask(world, "setWebhook", url=made.address, secret_token=SECRET, max_connections=8)
        yield made
