"""`python -m bot.sandbox`: it starts with nothing, touches nothing real, and leaves nothing."""

import asyncio
import os
import re
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.example_trust import PEOPLE, SITES
from models.site import Site

PATIENCE = 120.0
"""Seconds a process may take on a busy machine before a test gives it up."""


async def demo(folder: Path, *options: str, **settings: str) -> Process:
    """Start the demo with `folder` for its temporary files."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL")}
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.sandbox",
        *options,
        stdout=PIPE,
        stderr=PIPE,
        env=kept | settings | {"TMPDIR": str(folder)},
    )


async def first_line(process: Process) -> str:
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE):
        return (await process.stdout.readline()).decode()


async def ended(process: Process) -> tuple[int, str, str]:
    async with asyncio.timeout(PATIENCE):
        out, err = await process.communicate()
    assert process.returncode is not None
    return process.returncode, out.decode(), err.decode()


def kept_in(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*")}


async def test_it_prints_its_address_serves_and_leaves_nothing_behind(tmp_path: Path) -> None:
    process = await demo(tmp_path, "--port", "0")
    found = re.search(r"http://127\.0\.0\.1:\d+/", await first_line(process))
    assert found
    assert "handrail.db" in kept_in(tmp_path)
    async with (
        aiohttp.ClientSession() as client,
        client.get(found[0] + "page/state") as answer,
    ):
        state = await answer.json()
    assert [person["name"] for person in state["people"]] == [name for name, _ in PEOPLE]
    process.send_signal(signal.SIGTERM)
    code, _, errors = await ended(process)
    assert (code, errors) == (0, "")
    assert kept_in(tmp_path) == set()


async def test_real_settings_around_it_are_not_read(tmp_path: Path) -> None:
    real = tmp_path / "real.db"
    process = await demo(
        tmp_path,
        "--port",
        "0",
        HANDRAIL_DATABASE_URL=f"sqlite:///{real}",
        HANDRAIL_MODE="webhook",
        HANDRAIL_KEYS="broken",
        HTTP_PROXY="http://127.0.0.1:9",
        http_proxy="http://127.0.0.1:9",
    )
    assert "http://127.0.0.1:" in await first_line(process)
    process.send_signal(signal.SIGINT)
    code, _, errors = await ended(process)
    assert (code, errors) == (0, "")
    assert not real.exists()


async def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, _, errors = await ended(await demo(tmp_path, "--port", port))
    assert code == 1
    assert errors == f"Error: Port {port} is taken. Try another with --port.\n"


def test_the_example_trust_has_four_kinds_of_sites_all_marked_as_examples() -> None:
    assert len(SITES) == 4
    assert all(site.example for site in SITES)
    for values in ({s.kind for s in SITES}, {s.code for s in SITES}, {s.id for s in SITES}):
        assert len(values) == 4
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,64}", site.code) for site in SITES)


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.id)
def test_no_example_number_can_reach_anybody(site: Site) -> None:
    numbers = re.findall(r"\d[\d ]*\d", f"{site.security} {site.exposure}")
    assert len(numbers) == 2
    for number in numbers:
        for_drama = re.fullmatch(r"01632 960 \d{3}", number)
        extension = re.fullmatch(r"\d{4}", number)
        assert for_drama or extension
        assert number != "2222"
    assert site.security_internal == (len(site.security) == 4)
