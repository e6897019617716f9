"""`run` as a process of its own: it starts, serves, waits and ends as it says it does."""

import asyncio
import signal
from pathlib import Path

import aiohttp
import pytest

from bot.intake.webhook import HEADER, PATH
from bot.sandbox.http import serve
from bot.sandbox.world import World
from models.clock import system_clock
from models.sealing import Vault
from models.signature import signed
from tests.cli.shell import KEY
from tests.faults.process import TOKEN, BotProcess, own_port

WORDS = "MARKER what somebody typed"


@pytest.fixture
async def world() -> World:
    built = World(token=TOKEN, start=system_clock())
    built.live = True
    return built


def process(api: str, folder: Path, mode: str = "polling") -> BotProcess:
    return BotProcess(api, f"sqlite:///{folder / 'handrail.db'}", KEY, folder, mode)


async def answered(world: World, text: str) -> None:
    """Send a message as somebody new and wait for the bot's answer."""
    person = world.person("Sam")
    await world.send(person, text)
    async with asyncio.timeout(60):
        seq = world.seq
        while not any(each.by == "bot" for each in world.chat(person).messages):
            seq = await world.changed(seq)


async def test_polling_answers_and_ends_with_0_at_sigterm(world: World, tmp_path: Path) -> None:
    async with serve(world) as api, process(api, tmp_path).running():
        await answered(world, "/start")
    assert not world.state.updates.pending


async def test_a_webhook_answers_turns_strangers_away_and_ends_with_0_at_sigterm(
    world: World, tmp_path: Path
) -> None:
    async with serve(world) as api:
        bot = process(api, tmp_path, "webhook")
        root = f"http://127.0.0.1:{bot.port}"
        async with bot.running(), aiohttp.ClientSession() as stranger:
            await answered(world, "/start")
            async with stranger.get(f"{root}/health") as shown:
                assert (shown.status, await shown.text()) == (200, "ok")
                assert "Server" not in shown.headers
            async with stranger.post(f"{root}{PATH}/x", headers={HEADER: "guess"}) as shown:
                assert shown.status == 403
    assert not world.state.updates.pending


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_the_page_that_checks_a_seal_is_there_in_both_modes(
    world: World, tmp_path: Path, mode: str
) -> None:
    pdf = b"%PDF\nstartxref\n1\n%%EOF"
    copy = signed(pdf, Vault.from_setting(KEY).signer)
    async with serve(world) as api:
        bot = process(api, tmp_path, mode)
        bot.public = True
        async with bot.running(), aiohttp.ClientSession() as stranger:
            await answered(world, "/start")
            for file, title in ((copy, "The seal is whole"), (pdf, "There is no seal")):
                form = aiohttp.FormData()
                form.add_field("file", file, filename="note.pdf", content_type="application/pdf")
                address = f"http://127.0.0.1:{bot.port}/verify"
                async with stranger.post(address, data=form) as shown:
                    assert f"<h1>{title}</h1>" in await shown.text()


async def test_the_log_of_a_run_holds_no_word_no_token_and_nobody(
    world: World, tmp_path: Path
) -> None:
    async with serve(world) as api:
        bot = process(api, tmp_path)
        await bot.start()
        await answered(world, WORDS)
        world.faults.next("sendMessage", 502, times=2)
        await answered(world, "/help")
        assert bot.process is not None
        bot.process.send_signal(signal.SIGINT)  # Ctrl+C is as good as SIGTERM
        assert await bot.process.wait() == 0
        log = (await bot._drain).decode()
    person = world.people[0]
    for secret in ("MARKER", TOKEN, TOKEN.split(":")[1], KEY, str(person.id), person.name):
        assert secret not in log
    assert "event=waiting error=NetworkError" in log
    assert "event=stopped" in log


async def test_a_stop_while_telegram_is_away_is_heard(tmp_path: Path) -> None:
    bot = process(f"http://127.0.0.1:{own_port()}", tmp_path)
    await bot.start("telegram_away")
    async with asyncio.timeout(60):
        assert await bot.stop() == 0
