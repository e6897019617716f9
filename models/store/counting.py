"""Counts what a release is made of, in one pass over a snapshot; nothing it reads is kept."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, literal, select

from models.counts.menu import TABLES, About
from models.counts.tally import Report, Tally, enrolled, tally
from models.sealing import SealBroken
from models.store.answer_counting import count_answers
from models.store.doors import Tx
from models.store.releases import Due
from models.tables import answer, enrolment, incident

BETWEEN, PAIR = ",", "="
"""What stands between the answers of a report, and between a question and its option."""

AT_ONCE = 2_000
"""Reports that are held at a time."""


def count(tx: Tx, due: Due) -> Tally:
    """Count a period. Everything is seen at one moment; writers do not wait."""
    if tx.connection.dialect.name == "postgresql":
        tx.connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    done = tally(_reports(tx, due.period.first, due.period.last), due.sites)
    if any(TABLES[row.table].about is About.JOINED for row in due.rows or ()):
        done.people.update(enrolled(_enrolled(tx), due.sites).people)
    done.add(count_answers(tx, due))
    return done


def _reports(tx: Tx, first: date, last: date) -> Iterator[Report]:
    """Read a period's reports, each person's all in a row."""
    said = answer.c.question + literal(PAIR) + answer.c.option
    answers = (
        select(func.aggregate_strings(said, BETWEEN))
        .where(answer.c.incident == incident.c.id)
        .scalar_subquery()
        .label("said")
    )
    query = (
        select(incident.c.owner, incident.c.site, incident.c.week, answers)
        .where(incident.c.week.between(first, last))
        .order_by(incident.c.owner)
    )
    names = _names(tx)
    found = map(_report, _streamed(tx, query))
    if not names:
        return found
    # Somebody whose reports stand under 2 keys is 1 person: rare, so it is sorted in memory.
    renamed = (replace(each, person=names.get(each.person or b"", each.person)) for each in found)
    return iter(sorted(renamed, key=lambda report: report.person or b""))


def _streamed(tx: Tx, query: Select[Any]) -> Iterator[Row[Any]]:
    """Return the rows a few at a time: a million of them must not stand in memory."""
    options = {"stream_results": True, "yield_per": AT_ONCE}
    return iter(tx.connection.execute(query, execution_options=options))


def _report(row: Row[Any]) -> Report:
    answers: dict[str, list[str]] = defaultdict(list)
    for each in row.said.split(BETWEEN) if row.said else ():
        question, _, option = each.partition(PAIR)
        answers[question].append(option)
    return Report(row.owner, row.site, row.week, answers)


def _names(tx: Tx) -> Mapping[bytes, bytes]:
    """Return the present name of everybody who has a report under an older key."""
    if len(tx.vault.ids) == 1:
        return {}
    older = func.substr(incident.c.sealed_owner, 1, len(tx.vault.head)) != tx.vault.head
    query = select(incident.c.id, incident.c.owner, incident.c.sealed_owner).where(older)
    names = {}
    for name, owner, sealed in tx.connection.execute(query):
        try:
            telegram_id = int(tx.vault.open(incident.name, "sealed_owner", name.encode(), sealed))
        except SealBroken:
            continue
        names[owner] = tx.vault.person(telegram_id)
    return names


def _enrolled(tx: Tx) -> dict[str | None, int]:
    query = select(enrolment.c.site, func.count().label("people")).group_by(enrolment.c.site)
    return {row.site: row.people for row in tx.connection.execute(query)}
