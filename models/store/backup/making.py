"""Writes a backup as a stream: compressed, encrypted, and under its name only when it is whole."""

import fcntl
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import pyrage

from models.clock import Clock
from models.sealing import Vault
from models.store import migrate
from models.store.backup.form import GZIP
from models.store.backup.snapshot import NotCurrent, Told, lines, opened
from models.store.doors import StoreDown, StoreFault
from models.store.failures import DATABASE_ERRORS, is_down, name_of

PIECE = 1 << 16
"""Bytes of lines that are compressed at a time."""


class BadRecipient(ValueError):
    """That is no public key of age, which begins with age1."""


class Taken(Exception):
    """Something has that name already, or another backup is being written there."""


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a backup goes: a file that is not there yet, and age's public keys."""

    file: Path
    to: tuple[str, ...]


def make(url: str, vault: Vault, clock: Clock, aim: Aim, told: Told) -> int:
    """Back the database up, encrypted; return the bytes written.

    Raises BadRecipient, Taken, OSError for the file; StoreDown, NewerDatabase, NotCurrent,
    WrongKeys for the database. Whatever it raises, the file is not there.
    """
    recipients = [_recipient(each) for each in aim.to]
    if migrate.standing(url) is migrate.Standing.EMPTY:
        raise NotCurrent
    with _unfinished(aim.file) as sink:
        try:
            with opened(url) as connection:
                source = Source(_pressed(lines(connection, vault, clock(), told)))
                _encrypt(source, sink, recipients)
        except DATABASE_ERRORS as error:
            kind = StoreDown if is_down(error) else StoreFault
            raise kind(name_of(error)) from None
        return sink.tell()


class Source:
    """Gives age the bytes as it asks for them; remembers what stopped them."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._left = memoryview(b"")
        self.error: BaseException | None = None

    def read(self, size: int = PIECE) -> bytes:
        """Return at most so many bytes, none at the end."""
        try:
            while not self._left:
                self._left = memoryview(next(self._pieces))
        except StopIteration:
            return b""
        except BaseException as error:
            self.error = error  # age passes on its words only
            raise
        piece, self._left = self._left[:size], self._left[size:]
        return bytes(piece)


def _encrypt(source: Source, sink: BinaryIO, to: list[pyrage.x25519.Recipient]) -> None:
    try:
        pyrage.encrypt_io(source, sink, to)
    except Exception as error:
        if source.error is not None:
            raise source.error from None
        if isinstance(error, OSError):
            raise
        raise OSError(str(error)) from None


def _pressed(pieces: Iterator[bytes]) -> Iterator[bytes]:
    press, held = zlib.compressobj(wbits=GZIP), bytearray()
    for piece in pieces:
        held += piece
        if len(held) >= PIECE:
            yield press.compress(bytes(held))
            held.clear()
    yield press.compress(bytes(held)) + press.flush()


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text.strip())
    except pyrage.RecipientError:
        raise BadRecipient from None


@contextmanager
def _unfinished(file: Path) -> Iterator[BinaryIO]:
    """Open FILE.part, for this user only; give it its name when nothing was raised."""
    if file.exists() or file.is_symlink():
        raise Taken
    part = file.with_name(f"{file.name}.part")
    made = os.open(part, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    with os.fdopen(made, "r+b") as sink:
        try:
            fcntl.flock(sink, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Taken from None
        try:
            os.fchmod(sink.fileno(), 0o600)
            sink.truncate()  # what a killed one left
            yield sink
            sink.flush()
            os.fsync(sink.fileno())
            _name(part, file)
        finally:
            part.unlink(missing_ok=True)


def _name(part: Path, file: Path) -> None:
    try:
        os.link(part, file)  # a rename would overwrite what came in between
    except FileExistsError:
        raise Taken from None
    folder = os.open(file.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
