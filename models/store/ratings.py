"""Ratings that somebody let count: parked until the night, then rows that know nobody."""

import json
import secrets
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import delete, func, insert, select

from models.counts.period import open_week
from models.practice import Worth
from models.report import Role
from models.sealing import SealBroken
from models.skill import Theme
from models.store.doors import Tx
from models.tables import parked_rating
from models.tables import rating as table

PARKED_SIZE = 256
"""Bytes a parked rating is padded to: more than any of them has."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A confidence before and after a theme, and what it was worth; None: not said."""

    week: date
    theme: Theme
    role: Role | None
    before: int
    after: int
    worth: Worth | None


def park(tx: Tx, counted: Counted) -> None:
    """Park a rating with no link to anyone, sealed, under a key that is nobody's."""
    name = _fresh()
    words = json.dumps(asdict(counted), default=date.isoformat)
    sealed = tx.vault.seal(parked_rating.name, "sealed", name.encode(), words, size=PARKED_SIZE)
    tx.connection.execute(insert(parked_rating).values(id=name, sealed=sealed))


def move_parked(tx: Tx) -> int:
    """Move all parked ratings where they are counted, and return how many; `Store.tidy` follows.

    As with reports: fresh random ids in their order, in one transaction; the rows that the parking
    transactions also wrote are written anew by `Store.renew`.
    """
    waiting = _take_parked(tx)
    names = [_fresh() for _ in waiting]
    rows = [{"id": name, **row} for name, row in zip(names, waiting, strict=True)]
    if rows:
        tx.connection.execute(insert(table), sorted(rows, key=itemgetter("id")))
    return len(rows)


def sums(tx: Tx, first: date = date.min, last: date = date.max) -> Iterator[tuple[Counted, int]]:
    """Yield each different rating of some weeks and how many there are, for what is posted."""
    columns = (table.c.week, table.c.theme, table.c.role, table.c.before, table.c.after)
    kinds = (*columns, table.c.worth)
    query = select(*kinds, func.count()).where(table.c.week.between(first, last))
    for row in tx.connection.execute(query.group_by(*kinds)):
        week, theme, role, before, after, worth, count = row
        counted = Counted(
            week,
            Theme(theme),
            Role(role) if role else None,
            before,
            after,
            Worth(worth) if worth else None,
        )
        yield counted, count


def _take_parked(tx: Tx) -> list[dict[str, Any]]:
    """Return what is parked as rows of the table; what no key opens waits for its key."""
    taken = []
    for row in tx.connection.execute(select(parked_rating).with_for_update()).all():
        try:
            words = tx.vault.open(parked_rating.name, "sealed", row.id.encode(), row.sealed)
        except SealBroken:
            continue
        held = json.loads(words)
        said = {"role": held["role"] or "", "worth": held["worth"] or ""}
        # A week that is closed by now is counted already: it counts in the oldest open one.
        week = max(date.fromisoformat(held["week"]), open_week(tx.now.date()))
        taken.append(held | said | {"week": week})
        tx.connection.execute(delete(parked_rating).where(parked_rating.c.id == row.id))
    return taken


def _fresh() -> str:
    return secrets.token_urlsafe(12)
