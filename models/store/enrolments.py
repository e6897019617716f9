"""Who uses the service: a keyed hash, a site, a month, until /stop or 12 idle months."""

from dataclasses import dataclass

from sqlalchemy import bindparam, delete, select, update

from models.site import Site
from models.store.doors import Tx
from models.store.sites import from_row
from models.store.upsert import upsert
from models.tables import enrolment as table
from models.tables import site

ID_SIZE = 16

# Built once: making a statement costs more than running it.
_THEIRS = table.c.person.in_(bindparam("people", expanding=True))
_FIND = (
    select(table.c.simple.label("simple_view"), site).outerjoin_from(table, site).where(_THEIRS)
)
_TOUCH = (
    update(table)
    .where(_THEIRS)
    .where(table.c.month != bindparam("this"))
    .values(month=bindparam("this"))
)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What is known of a person: their site, if any, and whether they chose simple view."""

    site: Site | None
    simple: bool


def join(tx: Tx, telegram_id: int, site_id: str | None) -> None:
    """Enrol a person; without a site the one they had, if any, stays."""
    site_before, simple = _before(tx, telegram_id)
    _keep(tx, telegram_id, site_id or site_before, simple=simple)


def change_site(tx: Tx, telegram_id: int, site_id: str | None) -> None:
    """Set a person's site, or none."""
    _, simple = _before(tx, telegram_id)
    _keep(tx, telegram_id, site_id, simple=simple)


def set_simple(tx: Tx, telegram_id: int, simple: bool) -> None:
    """Choose simple view or not; enrols a person who is not, without a site."""
    site_before, _ = _before(tx, telegram_id)
    _keep(tx, telegram_id, site_before, simple=simple)


def of(tx: Tx, telegram_id: int) -> Enrolment | None:
    """Return a person's enrolment, None when they are not enrolled."""
    row = tx.connection.execute(_FIND, {"people": tx.vault.persons(telegram_id)}).first()
    return Enrolment(from_row(row) if row.id else None, row.simple_view) if row else None


def month_of(tx: Tx, telegram_id: int) -> str:
    """Return the month of a person's last activity, "2026-11"; "" when they are not enrolled."""
    query = select(table.c.month).where(table.c.person.in_(tx.vault.persons(telegram_id)))
    return tx.connection.execute(query).scalar() or ""


def touch(tx: Tx, telegram_id: int) -> None:
    """Note the month of this activity; writes only when the month has changed."""
    people = tx.vault.persons(telegram_id)
    tx.connection.execute(_TOUCH, {"people": people, "this": _month(tx)})


def _before(tx: Tx, telegram_id: int) -> tuple[str | None, bool]:
    """Return the site and the simple view that a person has until now."""
    people = tx.vault.persons(telegram_id)
    query = select(table.c.site, table.c.simple).where(table.c.person.in_(people))
    row = tx.connection.execute(query.with_for_update()).first()
    return (row.site, row.simple) if row else (None, False)


def _keep(tx: Tx, telegram_id: int, site_id: str | None, *, simple: bool) -> None:
    person, *older = tx.vault.persons(telegram_id)
    if older:
        tx.connection.execute(delete(table).where(table.c.person.in_(older)))
    sealed = tx.vault.seal(table.name, "sealed_person", person, str(telegram_id), size=ID_SIZE)
    row = {"sealed_person": sealed, "site": site_id, "month": _month(tx), "simple": simple}
    upsert(tx, table, {"person": person, **row})


def _month(tx: Tx) -> str:
    return f"{tx.now:%Y-%m}"
