"""What somebody with the files can find beside the rows: leftovers, older states, dead rows."""

import shutil
import sqlite3
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import pairwise
from pathlib import Path

from sqlalchemy import Connection, create_engine, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.pool import NullPool

from models.sealing import Vault
from models.tables import (
    check_in,
    draft,
    enrolment,
    incident,
    metadata,
    owed,
    parked,
    plan,
    quiet,
)
from tests.postgres import Postgres
from tests.store.week import EVERYONE

PIECE = 24
"""Bytes that make a find no chance, and fit a page or a TOAST chunk with the cut anywhere."""
WAL_HEAD, FRAME_HEAD = 32, 24
PAGE, POINTER = 4096, 4
"""What does not fit goes on in pages of its own, each behind a pointer to the next."""
NEEDLE = 16
"""Random bytes that lie in one place only."""


_HASHES = {enrolment: 0, draft: 0, owed: 0, quiet: 0, check_in: 17, plan: 25}
"""Tables with a person's hash, and the bytes before it: an id, and more columns that are empty."""


def files_of(url: str, postgres: Postgres | None) -> list[bytes]:
    """Return all that the database keeps on disk, without PostgreSQL's own log."""
    if postgres is None:
        path = Path(str(make_url(url).database))
        return [each.read_bytes() for each in sorted(path.parent.glob(f"{path.name}*"))]
    postgres.run("CHECKPOINT")
    with _line(url) as line:
        oid = line.execute(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
        folder = postgres.home / "base" / str(oid.scalar_one())
    return _read_all(folder)


def log_of(postgres: Postgres) -> list[bytes]:
    """Return PostgreSQL's write-ahead log, which we cannot empty."""
    return _read_all(postgres.home / "pg_wal")


def _read_all(folder: Path) -> list[bytes]:
    """Read every file; the server makes, renames and removes some meanwhile: then look again."""
    while True:
        with suppress(FileNotFoundError):
            return [each.read_bytes() for each in folder.iterdir() if each.is_file()]


def found_in(files: Iterable[bytes], traces: Iterable[bytes]) -> int:
    """Count the traces of which any piece is still lying in a file."""
    pieces = [[trace[at : at + PIECE] for at in range(0, len(trace), 512)] for trace in traces]
    whole = b"\0\0".join(files)
    return sum(any(piece in whole for piece in each) for each in pieces)


def ended_as_one_was_parked(url: str, vault: Vault, place: Path) -> set[int]:
    """Travel back in SQLite's log, commit by commit: whose draft went as a report came?"""
    names = {vault.person(person): person for person in EVERYONE}
    suspects = set()
    for (drafts, reports), (later_drafts, later_reports) in pairwise(_states(url, place)):
        if later_reports - reports:
            suspects |= {names[each] for each in drafts - later_drafts}
    return suspects


def _states(url: str, place: Path) -> Iterator[tuple[set[bytes], set[str]]]:
    path = Path(str(make_url(url).database))
    log = path.with_name(f"{path.name}-wal").read_bytes()
    for end in _commits(log):
        copy = Path(shutil.copy(path, place / "then.db"))
        copy.with_name("then.db-wal").write_bytes(log[:end])
        copy.with_name("then.db-shm").unlink(missing_ok=True)
        line = sqlite3.connect(copy)
        yield (
            {row[0] for row in line.execute("SELECT person FROM draft")},
            {row[0] for row in line.execute("SELECT id FROM parked")},
        )
        line.close()


def _commits(log: bytes) -> Iterator[int]:
    """Yield where each commit ends; a frame names the file's size only when it is the last."""
    size = struct.unpack_from(">I", log, 8)[0] if log else 0
    for at in range(WAL_HEAD, len(log), FRAME_HEAD + size):
        if struct.unpack_from(">I", log, at + 4)[0]:
            yield at + FRAME_HEAD + size


def marked_by_the_same_transaction(url: str, postgres: Postgres) -> set[bytes]:
    """Read the heads of live and dead rows in PostgreSQL's files: who shares one with a report?

    Returns the keyed hashes of the people.
    """
    postgres.run("CHECKPOINT")
    suspects = set()
    with _line(url) as line:
        reports = _reports(line)
        for table, beyond in _HASHES.items():
            where = text("SELECT pg_relation_filepath(:name)")
            path = line.execute(where, {"name": table.name}).scalar_one()
            heap = (postgres.home / path).read_bytes()
            for person, numbers in _heads(heap, _hashes(line), beyond):
                if reports & numbers:
                    suspects.add(person)
    return suspects


def _reports(line: Connection) -> set[int]:
    """Return the transactions that parked a report or filed one without an owner."""
    unowned = select(text("xmin::text")).select_from(incident).where(incident.c.owner.is_(None))
    waiting = select(text("xmin::text")).select_from(parked)
    return {int(each) for query in (unowned, waiting) for each in line.execute(query).scalars()}


def _hashes(line: Connection) -> set[bytes]:
    return set(line.execute(select(enrolment.c.person)).scalars())


def _heads(heap: bytes, people: set[bytes], beyond: int) -> Iterator[tuple[bytes, set[int]]]:
    """Yield each row a person has or had: a head of 24 bytes, a length byte, then the hash.

    beyond: the bytes of what stands between the head and the hash.
    """
    for person in people:
        at = heap.find(person)
        while at >= 0:
            yield person, set(struct.unpack_from("<II", heap, at - 25 - beyond))
            at = heap.find(person, at + 1)


def masked(url: str) -> bytes:
    """Return an SQLite file with what is random in each run blanked where it lies."""
    whole = bytearray(Path(str(make_url(url).database)).read_bytes())
    with _line(url) as line:
        for table in metadata.sorted_tables:
            for row in line.execute(select(table)).all():
                for name, value in row._mapping.items():
                    if name.startswith("sealed") and value:
                        _blank(whole, value)
                    if (table.name, name) == ("incident", "id"):
                        _blank(whole, value.encode())
    return bytes(whole)


def _blank(whole: bytearray, value: bytes) -> None:
    """Blank a value that may lie in pieces on several pages."""
    at = 0
    while at < len(value):
        piece = value[at : at + size_of_piece(whole, value[at:])]
        found = whole.find(piece)
        assert found >= 0, "a value that is stored must be found"
        while found >= 0:
            whole[found : found + len(piece)] = b"?" * len(piece)
            found = whole.find(piece)
        at += len(piece)


def size_of_piece(whole: bytes | bytearray, value: bytes) -> int:
    """Return how many of these bytes lie in a row, up to where the value goes on elsewhere.

    A pointer stands there, and may begin with the byte that comes next in the value: 1 value in
    256 has a zero just there. So what comes next must lie where a page that goes on begins.
    """
    found, size = whole.find(value[:NEEDLE]), min(NEEDLE, len(value))
    while size < len(value) and whole[found + size] == value[size]:
        size += 1
    while 0 < size < len(value) and whole.find(value[size : size + NEEDLE]) % PAGE != POINTER:
        size -= 1
    return size


@contextmanager
def _line(url: str) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        yield connection
