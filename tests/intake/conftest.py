"""The real application on a real store against the sandbox, with a handler that can be upset."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.intake.desk import Desk


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    built = await Desk.build(f"sqlite:///{tmp_path / 'handrail.db'}")
    yield built
    await built.close()
