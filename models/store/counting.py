"""Counts what a release is made of, in one pass over a snapshot; nothing it reads is kept."""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date

from sqlalchemy import BigInteger, ColumnElement, case, cast, func, literal, select, type_coerce
from sqlalchemy.types import NULLTYPE

from models.counts.menu import TABLES, About
from models.counts.packed import WORDS, Packed, Word, tally_packed
from models.counts.tally import Tally, enrolled
from models.store.answer_counting import count_answers
from models.store.doors import Tx
from models.store.owned import owner_of
from models.store.releases import Due
from models.tables import answer, enrolment, incident

AT_ONCE = 200
"""Reports that are held at a time: few, since Python keeps its lock while it lines them up."""

SECONDS_AT_A_TIME = 0.0001
"""How long counting may keep Python's lock from others; Python's own 5 ms are felt in chat."""

_WEEK = type_coerce(incident.c.week, NULLTYPE)
"""As the driver gives it: on SQLite as text, which takes half a second less for a million."""


def count(tx: Tx, due: Due) -> Tally:
    """Count what a period has rows for, all of it at one moment; writers do not wait."""
    about = {TABLES[row.table].about for row in due.rows or ()}
    if tx.connection.dialect.name == "postgresql":
        tx.connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    done = Tally()
    if About.REPORTS in about:
        with _giving_way():
            done = tally_packed(_reports(tx, due.period.first, due.period.last), due.sites)
    if About.JOINED in about:
        done.people.update(enrolled(_enrolled(tx), due.sites).people)
    done.add(count_answers(tx, due))
    return done


@contextmanager
def _giving_way() -> Iterator[None]:
    """Let chat have Python's lock sooner: a tap takes it dozens of times, and would wait each."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(SECONDS_AT_A_TIME)
    try:
        yield
    finally:
        sys.setswitchinterval(usual)


def _reports(tx: Tx, first: date, last: date) -> Iterator[Packed]:
    """Read a period's reports in the order of their ids, which needs no sorting and no disk."""
    said = [cast(func.coalesce(func.sum(_bits(word)), 0), BigInteger) for word in WORDS]
    query = (
        select(incident.c.owner, incident.c.site, _WEEK, *said)
        .outerjoin_from(incident, answer)
        .where(incident.c.week.between(first, last))
        .group_by(incident.c.id)
    )
    names = _names(tx)
    # A few at a time: a million of them must not stand in memory.
    options = {"stream_results": True, "yield_per": AT_ONCE}
    result = tx.connection.execute(query, execution_options=options)
    for some in result.partitions():
        owners, places, weeks, *numbers = zip(*some, strict=True)
        yield Packed([names.get(each, each) for each in owners], places, weeks, numbers)


def _bits(word: Word) -> ColumnElement[int]:
    """Return the bit of an answer; options of a report differ, so a sum of them loses none."""
    asked: dict[str, dict[str, ColumnElement[int]]] = defaultdict(dict)
    for (question, option), bit in word.items():
        asked[question][option] = literal(bit, BigInteger)
    options = {key: case(each, value=answer.c.option, else_=0) for key, each in asked.items()}
    return case(options, value=answer.c.question, else_=0)


def _names(tx: Tx) -> Mapping[bytes, bytes]:
    """Return the present name of everybody who has a report under an older key."""
    if len(tx.vault.ids) == 1:
        return {}
    older = func.substr(incident.c.sealed_owner, 1, len(tx.vault.head)) != tx.vault.head
    query = select(incident.c.id, incident.c.owner, incident.c.sealed_owner).where(older)
    names = {}
    for name, owner, sealed in tx.connection.execute(query):
        telegram_id = owner_of(tx, incident, name, sealed)
        if telegram_id is not None:
            names[owner] = tx.vault.person(telegram_id)
    return names


def _enrolled(tx: Tx) -> dict[str | None, int]:
    query = select(enrolment.c.site, func.count().label("people")).group_by(enrolment.c.site)
    return {row.site: row.people for row in tx.connection.execute(query)}
