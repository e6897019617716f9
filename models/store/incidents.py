"""Incidents: findable by their owner, or parked until the nightly move loses their trace."""

import json
import secrets
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select

from models.counts.period import open_week
from models.incident import Incident
from models.own_words import ROOM
from models.sealing import SealBroken
from models.store import additions, erasing
from models.store.doors import Tx
from models.store.owed import forget_screens
from models.store.owned import is_of
from models.tables import answer, enrolment, incident, incident_words, parked

PARKED_SIZE = 4096
"""Bytes a parked report is padded to: more than every option of every question together."""

OWNER_SIZE = 16


def file(tx: Tx, telegram_id: int, report: Incident) -> None:
    """File an incident that its owner can find, with their words; its site is the owner's."""
    people = tx.vault.persons(telegram_id)
    site = tx.connection.execute(
        select(enrolment.c.site).where(enrolment.c.person.in_(people))
    ).scalar()
    name = _fresh()
    sealed = tx.vault.seal(
        incident.name, "sealed_owner", name.encode(), str(telegram_id), size=OWNER_SIZE
    )
    _insert(tx, name, report, {"owner": people[0], "sealed_owner": sealed, "site": site})
    if report.words:
        place = (incident_words.name, "sealed", name.encode())
        words = tx.vault.seal(*place, report.words, size=ROOM)
        tx.connection.execute(insert(incident_words).values(incident=name, sealed=words))


def park(tx: Tx, report: Incident) -> None:
    """Park an incident with no link to anyone, sealed, under a key that is nobody's.

    Own words are left behind: what somebody wrote can tell who wrote it.
    """
    name = _fresh()
    words = json.dumps(
        {
            "week": report.week.isoformat(),
            "band": report.band,
            "witness": report.witness,
            "answers": dict(report.answers),
        }
    )
    sealed = tx.vault.seal(parked.name, "sealed", name.encode(), words, size=PARKED_SIZE)
    tx.connection.execute(insert(parked).values(id=name, sealed=sealed))


def mine(tx: Tx, telegram_id: int) -> list[tuple[str, Incident]]:
    """Return a person's own incidents with their ids, the newest week first.

    Options of one question come back in the order of their keys.
    """
    theirs = incident.c.owner.in_(tx.vault.persons(telegram_id))
    worded = incident.outerjoin(incident_words, incident_words.c.incident == incident.c.id)
    rows = tx.connection.execute(
        select(incident, incident_words.c.sealed)
        .select_from(worded)
        .where(theirs)
        .order_by(incident.c.week.desc(), incident.c.id)
    ).all()
    answers, added = _answers(tx, theirs), additions.of(tx, telegram_id)
    return [
        (row.id, replace(_read(tx, row, answers.get(row.id, {})), additions=added.get(row.id, ())))
        for row in rows
        if is_of(tx, incident, telegram_id, row)
    ]


def erase(tx: Tx, telegram_id: int, incident_id: str) -> bool:
    """Erase one incident with its answers; False when this person has none of that id."""
    theirs = incident.c.owner.in_(tx.vault.persons(telegram_id))
    return erasing.erase(tx, incident, theirs, incident.c.id == incident_id) == 1


def erase_all(tx: Tx, telegram_id: int) -> int:
    """Erase every incident of a person, with all that belongs to each; return how many."""
    return erasing.erase(tx, incident, incident.c.owner.in_(tx.vault.persons(telegram_id)))


def move_parked(tx: Tx) -> int:
    """Move all parked reports among the incidents and return how many; `Store.renew` follows.

    They go under fresh random ids in their order, in one transaction. `Store.renew` writes
    every row anew that a person's last update could have marked (models.store.renewing). So once
    it is done no order and no transaction number ties a person to a report.
    One that no key opens stays parked until its key is back.
    """
    reports = _take_parked(tx)
    names = [_fresh() for _ in reports]
    for name, report in sorted(zip(names, reports, strict=True), key=itemgetter(0)):
        _insert(tx, name, _counted_late(tx, report), {})
    forget_screens(tx)
    return len(reports)


def _counted_late(tx: Tx, report: Incident) -> Incident:
    """Give a report whose week is closed the open week: what is posted is never changed."""
    return replace(report, week=max(report.week, open_week(tx.now.date())))


def _take_parked(tx: Tx) -> list[Incident]:
    taken = []
    for row in tx.connection.execute(select(parked).with_for_update()).all():
        try:
            words = tx.vault.open(parked.name, "sealed", row.id.encode(), row.sealed)
        except SealBroken:
            continue
        taken.append(_unpack(words))
        tx.connection.execute(delete(parked).where(parked.c.id == row.id))
    return taken


def _insert(tx: Tx, name: str, report: Incident, owner: dict[str, Any]) -> None:
    tx.connection.execute(
        insert(incident).values(
            id=name, week=report.week, band=report.band, witness=report.witness, **owner
        )
    )
    rows = [
        {"incident": name, "question": question, "option": option}
        for question, options in report.answers.items()
        for option in sorted(set(options))
    ]
    if rows:
        tx.connection.execute(insert(answer), rows)


def _answers(tx: Tx, theirs: ColumnElement[bool]) -> Mapping[str, dict[str, list[str]]]:
    """Return the options that were chosen in each report, by question."""
    query = select(answer).join(incident).where(theirs)
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for name, question, option in tx.connection.execute(
        query.order_by(answer.c.question, answer.c.option)
    ):
        found[name][question].append(option)
    return found


def _read(tx: Tx, row: Row[Any], options: Mapping[str, list[str]]) -> Incident:
    answers = {question: tuple(chosen) for question, chosen in options.items()}
    return Incident(row.week, row.band, row.witness, answers, _words(tx, row))


def _words(tx: Tx, row: Row[Any]) -> str:
    """Open the words of a report; those that no key opens must not hide the report as well."""
    if row.sealed is None:
        return ""
    try:
        return tx.vault.open(incident_words.name, "sealed", row.id.encode(), row.sealed)
    except SealBroken:
        return ""


def _unpack(words: str) -> Incident:
    held = json.loads(words)
    return Incident(
        week=date.fromisoformat(held["week"]),
        band=held["band"],
        witness=held["witness"],
        answers={key: tuple(options) for key, options in held["answers"].items()},
    )


def _fresh() -> str:
    return secrets.token_urlsafe(12)
