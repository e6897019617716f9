"""Which updates have been handled, and which stumbled: hashes and hours, never content."""

import secrets
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, delete, func, select

from models.retention import UPDATE_HOURS
from models.store.doors import Tx
from models.store.upsert import insert_new, upsert
from models.tables import seen_update, set_aside

HOUR = 3600
SET_ASIDE_HOURS = 30 * 24
"""How long the operator can look up the reference a person was given."""

TRIES = 3
"""An update whose handling failed this often, by a fault of ours, is set aside."""

REFERENCE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


@dataclass(frozen=True, slots=True)
class Stumble:
    """How often an update failed by our own fault, and the reference to tell the person."""

    tries: int
    reference: str


def first_time(tx: Tx, update_id: int) -> bool:
    """Record an update as handled; False when it has been, also by another replica just now."""
    return _first(tx, tx.vault.marks("update", str(update_id)))


def album_first_time(tx: Tx, album: str) -> bool:
    """Record an album's id; False when one of its pictures has been answered already."""
    return _first(tx, tx.vault.marks("album", album))


def card_first_time(tx: Tx, word: str) -> bool:
    """Record the random word of a card that did not work; False for another tap on that card."""
    return _first(tx, tx.vault.marks("card", word))


def night_first_time(tx: Tx, chore: str, night: date) -> bool:
    """Record that a nightly chore is done for this night; False when some replica did it."""
    return _first(tx, tx.vault.marks(chore, night.isoformat()))


def night_is_done(tx: Tx, chore: str, night: date) -> bool:
    """Tell whether a nightly chore has been recorded for this night."""
    marks = tx.vault.marks(chore, night.isoformat())
    query = select(seen_update.c.mark).where(seen_update.c.mark.in_(marks))
    return tx.connection.execute(query).first() is not None


def forget_updates(tx: Tx, hours: int = UPDATE_HOURS) -> int:
    """Erase marks older than so many hours (set aside: 30 days) and return how many rows."""
    marks = delete(seen_update).where(_over(tx, hours))
    given_up = set_aside.c.hour < _hour(tx) - SET_ASIDE_HOURS
    tried = (set_aside.c.hour < _hour(tx) - hours) & (set_aside.c.tries < TRIES)
    old = (marks, delete(set_aside).where(given_up | tried))
    return sum(tx.connection.execute(statement).rowcount for statement in old)


def count_over(tx: Tx, hours: int) -> int:
    """Return how many marks of updates are older than so many hours."""
    counted = select(func.count()).select_from(seen_update).where(_over(tx, hours))
    return tx.connection.execute(counted).scalar_one()


def _over(tx: Tx, hours: int) -> ColumnElement[bool]:
    return seen_update.c.hour < _hour(tx) - hours


def stumble(tx: Tx, update_id: int, error: str) -> Stumble:
    """Count a failure of our own by the exception's type name; after 3 the update is set aside."""
    marks = tx.vault.marks("update", str(update_id))
    earlier = select(set_aside.c.mark, set_aside.c.tries, set_aside.c.reference)
    before = tx.connection.execute(earlier.where(set_aside.c.mark.in_(marks))).first()
    mark, tries, reference = before or (marks[0], 0, _reference())
    row = {"tries": tries + 1, "error": error[:80], "reference": reference, "hour": _hour(tx)}
    upsert(tx, set_aside, {"mark": mark, "update_id": update_id, **row})
    return Stumble(tries + 1, reference)


def count_set_aside(tx: Tx) -> int:
    """Return how many updates of the last 30 days were given up, for the operator's check."""
    given_up = select(func.count()).select_from(set_aside).where(set_aside.c.tries >= TRIES)
    return tx.connection.execute(given_up).scalar_one()


def _first(tx: Tx, marks: tuple[bytes, ...]) -> bool:
    """Mark it by every key, in one order: replicas may have the same keys in another one."""
    row = {"hour": _hour(tx)}
    return all(insert_new(tx, seen_update, {"mark": mark, **row}) for mark in sorted(marks))


def _hour(tx: Tx) -> int:
    return int(tx.now.timestamp()) // HOUR


def _reference() -> str:
    letters = "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(8))
    return f"{letters[:4]}-{letters[4:]}"
