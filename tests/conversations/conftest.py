"""What every story begins with."""

import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from phone import House, Phone, sqlite_url  # noqa: E402


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    built = await House.build(sqlite_url(tmp_path))
    yield built
    await built.close()


@pytest.fixture
def sam(house: House) -> Phone:
    return house.phone("Sam")
