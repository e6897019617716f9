"""Brings a database up to what this program knows, once, however many replicas start."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import SQLAlchemyError

from models.store import postgresql, sqlite
from models.store.doors import StoreDown, StoreFault
from models.store.failures import is_down, name_of

SCRIPTS = Path(__file__).parent.parent / "migrations"
_LOCK = 7_261_120_250
"""Any number that no other program on the same PostgreSQL database locks."""


class NewerDatabase(Exception):
    """A newer Handrail has been here: this one would not understand its tables."""


class Standing(StrEnum):
    """How a database's tables stand to the ones this program knows."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


def standing(url: str) -> Standing:
    """Tell how a database stands, and change nothing: no file is made.

    Raises StoreDown, and ValueError for a URL that is no database of ours.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if not Path(str(parsed.database)).exists():
            return Standing.EMPTY
        engine = sqlite.engine_for(parsed, sqlite.READING, "BEGIN", size=1)
    else:
        engine = postgresql.engine_for(parsed)
    try:
        with engine.connect() as connection:
            return standing_of(connection)
    except SQLAlchemyError as error:
        kind = StoreDown if is_down(error) else StoreFault
        raise kind(name_of(error)) from None
    finally:
        engine.dispose()


def _nothing_more(_connection: Connection) -> None:
    """Stand in for what else may be done."""


def migrate(url: str, then: Callable[[Connection], None] = _nothing_more) -> None:
    """Upgrade an empty or older database to the newest tables, all or nothing.

    then: done in the same transaction, on the newest tables.
    Raises NewerDatabase, StoreDown, and ValueError for a URL that is no database of ours.
    """
    parsed = make_url(url)
    engine = engine_for(parsed)
    try:
        with engine.begin() as connection:
            upgrade(connection)
            then(connection)
    except SQLAlchemyError as error:
        kind = StoreDown if is_down(error) else StoreFault
        raise kind(name_of(error)) from None
    finally:
        engine.dispose()


def upgrade(connection: Connection, revision: str = "head") -> None:
    """Upgrade inside the caller's transaction; a second process waits for the first.

    Raises NewerDatabase when a newer program has written it.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    if standing_of(connection) is Standing.NEWER:
        raise NewerDatabase
    command.upgrade(_config(connection), revision)


def standing_of(connection: Connection) -> Standing:
    """Tell how the database of this connection stands."""
    scripts = _scripts(connection)
    here = MigrationContext.configure(connection).get_current_revision()
    if here is None:
        return Standing.EMPTY
    if here not in {each.revision for each in scripts.walk_revisions()}:
        return Standing.NEWER
    return Standing.CURRENT if here == scripts.get_current_head() else Standing.OLDER


def newest(connection: Connection) -> str:
    """Return the newest revision that this program knows."""
    return str(_scripts(connection).get_current_head())


def knows(connection: Connection, revision: str) -> bool:
    """Tell whether this program knows a revision."""
    return revision in {each.revision for each in _scripts(connection).walk_revisions()}


def downgrade(connection: Connection, revision: str) -> None:
    """Go back to an older set of tables inside the caller's transaction."""
    command.downgrade(_config(connection), revision)


def _scripts(connection: Connection) -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(connection))


def _config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def engine_for(url: URL) -> Engine:
    """Make the engine that may change tables; makes the file of an SQLite database."""
    if url.get_backend_name() == "postgresql":
        return postgresql.engine_for(url)
    sqlite.make_place(url)
    # Foreign keys off: rebuilding a table drops it, which would cascade to what refers to it.
    pragmas = tuple(each for each in sqlite.WRITING if "foreign_keys" not in each)
    return sqlite.engine_for(url, pragmas, "BEGIN IMMEDIATE", size=1)
