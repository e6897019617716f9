"""What a person adds to a report of their own: sealed apart from it, dated by week."""

import secrets
from datetime import date
from typing import Any

from sqlalchemy import Row, insert, select, update

from models.incident import Addition
from models.own_words import ROOM, joined
from models.sealing import SealBroken
from models.store.doors import Tx
from models.store.owned import is_of
from models.tables import addition as table
from models.tables import incident


def add(tx: Tx, telegram_id: int, incident_id: str, new: Addition) -> bool:
    """Add words to those of the same week; False when this person has no report of that id."""
    theirs = incident.c.owner.in_(tx.vault.persons(telegram_id))
    own = select(incident).where(incident.c.id == incident_id, theirs)
    report = tx.connection.execute(own.with_for_update()).first()
    if report is None or not is_of(tx, incident, telegram_id, report):
        return False
    same = select(table).where(table.c.incident == incident_id, table.c.week == new.week)
    here = tx.connection.execute(same).first()
    if here is None:
        name = secrets.token_urlsafe(12)
        row = {"id": name, "incident": incident_id, "week": new.week}
        sealed = _seal(tx, incident_id, new.words)
        tx.connection.execute(insert(table).values(**row, sealed=sealed))
    else:
        sealed = _seal(tx, incident_id, joined(_open(tx, here), new.words))
        tx.connection.execute(update(table).where(table.c.id == here.id).values(sealed=sealed))
    return True


def of(tx: Tx, telegram_id: int) -> dict[str, tuple[Addition, ...]]:
    """Return what a person added, by the id of the report, the earliest week first."""
    theirs = incident.c.owner.in_(tx.vault.persons(telegram_id))
    reports = tx.connection.execute(select(incident).where(theirs))
    own = [report.id for report in reports if is_of(tx, incident, telegram_id, report)]
    query = select(table).where(table.c.incident.in_(own)).order_by(table.c.week)
    found: dict[str, tuple[Addition, ...]] = {}
    for row in tx.connection.execute(query).all():
        try:
            words = _open(tx, row)
        except SealBroken:
            continue  # it must not hide the rest
        found[row.incident] = (*found.get(row.incident, ()), Addition(row.week, words))
    return found


def in_week(tx: Tx, telegram_id: int, incident_id: str, week: date) -> str:
    """Return what was added to a report in a week so far, "" without any."""
    held = of(tx, telegram_id).get(incident_id, ())
    return next((each.words for each in held if each.week == week), "")


def _seal(tx: Tx, incident_id: str, words: str) -> bytes:
    """Seal it for its report: under another one it does not open."""
    return tx.vault.seal(table.name, "sealed", incident_id.encode(), words, size=ROOM)


def _open(tx: Tx, row: Row[Any]) -> str:
    return tx.vault.open(table.name, "sealed", row.incident.encode(), row.sealed)
