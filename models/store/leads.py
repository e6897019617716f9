"""Wellbeing leads: invited by a link of one use, here once they accepted, gone when revoked."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, Select, insert, select, update

from models.lead import LINK, Lead
from models.store import sites
from models.store.doors import Tx
from models.store.erasing import erase
from models.tables import lead as table
from models.tables import lead_site, route

ID_SIZE = 16
"""Bytes a sealed Telegram id is padded to."""
MINUTE = 60
NAMELESS = "a lead"
"""What stands beside a verified route when whoever verified it is no lead any more."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A lead as the operator's list shows one: here since a month, or invited until a moment."""

    id: str
    lead: Lead
    since: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Invitation:
    """A fresh invitation: the lead's id, and the word that the link carries after ?start=."""

    id: str
    code: str


def invite(tx: Tx, lead: Lead, days: int) -> Invitation:
    """Keep an invitation for so many days; of the link's token only its SHA-256 is kept."""
    token, ident = secrets.token_urlsafe(24), secrets.token_hex(4)
    row = {
        "id": ident,
        "name": lead.name,
        "all_sites": lead.all_sites,
        "may_verify": lead.may_verify,
        "invitation": _digest(token),
        "expires": _minutes(tx.now + timedelta(days=days)),
    }
    tx.connection.execute(insert(table).values(row))
    named = [] if lead.all_sites else [{"lead": ident, "site": site.id} for site in lead.sites]
    if named:
        tx.connection.execute(insert(lead_site), named)
    return Invitation(ident, LINK + token)


def invited(tx: Tx, token: str) -> Lead | None:
    """Return whom a token invites; None when it is unknown, over, or was used."""
    row = tx.connection.execute(_open(tx, token)).first()
    return _read(tx, row) if row else None


def accept(tx: Tx, telegram_id: int, token: str) -> Lead | None:
    """Make this person the lead whom a token invites, and use the token up; None as `invited`.

    Whoever was a lead before is the newly invited one from now on, and no other.
    """
    # The row is held, so that of 2 people with the same link 1 is late.
    row = tx.connection.execute(_open(tx, token).with_for_update()).first()
    if row is None:
        return None
    end(tx, telegram_id)
    person = tx.vault.person(telegram_id)
    sealed = tx.vault.seal(table.name, "sealed_person", person, str(telegram_id), size=ID_SIZE)
    here = {"person": person, "sealed_person": sealed, "since": f"{tx.now:%Y-%m}"}
    used = update(table).where(table.c.id == row.id)
    tx.connection.execute(used.values(**here, invitation=None, expires=None))
    return _read(tx, row)


def of(tx: Tx, telegram_id: int, *, hold: bool = False) -> Lead | None:
    """Return what this person may do as a lead, None when they are none (any more).

    hold: they are about to do it, so whoever revokes them meanwhile waits, and then takes their
    name off that as well.
    """
    query = select(table).where(table.c.person.in_(tx.vault.persons(telegram_id)))
    row = tx.connection.execute(query.with_for_update() if hold else query).first()
    return _read(tx, row) if row else None


def all_leads(tx: Tx) -> list[Listed]:
    """Return every lead and every open invitation, by name."""
    rows = tx.connection.execute(select(table).order_by(table.c.name, table.c.id)).all()
    return [
        Listed(row.id, _read(tx, row), row.since or "", _moment(tx, row.expires))
        for row in rows
        if row.expires is None or row.expires > _minutes(tx.now)
    ]


def revoke(tx: Tx, ident: str) -> bool:
    """End a lead or an invitation at once; False when there is none of this id."""
    return _end(tx, table.c.id == ident)


def end(tx: Tx, telegram_id: int) -> bool:
    """End what this person is as a lead; False when they are none."""
    return _end(tx, table.c.person.in_(tx.vault.persons(telegram_id)))


def forget_invitations(tx: Tx) -> int:
    """Erase invitations that are over, with the names in them, and return how many."""
    return erase(tx, table, table.c.expires <= _minutes(tx.now))


def end_invitations(tx: Tx) -> tuple[str, ...]:
    """End every open invitation and return whose, by name.

    After a restore: one that was used after the backup was made looks open again.
    """
    is_open = table.c.invitation.is_not(None)
    names = tx.connection.execute(select(table.c.name).where(is_open)).scalars().all()
    # Into SQLite a restore writes rows unchecked, so nothing goes with another.
    erase(tx, lead_site, lead_site.c.lead.in_(select(table.c.id).where(is_open)))
    erase(tx, table, is_open)
    return tuple(sorted(names))


def _end(tx: Tx, which: Any) -> bool:  # noqa: ANN401 - SQLAlchemy's own type
    names = tx.connection.execute(select(table.c.name).where(which)).scalars().all()
    erase(tx, table, which)
    _take_names_off(tx, names)
    return bool(names)


def _take_names_off(tx: Tx, names: Iterable[str]) -> None:
    """Take the names of leads who are none any more off the routes that they verified."""
    others = set(tx.connection.execute(select(table.c.name)).scalars())
    gone = route.c.verified_by.in_(set(names) - others)
    tx.connection.execute(update(route).where(gone).values(verified_by=NAMELESS))


def _read(tx: Tx, row: Row[Any]) -> Lead:
    chosen = select(lead_site.c.site).where(lead_site.c.lead == row.id)
    named = set() if row.all_sites else set(tx.connection.execute(chosen).scalars())
    known = tuple(s for s in sites.all_sites(tx) if row.all_sites or s.id in named)
    return Lead(row.name, known, row.all_sites, row.may_verify)


def _open(tx: Tx, token: str) -> Select[Any]:
    return select(table).where(
        table.c.invitation == _digest(token), table.c.expires > _minutes(tx.now)
    )


def _digest(token: str) -> bytes:
    return sha256(token.encode("utf-8", "surrogatepass")).digest()


def _minutes(moment: datetime) -> int:
    return int(moment.timestamp()) // MINUTE


def _moment(tx: Tx, minutes: int | None) -> datetime | None:
    return None if minutes is None else datetime.fromtimestamp(minutes * MINUTE, tx.now.tzinfo)
