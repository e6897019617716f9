"""Every command ends with one plain line and its exit code; nobody sees a traceback."""

import re
import sqlite3
from pathlib import Path

import click
import pytest
from telegram.error import BadRequest, InvalidToken, NetworkError

from bot.cli import endings
from bot.cli.main import cli
from bot.web import AddressTaken
from models.sealing import Vault
from models.store.doors import StoreDown
from tests.cli.shell import KEY, TOKEN, Shell


def commands(group: click.Group, *names: str) -> list[tuple[str, ...]]:
    found: list[tuple[str, ...]] = [names]
    for name, command in group.commands.items():
        inner = isinstance(command, click.Group)
        found += commands(command, *names, name) if inner else [(*names, name)]  # type: ignore[arg-type]
    return found


@pytest.mark.parametrize("words", commands(cli), ids=" ".join)
@pytest.mark.parametrize("flag", ["--help", "-h"])
def test_every_command_explains_itself(shell: Shell, words: tuple[str, ...], flag: str) -> None:
    said = shell.run(*words, flag)
    assert said.code == 0
    assert said.out.startswith(f"Usage: python -m bot {' '.join(words)}".rstrip())
    options = re.findall(r"^  --\w+.*?(?=^  -|\Z)", said.out, re.MULTILINE | re.DOTALL)
    assert all("  " in option.strip() for option in options), "an option without words"


def test_the_help_names_every_exit_code(shell: Shell) -> None:
    told = {
        int(code) for code in re.findall(r"^    (\d+) ", shell.run("--help").out, re.MULTILINE)
    }
    codes = {endings.FAILED, endings.SETTINGS, endings.STORE, endings.TELEGRAM, endings.DEFECT}
    assert told == {0} | codes


@pytest.mark.parametrize("words", commands(cli), ids=" ".join)
def test_no_secret_can_be_an_argument(shell: Shell, words: tuple[str, ...]) -> None:
    assert not re.search(r"--\S*(token|key|secret|password)", shell.run(*words, "--help").out)


def test_a_new_key_is_one_the_vault_takes(shell: Shell) -> None:
    said = shell.run("keys", "new")
    assert said.code == 0
    assert len(Vault.from_setting(said.out.strip()).ids) == 1
    assert shell.run("keys", "new").out != said.out


@pytest.mark.parametrize("words", [("walk",), ("run", "--fast"), ("sites", "add")])
def test_a_command_that_is_none_ends_with_2(shell: Shell, words: tuple[str, ...]) -> None:
    said = shell.run(*words)
    assert said.code == 2
    assert "Usage: python -m bot" in said.err


def test_run_names_every_setting_that_is_missing(shell: Shell) -> None:
    said = shell.run("run")
    assert said.code == 2
    assert [line.split()[0] for line in said.err.splitlines()] == [
        "HANDRAIL_BOT_TOKEN",
        "HANDRAIL_KEYS",
        "HANDRAIL_ORGANISATION",
        "HANDRAIL_PRIVACY_CONTACT",
    ]
    assert list(shell.folder.iterdir()) == []


def test_migrate_makes_a_database_and_a_second_time_changes_nothing(shell: Shell) -> None:
    assert shell.run("migrate").code == 0
    before = shell.database.read_bytes()
    assert shell.run("migrate").code == 0
    assert shell.database.read_bytes() == before


@pytest.mark.parametrize("words", [("migrate",), ("sites", "list"), ("run",)])
def test_a_newer_database_is_refused_and_left_alone(shell: Shell, words: tuple[str, ...]) -> None:
    shell.put_all()
    shell.run("migrate")
    with sqlite3.connect(shell.database) as line:
        line.execute("UPDATE alembic_version SET version_num = 'from_tomorrow'")
    line.close()
    said = shell.run(*words)
    assert said.code == 3
    assert "newer Handrail" in said.err


@pytest.mark.parametrize("words", [("migrate",), ("sites", "list"), ("run",)])
def test_a_database_that_cannot_be_made_is_named(shell: Shell, words: tuple[str, ...]) -> None:
    shell.put_all()
    Path("var").write_text("a file where the folder should be", encoding="utf-8")
    said = shell.run(*words)
    assert said.code == 3
    assert "HANDRAIL_DATABASE_URL" in said.err


@pytest.mark.parametrize("words", [("sites", "list"), ("run",)])
def test_other_keys_than_the_data_was_sealed_with_stop_everything(
    shell: Shell, words: tuple[str, ...]
) -> None:
    shell.put_all()
    shell.run("sites", "list")
    shell.put(KEYS=shell.run("keys", "new").out.strip())
    said = shell.run(*words)
    assert said.code == 2
    assert said.err.startswith("HANDRAIL_KEYS ")
    assert KEY.split(":", maxsplit=1)[0] in said.err


def test_a_defect_is_one_line_with_its_place_and_a_reference(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_url: str) -> None:
        raise KeyError("MARKER")

    monkeypatch.setattr("bot.cli.running.prepare", broken)
    said = shell.run("migrate")
    assert said.code == 70
    assert re.fullmatch(
        r"Something is wrong in Handrail itself \(KeyError at bot\.cli\.running\.\d+\)\. "
        r"Please report this line\. Reference [0-9A-F]{6}\.\n",
        said.err,
    )


@pytest.mark.parametrize(
    ("error", "code", "named"),
    [
        (AddressTaken(), 2, "HANDRAIL_LISTEN"),
        (InvalidToken(TOKEN), 2, "HANDRAIL_BOT_TOKEN"),
        (BadRequest("MARKER"), 2, "HANDRAIL_PUBLIC_URL"),
        (NetworkError("MARKER"), 4, "HANDRAIL_TELEGRAM_API"),
        (StoreDown("MARKER"), 3, "HANDRAIL_DATABASE_URL"),
        (PermissionError("MARKER"), 3, "HANDRAIL_DATABASE_URL"),
        (ExceptionGroup("MARKER", [ExceptionGroup("MARKER", [KeyError("MARKER")])]), 70, "KeyErr"),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, Exception) else "",
)
def test_whatever_ends_a_run_is_named_with_its_code(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, error: Exception, code: int, named: str
) -> None:
    async def ends(_settings: object) -> None:
        raise error

    shell.put_all()
    monkeypatch.setattr("bot.cli.running._until_told", ends)
    said = shell.run("run")
    assert said.code == code
    assert named in said.err
    assert TOKEN not in said.err
    assert len(said.err.splitlines()) == 1
