"""Notices at the start that these are not the keys the data was sealed with; lets keys go."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import delete, or_, select, update

from models.retention import UPDATE_HOURS
from models.store.doors import Tx
from models.store.rotation import under
from models.store.updates import HOUR
from models.store.upsert import insert_new
from models.tables import keyring

NEEDED_HOURS = UPDATE_HOURS + 2
"""How long after it last sealed an older key is needed: its marks of updates are forgotten after
48 hours, and the hour it is noted by may be the one that had just begun."""


class WrongKeys(Exception):
    """`missing` keys have sealed data here and are not given; `changed` ones have other bytes.

    Both hold key ids, never keys.
    """

    def __init__(self, missing: tuple[str, ...], changed: tuple[str, ...]) -> None:
        super().__init__(f"missing: {', '.join(missing)}; changed: {', '.join(changed)}")
        self.missing = missing
        self.changed = changed


def check_keys(tx: Tx) -> None:
    """Compare the keys given with those used here, note the first one; raises WrongKeys.

    One that stands behind it and never sealed is not noted: it may go again. Call it inside
    `write`.
    """
    compare_keys(tx)
    first = tx.vault.ids[0]
    insert_new(tx, keyring, {"key": first, "fingerprint": tx.vault.fingerprint(first)})
    note_use(tx)


def note_use(tx: Tx) -> None:
    """Note that the first key seals in this hour; writes once an hour."""
    hour, first = _hour(tx), keyring.c.key == tx.vault.ids[0]
    earlier = or_(keyring.c.hour.is_(None), keyring.c.hour < hour)
    tx.connection.execute(update(keyring).where(first, earlier).values(hour=hour))


def compare_keys(tx: Tx) -> tuple[str, ...]:
    """Return the keys that are new here, and change nothing; raises WrongKeys."""
    known = {row.key: row.fingerprint for row in tx.connection.execute(select(keyring))}
    given = {name: tx.vault.fingerprint(name) for name in tx.vault.ids}
    missing = tuple(sorted(known.keys() - given.keys()))
    changed = tuple(
        name
        for name in given
        if name in known and not hmac.compare_digest(known[name], given[name])
    )
    if missing or changed:
        raise WrongKeys(missing, changed)
    return tuple(name for name in given if name not in known)


@dataclass(frozen=True, slots=True)
class Older:
    """A key that is not the first any more: how many rows it still seals, until when it stays.

    `gone` says that it may go: nothing here needs it, and the keyring has forgotten it.
    """

    key: str
    rows: int
    until: datetime
    gone: bool


def let_go(tx: Tx) -> list[Older]:
    """Look at every older key, and forget those that nothing needs; call it inside `write`."""
    unknown = update(keyring).where(keyring.c.hour.is_(None))
    tx.connection.execute(unknown.values(hour=_hour(tx)))
    others = select(keyring).where(keyring.c.key != tx.vault.ids[0]).order_by(keyring.c.key)
    found = [_looked_at(tx, row.key, row.hour) for row in tx.connection.execute(others).all()]
    gone = [each.key for each in found if each.gone]
    tx.connection.execute(delete(keyring).where(keyring.c.key.in_(gone)))
    return found


def _looked_at(tx: Tx, key: str, hour: int) -> Older:
    rows, until = under(tx, key), hour + NEEDED_HOURS
    moment = datetime.fromtimestamp(until * HOUR, UTC)
    return Older(key, rows, moment, gone=not rows and _hour(tx) >= until)


def _hour(tx: Tx) -> int:
    return int(tx.now.timestamp()) // HOUR
