"""A command line in a folder of its own, and a Telegram that the commands can ask."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox.http import serve
from bot.sandbox.world import World
from bot.settings import Settings
from models.clock import system_clock
from tests.cli.shell import KEY, TOKEN, Shell


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv("HANDRAIL_" + name.upper(), raising=False)
    return Shell(tmp_path, monkeypatch, capsys)


@pytest.fixture
def keys(shell: Shell) -> None:
    """Set keys, so that a command may open the store."""
    shell.put(KEYS=KEY)


@pytest.fixture
async def world() -> World:
    built = World(token=TOKEN, start=system_clock())
    built.live = True
    return built


@pytest.fixture
async def telegram(world: World) -> AsyncIterator[str]:
    async with serve(world) as address:
        yield address
