"""Leads from the command line: invited by a link of one use, listed, revoked."""

import hashlib
import re
import sqlite3

import pytest

from tests.cli.shell import Said, Shell

pytestmark = pytest.mark.usefixtures("keys")

INVITE = ("leads", "invite", "--name", "Morgan Moor")


def site(shell: Shell, name: str) -> str:
    return shell.run("sites", "add", "--name", name, "--kind", "hospital").out.split("\t")[0]


def listed(shell: Shell) -> list[list[str]]:
    return [line.split("\t") for line in shell.run("leads", "list").out.splitlines()]


async def test_the_link_is_one_that_telegram_takes_and_only_its_hash_is_kept(
    shell: Shell, telegram: str
) -> None:
    shell.put_all(telegram)
    said = await shell.beside(*INVITE, "--all-sites", "--may-verify")
    assert said.code == 0
    ident, link = said.out.split()
    found = re.fullmatch(r"https://t\.me/HandrailDemoBot\?start=(lead-([A-Za-z0-9_-]+))", link)
    assert found
    assert len(found[1]) <= 64
    assert len(found[2]) >= 32
    with sqlite3.connect(shell.database) as line:
        rows = line.execute("SELECT id, invitation FROM lead").fetchall()
    line.close()
    assert rows == [(ident, hashlib.sha256(found[2].encode()).digest())]
    assert found[2].encode() not in shell.database.read_bytes()


def test_without_telegram_the_code_is_printed(shell: Shell) -> None:
    said = shell.run(*INVITE, "--all-sites")
    assert said.code == 0
    assert re.fullmatch(r"[0-9a-f]{8}\tlead-[A-Za-z0-9_-]{32}\n", said.out)
    assert "?start=" in said.err


def test_the_list_says_until_when_for_which_sites_and_with_which_right(shell: Shell) -> None:
    hill, vale = site(shell, "Hill"), site(shell, "Vale")
    shell.run(*INVITE, "--sites", f"{vale}, {hill},{hill}", "--may-verify", "--days", "3")
    shell.run("leads", "invite", "--name", "Rhys Rill", "--all-sites")
    (morgan, rhys) = listed(shell)
    assert re.fullmatch(r"invited until \d{4}-\d\d-\d\d \d\d:\d\d UTC", morgan[1])
    assert morgan[2:] == ["routes", "hill,vale", "Morgan Moor"]
    assert rhys[2:] == ["-", "all sites", "Rhys Rill"]


def test_a_revoked_one_is_off_the_list_and_cannot_be_revoked_again(shell: Shell) -> None:
    ident = shell.run(*INVITE, "--all-sites").out.split("\t")[0]
    assert shell.run("leads", "revoke", ident).code == 0
    assert "There are no leads yet" in shell.run("leads", "list").out
    said = shell.run("leads", "revoke", ident)
    assert said.code == 1
    assert f"There is no lead {ident}" in said.err


@pytest.mark.parametrize("more", [(), ("--sites", "hill", "--all-sites"), ("--sites", " , ")])
def test_either_some_sites_or_all_of_them(shell: Shell, more: tuple[str, ...]) -> None:
    site(shell, "Hill")
    refused(shell, shell.run(*INVITE, *more), 2)


def test_a_site_that_is_not_there_is_named(shell: Shell) -> None:
    site(shell, "Hill")
    said = shell.run(*INVITE, "--sites", "hill,moor")
    refused(shell, said, 1)
    assert "There is no site moor" in said.err


@pytest.mark.parametrize("days", ["0", "31", "-1", "week"])
def test_a_link_is_open_for_1_to_30_days(shell: Shell, days: str) -> None:
    refused(shell, shell.run(*INVITE, "--all-sites", "--days", days), 2)


@pytest.mark.parametrize("name", ["", "…", "x" * 61, "two\nlines"])
def test_a_lead_has_a_name_of_one_short_line(shell: Shell, name: str) -> None:
    refused(shell, shell.run("leads", "invite", "--name", name, "--all-sites"), 2)


def refused(shell: Shell, said: Said, code: int) -> None:
    assert said.code == code
    assert "There are no leads yet" in shell.run("leads", "list").out


def test_every_view_of_the_counts_is_listed_with_who_looked(shell: Shell) -> None:
    shell.run(*INVITE, "--all-sites")
    assert "No lead has looked" in shell.run("leads", "audit").out
    (ident, *_), *_ = listed(shell)
    with sqlite3.connect(shell.database) as line:
        line.execute("INSERT INTO lead_view VALUES ('v', ?, 'what', '2026-11-27')", (ident,))
    line.close()
    assert shell.run("leads", "audit").out == f"2026-11-27\t{ident}\twhat\tMorgan Moor\n"
