"""What is kept for so long and no longer: erased when its time is over."""

from collections.abc import Callable, Mapping
from datetime import date

from sqlalchemy import ColumnElement, Table, func, select

from models.retention import Retention
from models.store import erasing
from models.store.doors import Store, Tx
from models.tables import draft, enrolment, incident

BATCH = 200
"""Rows erased in one transaction: what else wants to write waits a moment only."""

Over = Callable[[date, Retention], ColumnElement[bool]]


def _reports(today: date, keep: Retention) -> ColumnElement[bool]:
    return incident.c.owner.is_not(None) & (incident.c.week < keep.reports_before(today))


def _idle(today: date, keep: Retention) -> ColumnElement[bool]:
    return enrolment.c.month < keep.idle_before(today)


KINDS: Mapping[str, tuple[Table, Over]] = {
    "reports": (incident, _reports),
    "enrolments": (enrolment, _idle),
}
"""What ends by the calendar: which table, and which of its rows are over on a day."""


def over(tx: Tx, keep: Retention) -> dict[str, int]:
    """Count what is over, kind by kind, drafts too, and change nothing."""
    today = tx.now.date()
    counted = {
        kind: select(func.count()).select_from(table).where(is_over(today, keep))
        for kind, (table, is_over) in KINDS.items()
    }
    expired = select(func.count()).select_from(draft).where(_expired(tx))
    return {
        kind: tx.connection.execute(query).scalar_one()
        for kind, query in {**counted, "drafts": expired}.items()
    }


def erase_batch(tx: Tx, kind: str, keep: Retention) -> int:
    """Erase the next batch of a kind and return how many rows; 0 when it is done."""
    table, is_over = KINDS[kind]
    key = next(iter(table.primary_key.columns))
    batch = select(key).where(is_over(tx.now.date(), keep)).order_by(key).limit(BATCH)
    # Asked twice: a row that was touched since it was chosen stays.
    return erasing.erase(tx, table, key.in_(batch), is_over(tx.now.date(), keep))


async def erase_all(store: Store, kind: str, keep: Retention) -> int:
    """Erase all that is over of a kind, in batches, and return how many rows."""
    whole = 0
    while erased := await store.write(lambda tx: erase_batch(tx, kind, keep)):
        whole += erased
    return whole


def erase_drafts(tx: Tx) -> int:
    """Erase drafts whose 24 hours are over, as the ticker does when the bot runs."""
    return erasing.erase(tx, draft, _expired(tx))


def _expired(tx: Tx) -> ColumnElement[bool]:
    return draft.c.expires <= int(tx.now.timestamp()) // 60
