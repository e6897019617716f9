"""The bot as it starts: what it waits for, and what it names instead of going on."""

import asyncio
import io
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from telegram.error import BadRequest, InvalidToken

from bot.intake import patience
from bot.running import run
from bot.sandbox.world import World
from bot.settings import RunSettings, load
from bot.web import AddressTaken
from models.clock import system_clock
from tests.cli.shell import TOKEN, Shell
from tests.faults.process import own_port

SECRET = "MARKER-secret"  # noqa: S105


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "FIRST", 0.001)
    monkeypatch.setattr(patience, "LONGEST", 0.02)


@pytest.fixture(params=["polling", "webhook"])
def settings(request: pytest.FixtureRequest, shell: Shell, telegram: str) -> RunSettings:
    return put(shell, telegram, request.param)


def put(shell: Shell, api: str, mode: str) -> RunSettings:
    shell.put_all(api)
    port = own_port()
    shell.put(LISTEN=f"127.0.0.1:{port}", MODE=mode)
    if mode == "webhook":
        shell.put(PUBLIC_URL=f"http://127.0.0.1:{port}", WEBHOOK_SECRET=SECRET)
    return load(RunSettings)


@asynccontextmanager
async def running(settings: RunSettings) -> AsyncIterator[None]:
    stop = asyncio.Event()
    async with asyncio.timeout(60), asyncio.TaskGroup() as group:
        group.create_task(run(settings, system_clock, stop, seconds=1000))
        yield
        stop.set()


async def until(holds: Callable[[], object]) -> None:
    while not holds():  # noqa: ASYNC110 - what is waited for has no event of its own
        await asyncio.sleep(0.005)


async def answered(world: World) -> None:
    person = world.person("Sam")
    await world.send(person, "/start")
    await until(lambda: any(each.by == "bot" for each in world.chat(person).messages))


async def test_a_telegram_that_is_away_is_waited_for(
    world: World, settings: RunSettings, written: io.StringIO
) -> None:
    world.faults.next("getMe", 502, times=2)
    world.faults.next("getWebhookInfo", 502, times=2)
    async with running(settings):
        await answered(world)
    assert "telegram_away error=NetworkError tries=2" in written.getvalue()


async def test_commands_that_telegram_does_not_take_now_hold_nothing(
    world: World, settings: RunSettings, written: io.StringIO
) -> None:
    world.faults.next("setMyCommands", 429, retry_after=10_000)
    async with running(settings):
        await answered(world)
    assert "not_introduced error=RetryAfter" in written.getvalue()


async def test_a_stop_while_telegram_is_away_ends_it(world: World, settings: RunSettings) -> None:
    world.faults.next("getMe", 502, times=1_000_000)
    async with running(settings):
        await until(lambda: world.calls["getme"])


async def test_a_second_bot_on_the_same_token_is_named(
    world: World, shell: Shell, telegram: str, written: io.StringIO
) -> None:
    world.faults.next("getUpdates", 409, times=3)
    async with running(put(shell, telegram, "polling")):
        await answered(world)
    assert "another_bot_uses_this_token error=Conflict tries=3" in written.getvalue()


async def test_a_refused_token_ends_it(world: World, settings: RunSettings) -> None:
    world.faults.next("getMe", 401)
    with pytest.raises(InvalidToken):
        await run(settings, system_clock, asyncio.Event())


async def test_a_public_address_telegram_does_not_take_ends_it(
    world: World, shell: Shell, telegram: str
) -> None:
    world.faults.next("setWebhook", 400)
    with pytest.raises(BadRequest):
        await run(put(shell, telegram, "webhook"), system_clock, asyncio.Event())


async def test_an_address_that_is_taken_ends_it_before_anything_is_begun(
    world: World, shell: Shell, telegram: str
) -> None:
    settings = put(shell, telegram, "webhook")
    with (
        socket.create_server(settings.address),
        pytest.raises(AddressTaken),
    ):
        await run(settings, system_clock, asyncio.Event())
    assert not world.calls
    assert not shell.database.exists()


async def test_telegram_is_given_an_address_and_a_secret_and_no_token(
    world: World, shell: Shell, telegram: str
) -> None:
    settings = put(shell, telegram, "webhook")
    async with running(settings):
        await answered(world)
        webhook = world.state.account.webhook
    assert webhook is not None
    assert webhook.secret == SECRET
    assert webhook.url.startswith(f"{settings.public_url}/telegram/")
    assert TOKEN not in webhook.url
