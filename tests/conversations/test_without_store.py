"""The store broken in earnest: support shows the care card and says why, and is not lost."""

import asyncio
import sqlite3
import threading
from collections.abc import Awaitable, Callable
from pathlib import Path

import psycopg
import pytest

from handlers import support
from messages.words import label
from models.store.doors import Tx
from tests.conversations.made import FAST
from tests.conversations.phone import House, Phone, sqlite_url
from tests.conversations.stock import TALK, stocked

WHY = "a database that is not answering just now."
NUMBERS = ("999", "111", "116 123", "85258")
Act = Callable[[Phone], Awaitable[None]]


def tapping(*labels: str) -> Act:
    return lambda phone: phone.taps(*labels)


ACTS: dict[str, tuple[tuple[str, ...], Act]] = {
    # what was done before: then the one thing that is done without a store
    "the command": ((), lambda phone: phone.says("/support")),
    "support on the first screen": ((), tapping("Support")),
    "a need": (("Support",), tapping(TALK)),
    "for my job": (("Support",), tapping(label("support", "job"))),
    "show more": (("Support", TALK), tapping("Show more")),
    "a route": (("Support", TALK), tapping("Samaritans")),
    "this did not work": (("Support", TALK, "Samaritans"), tapping("This did not work")),
    "back": (("Support", TALK), tapping("Back")),
    "a need after a log": ((*FAST, "I can find it"), tapping(label("aid", "talk"))),
    "support after need help now": (("Need help now",), tapping("Support")),
}


@pytest.fixture
async def sam(house: House) -> Phone:
    await stocked(house)
    phone = house.phone("Sam")
    await phone.says("/start pebblewick-general")
    return phone


def shows_care(phone: Phone) -> bool:
    return WHY in phone.screen.text and all(each in phone.screen.text for each in NUMBERS)


@pytest.mark.parametrize("act", ACTS)
async def test_with_the_store_closed(house: House, sam: Phone, act: str) -> None:
    before, tried = ACTS[act]
    await sam.taps(*before)
    await house.store.close()
    await tried(sam)
    assert shows_care(sam)
    assert "Need help now" in sam.labels
    assert ("Clear this chat" in sam.labels) == (act == "a need after a log")


async def test_with_the_database_locked_by_another_and_again_when_it_is_not(
    sam: Phone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sam.taps("Support")
    other = sqlite3.connect(sqlite_url(tmp_path).removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with monkeypatch.context() as hurried:
        hurried.setattr(support, "STORE_SECONDS", 0.2)
        await sam.taps(TALK)
    assert shows_care(sam)
    other.execute("ROLLBACK")
    other.close()
    await sam.taps(label("trouble", "again"))
    assert "Samaritans" in sam.screen.text
    assert WHY not in sam.screen.text


async def test_with_a_store_that_does_not_answer_the_card_comes_within_its_seconds(
    house: House, sam: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    await sam.taps("Support")
    held, let_go = threading.Event(), threading.Event()

    def hold(_tx: Tx) -> None:
        held.set()
        let_go.wait()

    stuck = asyncio.ensure_future(house.store.write(hold))
    await asyncio.to_thread(held.wait)
    monkeypatch.setattr(support, "STORE_SECONDS", 0.2)
    try:
        async with asyncio.timeout(60):
            await sam.taps(TALK)
        assert shows_care(sam), "it came while the store was still held"
    finally:
        let_go.set()
        await stuck


def _write_over(folder: Path) -> None:
    for path in folder.glob("handrail.db*"):
        path.write_bytes(b"not a database at all" * 500)


async def test_with_the_file_written_over(sam: Phone, tmp_path: Path) -> None:
    await sam.taps("Support")
    _write_over(tmp_path)
    await sam.taps(TALK)
    assert shows_care(sam)


async def test_with_a_table_of_postgresql_locked_by_another(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = await House.build(postgres_url)
    await stocked(house)
    kim = house.phone("Kim")
    await kim.says("/start pebblewick-general")
    await kim.taps("Support", TALK)
    assert "Samaritans" in kim.labels
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as other:
        other.execute("LOCK TABLE route IN ACCESS EXCLUSIVE MODE")
        with monkeypatch.context() as hurried:
            hurried.setattr(support, "STORE_SECONDS", 0.5)
            await kim.taps("Samaritans")
        assert shows_care(kim)
    await kim.taps(label("trouble", "again"))
    assert "Phone: 116 123" in kim.screen.text
    await house.close()
