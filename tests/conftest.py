"""What tests begin with: a database of either kind, keys, a clock, and the log."""

import gc
import io
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import hypothesis
import pytest
import structlog
from sqlalchemy import make_url

from bot import logs
from models.sealing import Vault, new_key
from models.store.doors import Store
from models.store.migrate import migrate
from tests.moment import Moment
from tests.postgres import Postgres, running_postgres

KINDS = ("sqlite", "postgres")

# A busy machine is no fault: an example may take as long as it takes.
hypothesis.settings.register_profile(
    "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("patient")


def pytest_collection_finish() -> None:
    """Have the garbage collector pass over what is imported, as the bot has it."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "handrail.db"
    migrate(f"sqlite:///{path}")
    return path


@pytest.fixture
def sqlite_url(migrated_file: Path, tmp_path: Path) -> str:
    return f"sqlite:///{shutil.copyfile(migrated_file, tmp_path / 'handrail.db')}"


@pytest.fixture
def postgres_url(postgres: Postgres) -> str:
    return postgres.migrated()


@pytest.fixture(params=KINDS)
def store_url(request: pytest.FixtureRequest) -> str:
    """Return the URL of a database that has our tables and nothing in them."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def server(store_url: str, request: pytest.FixtureRequest) -> Postgres | None:
    """Return the server of the store under test, whose files can be read; None for SQLite."""
    found: Postgres | None = None
    if make_url(store_url).get_backend_name() == "postgresql":
        found = request.getfixturevalue("postgres")
    return found


@pytest.fixture(params=KINDS)
def blank_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return the URL of a database that has nothing in it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'blank.db'}"
    server: Postgres = request.getfixturevalue("postgres")
    return server.blank()


@pytest.fixture
def clock() -> Moment:
    return Moment()


@pytest.fixture
def vault(clock: Moment) -> Vault:
    return Vault.from_setting(new_key(clock().date()))


@pytest.fixture
async def store(store_url: str, vault: Vault, clock: Moment) -> AsyncIterator[Store]:
    opened = Store.open(store_url, vault, clock)
    yield opened
    await opened.close()


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """Return what the log writes meanwhile."""
    stream = io.StringIO()
    logs.configure(stream=stream)
    yield stream
    logs.configure()
    structlog.reset_defaults()
