"""The list of what was erased, so that no restored backup brings it back: a file of row keys.

A line is on disk before its erasure is committed.
"""

import contextlib
import fcntl
import os
import re
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

_LINE = re.compile(r"(\d{4}-\d\d-\d\d) ([a-z_]{1,40}) (\S{1,120})")


@dataclass(frozen=True, slots=True)
class Erased:
    """One row that was erased: on which day, from which table, under which key.

    `key` is a random id as it is, or a person as `<id of the hashing key>:<keyed hash, hex>`.
    """

    day: date
    table: str
    key: str

    def __str__(self) -> str:
        return f"{self.day} {self.table} {self.key}\n"


class BadList(Exception):
    """The file is no list of erasures."""


class ErasureList:
    """Appends to the file, for this user only; what cannot be written waits in memory."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._waiting: list[Erased] = []
        self._turn = threading.Lock()

    @property
    def waiting(self) -> int:
        """How many lines could not be written yet."""
        return len(self._waiting)

    def note(self, rows: Iterable[Erased]) -> None:
        """Have the rows on disk when this returns; else keep them, to be written by a later try.

        It does not raise: an erasure that somebody asks for happens, list or no list.
        """
        with self._turn, contextlib.suppress(OSError):
            self._waiting += rows
            if self._waiting:
                self.append(self._waiting)
                self._waiting = []

    def append(self, rows: Iterable[Erased]) -> None:
        """Append and sync, or raise OSError."""
        with self._held() as file:
            _cut_torn_line(file)
            os.lseek(file, 0, os.SEEK_END)
            _write(file, "".join(map(str, rows)).encode())
            os.fsync(file)

    def forget(self, before: date) -> None:
        """Write the list anew without what was erased before a day; raises OSError."""
        if not self._path.exists():
            return
        with self._held() as file:
            lines = list(read(self._path))
            kept = [each for each in lines if each.day >= before]
            if kept == lines:
                return
            fresh = self._path.with_name(f"{self._path.name}.new")
            fresh.unlink(missing_ok=True)
            made = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            _write(made, "".join(map(str, kept)).encode())
            os.fsync(made)
            os.close(made)
            fresh.replace(self._path)
            _sync_folder(self._path.parent)
            _write_over(file)  # the old lines are to be gone from the disk as well

    @contextlib.contextmanager
    def _held(self) -> Iterator[int]:
        """Open the file, alone among processes, and be sure that it is still the list."""
        while True:
            file = self._opened()
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                if self._is_at_path(file):
                    yield file
                    return
            finally:
                os.close(file)

    def _opened(self) -> int:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        is_new = not self._path.exists()
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        if is_new:
            _sync_folder(self._path.parent)
        return file

    def _is_at_path(self, file: int) -> bool:
        try:
            return os.path.samestat(os.fstat(file), self._path.stat())
        except FileNotFoundError:
            return False


def read(path: Path) -> Iterator[Erased]:
    """Yield what a list holds; a last line that was cut short was never committed. Raises BadList.

    Raises OSError when there is no such file.
    """
    with path.open(encoding="ascii", errors="replace", newline="\n") as file:
        for line in file:
            if not line.endswith("\n"):
                return
            found = _LINE.fullmatch(line[:-1])
            if found is None:
                raise BadList(path.name)
            yield Erased(date.fromisoformat(found[1]), found[2], found[3])


def _write(file: int, whole: bytes) -> None:
    while whole:
        whole = whole[os.write(file, whole) :]


def _write_over(file: int) -> None:
    size = os.fstat(file).st_size
    os.lseek(file, 0, os.SEEK_SET)
    _write(file, b"\0" * size)
    os.fsync(file)


def _cut_torn_line(file: int) -> None:
    """Take off a line that a kill or a full disk cut short: its erasure was not committed."""
    size = os.fstat(file).st_size
    tail = os.pread(file, 4096, max(0, size - 4096))
    if tail and not tail.endswith(b"\n"):
        os.ftruncate(file, size - len(tail) + tail.rfind(b"\n") + 1)


def _sync_folder(folder: Path) -> None:
    file = os.open(folder, os.O_RDONLY)
    os.fsync(file)
    os.close(file)
