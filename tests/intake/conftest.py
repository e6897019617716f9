"""The real application on a real store against the sandbox, with a handler that can be upset."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.intake import patience, polling
from tests.intake.hall import Hall


@pytest.fixture
async def hall(tmp_path: Path) -> AsyncIterator[Hall]:
    built = await Hall.build(f"sqlite:///{tmp_path / 'handrail.db'}")
    yield built
    await built.close()


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten waits between tries; what is tested is what happens, not when."""
    monkeypatch.setattr(patience, "FIRST", 0.001)
    monkeypatch.setattr(patience, "LONGEST", 0.02)
    monkeypatch.setattr(polling, "pause", lambda _tries: 0.001)
