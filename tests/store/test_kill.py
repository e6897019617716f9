"""A process killed at any moment has lost nothing that it was told is kept."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from models.sealing import Vault, new_key
from models.store import updates
from models.store.doors import Store
from tests.moment import Moment
from tests.store.made import run

BUSY = Path(__file__).with_name("busy_writer.py")
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("told", [1, 20, 300])
async def test_kill_9_amid_group_commits_loses_nothing_acknowledged(
    store_url: str, clock: Moment, told: int
) -> None:
    key = new_key(clock().date())
    acknowledged = await killed_after(told, store_url, key)
    assert len(acknowledged) >= told
    store = Store.open(store_url, Vault.from_setting(key), clock)
    known = [not await store.write(run(updates.first_time, number)) for number in acknowledged]
    await store.close()
    assert all(known)


async def killed_after(told: int, url: str, key: str) -> list[int]:
    """Kill the busy writer after so many lines; return every number it was told of."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(BUSY),
        url,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{key}\n".encode())
    lines = [await process.stdout.readline() for _ in range(told)]
    process.kill()
    rest = (await process.stdout.read()).split(b"\n")[:-1]
    await process.wait()
    return [int(line) for line in (*lines, *rest)]
