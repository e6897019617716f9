"""The commands on a real PostgreSQL, from an empty database on."""

import psycopg
import pytest
from sqlalchemy.engine import make_url

from bot.sandbox.world import World
from tests.cli.shell import Shell, things
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


async def test_what_grants_prints_makes_the_doors_of_the_leads_right(
    shell: Shell, telegram: str, postgres: Postgres
) -> None:
    shell.put_all(telegram)
    url = postgres.migrated()
    shell.put(DATABASE_URL=url)
    assert "no logins yet" in things(await shell.beside("check"))["counts"]
    assert shell.run("leads", "grants").code == 1
    assert (await shell.beside("leads", "invite", "--name", "Mo", "--all-sites")).code == 0
    assert "HANDRAIL_COUNTS_URL" in things(await shell.beside("check"), wrong=True)["counts"]
    name = str(make_url(url).database)
    for door in ("counts", "desk"):
        postgres.run(f"CREATE ROLE {door}_of_{name} LOGIN PASSWORD 'made-up'")
        login = make_url(url).set(username=f"{door}_of_{name}", password="made-up")  # noqa: S106
        shell.put(**{f"{door.upper()}_URL": login.render_as_string(hide_password=False)})
    assert "does not open" in things(await shell.beside("check"), wrong=True)["counts"]
    owner = psycopg.connect(
        make_url(url).set(drivername="postgresql").render_as_string(hide_password=False),
        autocommit=True,
    )
    for statement in shell.run("leads", "grants").out.splitlines():
        owner.execute(statement.encode())
    assert "both doors" in things(await shell.beside("check"))["counts"]
    owner.execute(f'GRANT SELECT ON incident TO "counts_of_{name}"'.encode())
    owner.close()
    assert "can read reports" in things(await shell.beside("check"), wrong=True)["counts"]


@pytest.mark.parametrize("command", [("migrate",), ("sites", "list"), ("run",), ("check",)])
def test_a_server_that_is_not_there_is_named(shell: Shell, command: tuple[str, ...]) -> None:
    shell.put_all()
    shell.put(DATABASE_URL="postgresql+psycopg://u:MARKER@127.0.0.1:1/d")
    said = shell.run(*command)
    assert said.code == (1 if command == ("check",) else 3)
    assert "HANDRAIL_DATABASE_URL" in said.all
