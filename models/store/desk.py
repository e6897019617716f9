"""The leads' desk, through the `desk` door: who looks at counts, at what, and who wants a note."""

import secrets
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from models.sealing import SealBroken
from models.site import Site, SiteKind
from models.store.doors import Tx
from models.store.upsert import insert_new
from models.tables import lead, lead_note, lead_site, lead_view, site


@dataclass(frozen=True, slots=True)
class Viewer:
    """A lead who looks: their sites by name, and whether they want a note of each release."""

    id: str
    sites: tuple[Site, ...]
    note: bool


@dataclass(frozen=True, slots=True)
class View:
    """That a lead looked: who (the operator's name for them), at what, on which day."""

    day: date
    lead: str
    name: str
    shown: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note that somebody is to be sent."""

    telegram_id: int = field(repr=False)
    lead: str


def look(tx: Tx, telegram_id: int, shown: str, today: date) -> Viewer | None:
    """Return the lead that this person is, and note that they look; None when they are none.

    Both happen in one transaction: who is revoked sees nothing more, and nothing is seen unnoted.
    """
    row = _lead(tx, telegram_id)
    if row is None:
        return None
    view = {"id": secrets.token_urlsafe(12), "lead": row.id, "shown": shown, "day": today}
    tx.connection.execute(insert(lead_view).values(view))
    return Viewer(row.id, _sites(tx, row), _wants(tx, row))


def wants_note(tx: Tx, telegram_id: int) -> bool:
    """Tell whether this person is a lead who wants a note of each release."""
    row = _lead(tx, telegram_id)
    return row is not None and _wants(tx, row)


def want_note(tx: Tx, telegram_id: int, newest: str, *, wanted: bool) -> bool:
    """Keep that a lead wants a note of each release after the newest, or none any more.

    Returns False when this person is no lead.
    """
    row = _lead(tx, telegram_id)
    if row is None:
        return False
    if wanted:
        insert_new(tx, lead_note, {"lead": row.id, "told": newest})
    else:
        tx.connection.execute(delete(lead_note).where(lead_note.c.lead == row.id))
    return True


def claim_notes(tx: Tx, newest: str) -> list[Note]:
    """Return whom to tell of the newest release, each once on all replicas."""
    due = update(lead_note).where(lead_note.c.told != newest).values(told=newest)
    claimed = tx.connection.execute(due.returning(lead_note.c.lead)).scalars().all()
    rows = tx.connection.execute(select(lead).where(lead.c.id.in_(claimed)))
    notes = []
    for row in rows:
        try:
            words = tx.vault.open(lead.name, "sealed_person", row.person, row.sealed_person)
        except SealBroken:
            continue
        notes.append(Note(int(words), row.id))
    return notes


def views(tx: Tx) -> list[View]:
    """Return every view of every lead, the newest first."""
    rows = tx.connection.execute(
        select(lead_view, lead.c.name)
        .join(lead, lead.c.id == lead_view.c.lead)
        .order_by(lead_view.c.day.desc(), lead.c.name, lead_view.c.shown)
    )
    return [View(row.day, row.lead, row.name, row.shown) for row in rows]


def _lead(tx: Tx, telegram_id: int) -> Row[Any] | None:
    query = select(lead).where(lead.c.person.in_(tx.vault.persons(telegram_id)))
    return tx.connection.execute(query).first()


def _wants(tx: Tx, row: Row[Any]) -> bool:
    wants = select(lead_note.c.lead).where(lead_note.c.lead == row.id)
    return tx.connection.execute(wants).first() is not None


def _sites(tx: Tx, row: Row[Any]) -> tuple[Site, ...]:
    """Return a lead's sites as the desk knows them: name and kind, without their contacts."""
    chosen = select(lead_site.c.site).where(lead_site.c.lead == row.id)
    query = select(site.c.id, site.c.name, site.c.kind, site.c.example).order_by(site.c.name)
    found = tx.connection.execute(query if row.all_sites else query.where(site.c.id.in_(chosen)))
    return tuple(
        Site(each.id, each.name, SiteKind(each.kind), code="", example=each.example)
        for each in found
    )
