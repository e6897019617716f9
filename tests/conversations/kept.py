"""What stories leave behind: rows of every table, columns, and every byte of the files."""

from pathlib import Path

from sqlalchemy import func, inspect, select

from models.store import drafts
from models.store.doors import Tx
from models.tables import metadata
from tests.conversations.phone import Phone


def file_bytes(folder: Path) -> bytes:
    """Return every byte of the database, its write-ahead log and its index."""
    return b"".join(path.read_bytes() for path in folder.glob("handrail.db*"))


def row_counts(tx: Tx) -> dict[str, int]:
    """Count the rows of every table."""
    return {
        table.name: tx.connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
    }


def lasting_counts(tx: Tx) -> dict[str, int]:
    """Count them, the marks of updates aside: every update leaves one."""
    return {name: count for name, count in row_counts(tx).items() if name != "seen_update"}


def column_names(tx: Tx, table: str) -> set[str]:
    return {column["name"] for column in inspect(tx.connection).get_columns(table)}


async def answers_of(sam: Phone) -> dict[str, tuple[str, ...]]:
    store, person = sam.house.store, sam.person.id
    draft = await store.read(lambda tx: drafts.load(tx, person))
    return dict(draft.answers) if draft else {}


async def has_draft(sam: Phone) -> bool:
    found = await sam.house.store.read(lambda tx: drafts.load(tx, sam.person.id))
    return found is not None
