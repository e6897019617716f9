"""What is kept for so long and no longer: erased when its time is over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, func, select

from models.retention import CHECK_IN_DAYS, REPORT_MONTHS, Retention, back
from models.store import erasing, updates
from models.store.counted import counted_before
from models.store.doors import Store, Tx
from models.tables import (
    addition,
    check_in,
    draft,
    draft_words,
    enrolment,
    incident,
    incident_words,
    practice,
)

MINUTE = 60
BATCH = 200
"""Rows erased in one transaction: what else wants to write waits a moment only."""

Over = Callable[[Tx, date, Retention], ColumnElement[bool]]


def _reports(tx: Tx, day: date, keep: Retention) -> ColumnElement[bool]:
    """Say which findable reports are over: a shorter time waits until they were counted."""
    wished = min(keep.reports_before(day), counted_before(tx, day))
    return incident.c.owner.is_not(None) & (incident.c.week < max(wished, _at_most(day)))


def _no_link(tx: Tx, day: date, _keep: Retention) -> ColumnElement[bool]:
    over = max(counted_before(tx, day), _at_most(day))
    return incident.c.owner.is_(None) & (incident.c.week < over)


def _at_most(day: date) -> date:
    """Return the first day whose reports may be kept on this day, counted or not."""
    return back(day, REPORT_MONTHS)


def _words(_tx: Tx, day: date, keep: Retention) -> ColumnElement[bool]:
    older = select(incident.c.id).where(incident.c.week < keep.words_before(day))
    return incident_words.c.incident.in_(older.correlate(None))


def _additions(_tx: Tx, day: date, keep: Retention) -> ColumnElement[bool]:
    return addition.c.week < keep.words_before(day)


def _check_ins(_tx: Tx, day: date, _keep: Retention) -> ColumnElement[bool]:
    return check_in.c.day < day - timedelta(days=CHECK_IN_DAYS)


def _idle(_tx: Tx, day: date, keep: Retention) -> ColumnElement[bool]:
    return enrolment.c.month < keep.idle_before(day)


def _practice(_tx: Tx, day: date, keep: Retention) -> ColumnElement[bool]:
    return practice.c.week < keep.practice_before(day)


@dataclass(frozen=True, slots=True)
class Kind:
    """Something that ends by the calendar: its table, and which of its rows are over on a day.

    `owner` is the table that tells whose they are; `of` is the column that names its rows.
    `told`: its person hears of it beforehand.
    """

    table: Table
    is_over: Over
    owner: Table
    of: Column[Any]
    told: bool = True


KINDS: Mapping[str, Kind] = {
    "words": Kind(incident_words, _words, incident, incident_words.c.incident),
    "additions": Kind(addition, _additions, incident, addition.c.incident),
    "reports": Kind(incident, _reports, incident, incident.c.id),
    "no-link": Kind(incident, _no_link, incident, incident.c.id, told=False),
    "enrolments": Kind(enrolment, _idle, enrolment, enrolment.c.person),
    "check-ins": Kind(check_in, _check_ins, check_in, check_in.c.id, told=False),
    "practice": Kind(practice, _practice, practice, practice.c.id, told=False),
}


def over(tx: Tx, keep: Retention) -> dict[str, int]:
    """Count what is over, kind by kind, drafts and marks of updates too, and change nothing."""
    today = tx.now.date()
    counted = {
        name: select(func.count()).select_from(kind.table).where(kind.is_over(tx, today, keep))
        for name, kind in KINDS.items()
    }
    expired = select(func.count()).select_from(draft).where(_expired(tx))
    found = {
        kind: tx.connection.execute(query).scalar_one()
        for kind, query in {**counted, "drafts": expired}.items()
    }
    return {**found, "updates": updates.count_over(tx, keep.update_hours)}


def erase_batch(tx: Tx, name: str, keep: Retention) -> int:
    """Erase the next batch of a kind and return how many rows; 0 when it is done."""
    table = KINDS[name].table
    key, is_over = (
        next(iter(table.primary_key.columns)),
        KINDS[name].is_over(tx, tx.now.date(), keep),
    )
    batch = select(key).where(is_over).order_by(key).limit(BATCH)
    # Asked twice: a row that was touched since it was chosen stays.
    return erasing.erase(tx, table, key.in_(batch), is_over)


async def erase_all(store: Store, name: str, keep: Retention) -> int:
    """Erase all that is over of a kind, in batches, and return how many rows."""
    whole = 0
    while erased := await store.write(lambda tx: erase_batch(tx, name, keep)):
        whole += erased
    return whole


def erase_drafts(tx: Tx) -> int:
    """Erase drafts whose 24 hours are over, as the ticker does when the bot runs."""
    whose = select(draft.c.person).where(_expired(tx))
    erasing.erase(tx, draft_words, draft_words.c.person.in_(whose))
    return erasing.erase(tx, draft, _expired(tx))


def _expired(tx: Tx) -> ColumnElement[bool]:
    return draft.c.expires <= int(tx.now.timestamp()) // MINUTE
