"""`verify` on the command line: the same verdicts as the page, and an exit code to build on."""

import sqlite3
from datetime import date
from pathlib import Path

import pytest

from messages.copy import Copy, draw
from models.sealing import Vault, new_key
from models.signature import LARGEST, signed
from tests.cli.shell import KEY, Shell

PDF = draw(
    Copy(
        lines=(("What happened", "Threatened"),),
        sealed=date(2026, 11, 23),
        key="0" * 16,
        organisation="Example Trust",
        contact="privacy@example.org",
    )
)
COPY = signed(PDF, Vault.from_setting(KEY).signer)
OTHER = signed(PDF, Vault.from_setting(new_key(date(2026, 11, 3))).signer)


def put(folder: Path, file: bytes) -> str:
    (folder / "note.pdf").write_bytes(file)
    return "note.pdf"


def test_a_copy_is_confirmed_with_0_and_says_what_that_means(shell: Shell) -> None:
    shell.put_all()
    said = shell.run("verify", put(shell.folder, COPY))
    assert said.code == 0
    assert said.out.startswith("The seal is whole\n")
    assert "does not show who logged it" in said.out


@pytest.mark.parametrize(
    ("file", "title"),
    [
        (COPY[:-1], "The seal is broken"),
        (COPY.replace(b"/Title", b"/Tatle", 1), "The seal is broken"),
        (OTHER, "This seal is not known here"),
        (PDF, "There is no seal"),
        (b"", "There is no seal"),
        (b"\0" * (LARGEST + 10), "There is no seal"),
    ],
    ids=["cut", "changed", "foreign", "unsealed", "empty", "large"],
)
def test_anything_else_is_refuted_with_1(shell: Shell, file: bytes, title: str) -> None:
    assert file != COPY
    shell.put_all()
    said = shell.run("verify", put(shell.folder, file))
    assert (said.code, said.out.splitlines()[0]) == (1, title)


def test_a_copy_outlives_the_key_that_signed_it(shell: Shell) -> None:
    shell.put_all()
    file = put(shell.folder, COPY)
    assert shell.run("verify", file).code == 0
    new = new_key(date(2026, 11, 9))
    shell.put(KEYS=f"{new},{KEY}")
    assert shell.run("verify", file).code == 0
    with sqlite3.connect(shell.database) as line:
        line.execute("UPDATE keyring SET hour = 0")  # long ago: the old key may go
    line.close()
    assert f"{KEY.partition(':')[0]}: " in shell.run("keys", "rotate").out
    shell.put(KEYS=new)
    assert shell.run("verify", file).code == 0


def test_a_file_that_is_not_there_is_named(shell: Shell) -> None:
    shell.put_all()
    said = shell.run("verify", "nowhere.pdf")
    assert said.code == 2
    assert "nowhere.pdf" in said.err
