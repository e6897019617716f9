"""What tests of backups and of keys begin with."""

from pathlib import Path

import pyrage
import pytest

from tests.moment import Moment
from tests.postgres import Postgres
from tests.store.backing import OLD, Operator, live
from tests.store.made import MakeUrl
from tests.store.rotating import Place


@pytest.fixture
def operator(store_url: str, clock: Moment, tmp_path: Path) -> Operator:
    return Operator(store_url, OLD, clock, tmp_path, pyrage.x25519.Identity.generate())


@pytest.fixture
def other_url(blank_url: str) -> str:
    """Return where a backup goes to: of either kind, whatever it came from."""
    return blank_url


@pytest.fixture
async def place(store_url: str, clock: Moment) -> Place:
    made = Place(store_url, clock)
    store = made.opened(OLD)
    await live(store, clock)
    await store.close()
    return made


@pytest.fixture
def make_sqlite(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> MakeUrl:
    """Return what makes one more file with our tables and nothing in them."""

    def make() -> str:
        path = tmp_path_factory.mktemp("week") / "handrail.db"
        path.write_bytes(migrated_file.read_bytes())
        return f"sqlite:///{path}"

    return make


@pytest.fixture
def make_url(server: Postgres | None, make_sqlite: MakeUrl) -> MakeUrl:
    """Return what makes one more database of the kind under test."""
    return server.migrated if server else make_sqlite
