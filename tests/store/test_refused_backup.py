"""Backups that are damaged, forged, not ours or in the way: each is refused and named."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pyrage
import pytest
from sqlalchemy import create_engine

from models.store import (
    migrate,
)
from models.store.backup import making, restoring
from models.store.backup.form import BadBackup
from models.store.backup.snapshot import NotCurrent
from models.store.keyring import WrongKeys
from tests.store.backing import NEW, OLD, Operator, filled, rows


def damaged(whole: bytes) -> Iterator[bytes]:
    yield b""
    yield whole[: len(whole) // 2]
    yield whole[:-1]
    yield whole + b"x"
    for at in range(0, len(whole), max(1, len(whole) // 40)):
        yield whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]


async def test_no_cut_and_no_changed_byte_is_taken(operator: Operator, tmp_path: Path) -> None:
    await filled(operator)
    operator.back_up()
    whole, bad = operator.file.read_bytes(), tmp_path / "bad.age"
    target = tmp_path / "target.db"
    for each in damaged(whole):
        bad.write_bytes(each)
        with pytest.raises(BadBackup) as caught:
            operator.restore(f"sqlite:///{target}", source=operator.source(bad))
        assert caught.value.reason in {"form", "damaged", "identity"}
        assert list(tmp_path.glob("target*")) == []  # noqa: ASYNC240


async def test_no_line_that_was_changed_before_it_was_encrypted_is_taken(
    operator: Operator, other_url: str, tmp_path: Path
) -> None:
    """Anybody who has the public key can encrypt; what they make is not ours."""
    await filled(operator)
    operator.back_up()
    lines = operator.opened()
    for forged in (
        lines[:-1],
        [*lines[:-2], lines[-1]],
        [each.replace(b"shouted", b"groped_") for each in lines],
        [*lines, lines[-1]],
        [lines[0], *lines[2:]],
        [lines[0].replace(b'"form":1', b'"form":2'), *lines[1:]],
        [b"[" * 100_000],
        [b"x" * 3_000_000],
        [b"{}"],
        [b'{"a":1}', *lines],
    ):
        text = gzip.compress(b"".join(each + b"\n" for each in forged))
        bad = tmp_path / "forged.age"
        bad.write_bytes(pyrage.encrypt(text, [operator.identity.to_public()]))
        with pytest.raises(BadBackup):
            operator.restore(other_url, source=operator.source(bad))
        assert migrate.standing(other_url) is migrate.Standing.EMPTY


async def test_another_identity_and_other_keys_are_named(
    operator: Operator, other_url: str
) -> None:
    await filled(operator)
    operator.back_up()
    stranger = [pyrage.x25519.Identity.generate()]
    with pytest.raises(BadBackup) as caught:
        operator.restore(other_url, source=restoring.Source(operator.file, stranger, []))
    assert caught.value.reason == "identity"
    with pytest.raises(WrongKeys):
        operator.restore(other_url, keys=NEW)
    operator.restore(other_url)


async def test_a_database_with_anything_in_it_is_refused_and_left_alone(
    operator: Operator, store_url: str
) -> None:
    before = await filled(operator)
    operator.back_up()
    with pytest.raises(restoring.NotEmpty):
        operator.restore(store_url)
    assert rows(store_url) == before


async def test_no_file_is_overwritten_and_none_is_left_unfinished(operator: Operator) -> None:
    await filled(operator)
    operator.file.write_text("mine")
    with pytest.raises(making.Taken):
        operator.back_up()
    assert operator.file.read_text() == "mine"
    operator.file.unlink()
    operator.keys = NEW
    with pytest.raises(WrongKeys):
        operator.back_up()
    assert list(operator.folder.glob("backup*")) == []
    operator.keys = OLD
    operator.file.with_name("backup.age.part").write_bytes(b"what a kill left" * 100_000)
    operator.back_up()
    assert [each.name for each in operator.folder.glob("backup*")] == ["backup.age"]
    assert operator.file.stat().st_mode & 0o777 == 0o600


def test_a_database_that_is_older_is_not_backed_up(operator: Operator) -> None:
    engine = migrate.engine_for(create_engine(operator.url).url)
    with engine.begin() as line:
        migrate.downgrade(line, "0002")
    engine.dispose()
    with pytest.raises(NotCurrent):
        operator.back_up()
