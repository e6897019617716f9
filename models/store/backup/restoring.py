"""Fills an empty database from a backup, all or nothing, without what was erased since."""

import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyrage
from sqlalchemy import Connection, Engine, inspect, select
from sqlalchemy.engine import URL, make_url

from models.clock import Clock
from models.sealing import Vault
from models.store import migrate
from models.store.backup.form import GZIP, LONGEST, BadBackup
from models.store.backup.loading import Loading
from models.store.backup.snapshot import Told
from models.store.doors import StoreDown, Tx
from models.store.erasures import Erased
from models.store.failures import DATABASE_ERRORS, is_down, name_of
from models.store.keyring import compare_keys
from models.store.leads import end_invitations
from models.store.releases import give_up
from models.tables import metadata

PIECE = 1 << 18
"""Bytes that are unpacked at a time."""


class NotEmpty(Exception):
    """The database has something in it."""


class BadIdentity(ValueError):
    """The file holds no secret key of age, which begins with AGE-SECRET-KEY-1."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: since when erasures had to be known, and how many rows stayed out.

    uninvited: the names of those whose invitation to be a lead was open, and is ended.
    """

    since: date
    left_out: int
    uninvited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A backup, what opens it, and what was erased since."""

    file: Path
    identities: list[pyrage.x25519.Identity]
    erased: list[Erased]


def identities(file: Path) -> list[pyrage.x25519.Identity]:
    """Read a file as `age-keygen` writes it. Raises BadIdentity, OSError."""
    lines = [line.strip() for line in file.read_text("ascii", "replace").splitlines()]
    try:
        found = [pyrage.x25519.Identity.from_str(x) for x in lines if x and x[0] != "#"]
    except pyrage.IdentityError:
        raise BadIdentity from None
    if not found:
        raise BadIdentity
    return found


def restore(url: str, vault: Vault, clock: Clock, source: Source, told: Told) -> Restored:
    """Fill the database, bring its tables up to date and commit when all of it is proven.

    Raises BadBackup, NotEmpty, WrongKeys, OSError for the file, StoreDown; nothing has changed
    then.
    """
    parsed = make_url(url)
    try:
        with _place(parsed) as engine, engine.begin() as connection:
            _empty(connection)
            loading = Loading(connection, vault, source.erased, told)
            _read(source, loading.take)
            loading.finish()
            migrate.upgrade(connection)
            tx = Tx(connection, vault, clock())
            compare_keys(tx)
            # What closed since the backup was made may have been posted, and seen.
            give_up(tx, tx.now.date())
            # A link that was used after the backup was made would work for somebody else.
            uninvited = end_invitations(tx)
            _hold_together(connection)
            return Restored(loading.since, loading.left_out, uninvited)
    except DATABASE_ERRORS as error:
        if is_down(error):
            raise StoreDown(name_of(error)) from None
        raise BadBackup("damaged") from None  # rows that the tables do not take


@contextmanager
def _place(url: URL) -> Iterator[Engine]:
    """Open the database; a file that was not there before is not there after a failure."""
    path = Path(str(url.database))
    is_new = url.get_backend_name() == "sqlite" and not path.exists()
    engine = migrate.engine_for(url)
    try:
        yield engine
    except BaseException:
        engine.dispose()
        for end in ("", "-wal", "-shm") if is_new else ():
            path.with_name(path.name + end).unlink(missing_ok=True)
        raise
    finally:
        engine.dispose()


def _empty(connection: Connection) -> None:
    """Make sure that nothing is in the database, and take its empty tables away."""
    found = migrate.standing_of(connection)
    here = set(inspect(connection).get_table_names())
    tables = [each for each in metadata.sorted_tables if each.name in here]
    if found is migrate.Standing.NEWER or any(_has_rows(connection, each.name) for each in tables):
        raise NotEmpty
    if found is not migrate.Standing.EMPTY:
        migrate.downgrade(connection, "base")


def _has_rows(connection: Connection, name: str) -> bool:
    first = next(iter(metadata.tables[name].primary_key.columns))
    return connection.execute(select(first).limit(1)).first() is not None


def _read(source: Source, take: Callable[[bytes], None]) -> None:
    unpacking = _Unpacking(take)
    with source.file.open("rb") as file:
        try:
            pyrage.decrypt_io(file, unpacking, source.identities)
        except pyrage.DecryptError as error:
            reason = "identity" if "matching keys" in str(error) else "form"
            raise BadBackup(reason) from None
        except OSError as error:
            if error.errno is None:  # age's own word for a piece that is missing or changed
                raise BadBackup("damaged") from None
            raise
    unpacking.finish()


class _Unpacking:
    """Takes decrypted bytes, and gives on whole lines; a bounded piece of them at a time."""

    def __init__(self, take: Callable[[bytes], None]) -> None:
        self._take = take
        self._press = zlib.decompressobj(wbits=GZIP)
        self._left = b""

    def write(self, piece: bytes) -> int:
        """Take the next bytes; raises BadBackup for what is no gzip, or goes on after its end."""
        size = len(piece)
        try:
            while piece:
                self._lines(self._press.decompress(piece, PIECE))
                piece = self._press.unconsumed_tail
        except zlib.error:
            raise BadBackup("form") from None
        if self._press.unused_data:
            raise BadBackup("damaged")
        return size

    def flush(self) -> None:
        """Do nothing: there is nothing to wait for."""

    def finish(self) -> None:
        """Raise BadBackup unless the last line was whole."""
        self._lines(self._press.flush())
        if not self._press.eof or self._left:
            raise BadBackup("damaged")

    def _lines(self, text: bytes) -> None:
        *whole, self._left = (self._left + text).split(b"\n")
        if len(self._left) > LONGEST:
            raise BadBackup("damaged")
        for line in whole:
            self._take(line)


def _hold_together(connection: Connection) -> None:
    """On SQLite, where rows were written unchecked: every row that is referred to is there."""
    if connection.dialect.name == "sqlite":
        broken: Iterable[object] = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise BadBackup("damaged")
