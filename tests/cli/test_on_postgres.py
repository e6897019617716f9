"""The commands on a real PostgreSQL, from an empty database on."""

import pytest

from bot.sandbox.world import World
from tests.cli.shell import Shell
from tests.cli.test_check import things
from tests.postgres import Postgres


async def test_an_empty_database_is_prepared_filled_and_found_right(
    shell: Shell, telegram: str, world: World, postgres: Postgres
) -> None:
    shell.put_all(telegram)
    shell.put(DATABASE_URL=postgres.blank())
    assert "makes its tables" in things(await shell.beside("check"))["database"]
    assert (await shell.beside("migrate")).code == 0
    assert (await shell.beside("migrate")).code == 0
    add = ("sites", "add", "--name", "Hill Hospital", "--kind", "hospital")
    assert (await shell.beside(*add)).code == 0
    assert (await shell.beside(*add)).code == 1
    old = (await shell.beside("sites", "list")).out
    assert old.startswith("hill-hospital\thospital\tengland\topen\t")
    assert (await shell.beside("sites", "code", "rotate", "hill-hospital")).code == 0
    assert (await shell.beside("sites", "list")).out != old
    assert (await shell.beside("sites", "close", "hill-hospital")).code == 0
    assert "\tclosed\t" in (await shell.beside("sites", "list")).out
    said = await shell.beside("check")
    assert (said.code, things(said, wrong=True)) == (0, {})
    assert world.calls["getme"]


@pytest.mark.parametrize("command", [("migrate",), ("sites", "list"), ("run",), ("check",)])
def test_a_server_that_is_not_there_is_named(shell: Shell, command: tuple[str, ...]) -> None:
    shell.put_all()
    shell.put(DATABASE_URL="postgresql+psycopg://u:MARKER@127.0.0.1:1/d")
    said = shell.run(*command)
    assert said.code == (1 if command == ("check",) else 3)
    assert "HANDRAIL_DATABASE_URL" in said.all
