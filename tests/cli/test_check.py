"""`check` names each thing that is wrong with what mends it, and changes nothing."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.intake.webhook import address
from bot.sandbox.account import Webhook
from bot.sandbox.world import World
from models.sealing import new_key
from tests.cli.shell import KEY, TOKEN, Shell, things


async def test_when_all_is_right_it_says_so_of_each_thing(shell: Shell, telegram: str) -> None:
    shell.put_all(telegram)
    shell.run("migrate")
    said = await shell.beside("check")
    assert said.code == 0
    assert list(things(said)) == [
        *("settings", "skills", "database", "keys", "updates", "counts"),
        *("token", "groups", "webhook"),
    ]  # fmt: skip
    assert "@HandrailDemoBot" in things(said)["token"]
    assert not things(said, wrong=True)


async def test_before_the_first_run_nothing_is_made(shell: Shell, telegram: str) -> None:
    shell.put_all(telegram)
    said = await shell.beside("check")
    assert said.code == 0
    assert "makes its tables" in things(said)["database"]
    assert list(shell.folder.iterdir()) == []


def test_with_nothing_set_all_that_is_missing_is_named_and_the_rest_is_looked_at(
    shell: Shell,
) -> None:
    said = shell.run("check")
    assert said.code == 1
    missing = [line.split()[2] for line in said.out.splitlines() if "is missing" in line]
    assert missing == [
        "HANDRAIL_BOT_TOKEN",
        "HANDRAIL_KEYS",
        "HANDRAIL_ORGANISATION",
        "HANDRAIL_PRIVACY_CONTACT",
    ]
    assert "ok     database: reachable" in said.out


def test_a_wrong_value_is_named_and_not_repeated(shell: Shell) -> None:
    shell.put_all()
    shell.put(KEYS="a:MARKER")
    said = shell.run("check")
    assert said.code == 1
    assert "HANDRAIL_KEYS is wrong" in said.out


async def test_a_bot_that_can_be_added_to_groups_fails_the_check(
    shell: Shell, telegram: str, world: World
) -> None:
    shell.put_all(telegram)
    world.state.account.can_join_groups = True
    said = await shell.beside("check")
    assert said.code == 1
    assert "/setjoingroups" in things(said, wrong=True)["groups"]


async def test_a_refused_token_is_named_and_not_repeated(
    shell: Shell, telegram: str, world: World
) -> None:
    shell.put_all(telegram)
    world.faults.next("getMe", 401)
    said = await shell.beside("check")
    assert said.code == 1
    assert list(things(said, wrong=True)) == ["token"]
    assert TOKEN not in said.all


def test_a_telegram_that_cannot_be_reached_is_named(shell: Shell) -> None:
    shell.put_all()
    said = shell.run("check")
    assert said.code == 1
    assert list(things(said, wrong=True)) == ["telegram"]


async def test_keys_that_are_not_those_the_data_was_sealed_with_are_named_by_their_ids(
    shell: Shell, telegram: str
) -> None:
    shell.put_all(telegram)
    await shell.beside("sites", "list")
    other = new_key(date(2025, 1, 1))
    shell.put(KEYS=other)
    said = await shell.beside("check")
    assert said.code == 1
    assert KEY.split(":")[0] in things(said, wrong=True)["keys"]
    assert other.split(":")[1] not in said.all


async def test_a_new_key_before_the_old_one_is_right_and_not_yet_noted(
    shell: Shell, telegram: str
) -> None:
    shell.put_all(telegram)
    await shell.beside("sites", "list")
    other = new_key(date(2025, 1, 1))
    shell.put(KEYS=f"{other},{KEY}")
    for _ in range(2):
        said = await shell.beside("check")
        assert said.code == 0
        assert f"new: {other.split(':')[0]}" in things(said)["keys"]


def a_folder(place: Path) -> None:
    place.mkdir()


def no_database(place: Path) -> None:
    place.write_bytes(b"MARKER" * 1000)


@pytest.mark.parametrize("make", [a_folder, no_database])
async def test_a_database_that_cannot_be_used_is_named(
    shell: Shell, telegram: str, make: Callable[[Path], None]
) -> None:
    shell.put_all(telegram)
    make(shell.folder / "odd.db")
    shell.put(DATABASE_URL="sqlite:///odd.db")
    said = await shell.beside("check")
    assert said.code == 1
    assert "HANDRAIL_DATABASE_URL" in things(said, wrong=True)["database"]


async def test_a_webhook_beside_polling_is_named(
    shell: Shell, telegram: str, world: World
) -> None:
    shell.put_all(telegram)
    world.state.account.webhook = Webhook("https://elsewhere.example.org", "", 40)
    said = await shell.beside("check")
    assert said.code == 1
    assert "`run` removes it" in things(said, wrong=True)["webhook"]


async def test_in_webhook_mode_it_says_where_telegram_delivers_and_whether_it_can(
    shell: Shell, telegram: str, world: World
) -> None:
    shell.put_all(telegram)
    shell.put(MODE="webhook", PUBLIC_URL="https://bot.example.org", WEBHOOK_SECRET="MARKER")  # noqa: S106
    assert "does not deliver here" in things(await shell.beside("check"), wrong=True)["webhook"]
    url = address("https://bot.example.org", TOKEN, "MARKER")
    world.state.account.webhook = Webhook(url, "MARKER", 100)
    assert (await shell.beside("check")).code == 0
    world.state.account.trouble = ("Connection refused", datetime.now(UTC))  # noqa: TID251
    said = await shell.beside("check")
    assert said.code == 1
    assert "could not deliver" in things(said, wrong=True)["webhook"]
