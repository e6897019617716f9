"""What every story begins with."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conversations.adding import ADD, keeping_one
from tests.conversations.phone import House, Phone, sqlite_url
from tests.conversations.stock import stocked


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up on nothing because the machine is busy; a story of giving up hurries by itself."""
    for limit in ("support.STORE_SECONDS", "care.SITE_SECONDS", "chat.REPLY_SECONDS"):
        monkeypatch.setattr(f"handlers.{limit}", 60.0)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    built = await House.build(sqlite_url(tmp_path))
    yield built
    await built.close()


@pytest.fixture
def sam(house: House) -> Phone:
    return house.phone("Sam")


@pytest.fixture
async def kept(sam: Phone) -> Phone:
    """Return a phone with a kept report open, ready to be added to."""
    await keeping_one(sam)
    await sam.taps(ADD)
    return sam


@pytest.fixture
async def example_trust(house: House) -> None:
    """Put in the example trust, its routes and those that come with the program."""
    await stocked(house)


@pytest.fixture
async def joined(house: House, sam: Phone) -> None:
    """Put in the example trust, and have Sam join its hospital."""
    await stocked(house)
    await sam.says("/start pebblewick-general")
