"""What tests of backups begin with."""

from pathlib import Path

import pyrage
import pytest

from tests.moment import Moment
from tests.store.backing import OLD, Desk


@pytest.fixture
def desk(store_url: str, clock: Moment, tmp_path: Path) -> Desk:
    return Desk(store_url, OLD, clock, tmp_path, pyrage.x25519.Identity.generate())


@pytest.fixture
def other_url(blank_url: str) -> str:
    """Return where a backup goes to: of either kind, whatever it came from."""
    return blank_url
