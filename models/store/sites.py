"""Sites: places of work, their join codes and their local contacts."""

import secrets
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, insert, select, update

from models.site import Nation, Site, SiteKind
from models.store.doors import Tx
from models.tables import site as table


def new_code() -> str:
    """Return a fresh join code: 12 characters that a deep link can carry."""
    return secrets.token_urlsafe(9)


def add(tx: Tx, site: Site) -> bool:
    """Add a site; False when its id or its code is taken, and nothing is changed."""
    taken = select(table.c.id).where((table.c.id == site.id) | (table.c.code == site.code))
    if tx.connection.execute(taken).first():
        return False
    tx.connection.execute(insert(table).values(**asdict(site)))
    return True


def all_sites(tx: Tx) -> list[Site]:
    """Return every site by name, closed ones too."""
    rows = tx.connection.execute(select(table).order_by(table.c.name, table.c.id))
    return [from_row(row) for row in rows]


def by_code(tx: Tx, code: str) -> Site | None:
    """Return the open site that a join code leads to."""
    return _one(tx, table.c.code == code, table.c.closed.is_(False))


def by_id(tx: Tx, site_id: str) -> Site | None:
    """Return a site, open or closed."""
    return _one(tx, table.c.id == site_id)


def rotate_code(tx: Tx, site_id: str) -> str | None:
    """Give a site a fresh join code and return it; None when there is no such site."""
    code = new_code()
    return code if _change(tx, site_id, code=code) else None


def change_contacts(tx: Tx, site_id: str, **contacts: object) -> bool:
    """Set a site's security, security_internal or exposure; False when unknown."""
    return _change(tx, site_id, **contacts)


def close(tx: Tx, site_id: str) -> bool:
    """Close a site: nobody joins it any more, what was filed stays; False when unknown."""
    return _change(tx, site_id, closed=True)


def from_row(row: Row[Any]) -> Site:
    """Read a site from a row that holds its columns."""
    held = {column.name: getattr(row, column.name) for column in table.columns}
    kinds = {"kind": SiteKind(held["kind"]), "nation": Nation(held["nation"])}
    return Site(**{**held, **kinds})


def _one(tx: Tx, *conditions: Any) -> Site | None:  # noqa: ANN401 - SQLAlchemy's own type
    row = tx.connection.execute(select(table).where(*conditions)).first()
    return from_row(row) if row else None


def _change(tx: Tx, site_id: str, **values: object) -> bool:
    done = tx.connection.execute(update(table).where(table.c.id == site_id).values(**values))
    return done.rowcount == 1
