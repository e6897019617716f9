"""What every story begins with."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.conversations.phone import House, Phone, sqlite_url


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    built = await House.build(sqlite_url(tmp_path))
    yield built
    await built.close()


@pytest.fixture
def sam(house: House) -> Phone:
    return house.phone("Sam")
