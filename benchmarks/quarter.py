"""A made-up quarter that has just closed: a great many reports, put into either database."""

import secrets
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

import psycopg
from sqlalchemy import Table, make_url

from models.clock import system_clock
from models.counts.period import WEEK, Period, Span, open_week, period_of
from models.report import QUESTIONS
from models.sealing import Vault
from models.store.prepare import prepare
from models.tables import answer, check_in, enrolment, incident, plan, prompt, site

SITES, PEOPLE, NO_LINK = 150, 60_000, 0.25
TOGETHER = 20_000
OPTIONS = {question.key: question.options for question in QUESTIONS if question.kept}


def last_quarter() -> Period:
    """Return the newest quarter that has closed."""
    now = period_of(Span.QUARTER, open_week(system_clock().date()))
    return period_of(Span.QUARTER, now.first - WEEK)


def fill(url: str, reports: int, vault: Vault) -> None:
    """Put the tables, the sites, everybody who joined, and the reports into an empty database.

    In the order of their keys, which is fastest.
    """
    prepare(url)
    dice, first = Random(1), last_quarter().first  # noqa: S311 - made-up reports
    people = [vault.person(number) for number in range(PEOPLE)]
    put(url, site, [_site(number) for number in range(SITES)])
    put(
        url,
        enrolment,
        [(who, b"", f"site{n % SITES}", str(first)[:7], False) for n, who in enumerate(people)],
    )
    names = sorted(secrets.token_urlsafe(12) for _ in range(reports))
    for start in range(0, reports, TOGETHER):
        batch = names[start : start + TOGETHER]
        put(url, incident, [_incident(name, people, dice, first) for name in batch])
        put(url, answer, (each for name in batch for each in _answers(name, dice)))


def put(url: str, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
    """Put rows into a table of either database, in the fastest way it has."""
    (_into_file if url.startswith("sqlite") else _into_server)(url, table, rows)


def _site(number: int) -> tuple[Any, ...]:
    return (
        f"site{number}",
        f"Site {number}",
        "hospital",
        f"code{number}",
        "",
        False,
        "",
        False,
        False,
    )


def _incident(name: str, people: list[bytes], dice: Random, first: date) -> tuple[Any, ...]:
    week = str(first + timedelta(weeks=dice.randrange(13)))
    if dice.random() < NO_LINK:
        return name, None, None, week, False
    number = dice.randrange(PEOPLE)
    return name, people[number], f"site{number % SITES}", week, False


def _answers(name: str, dice: Random) -> Iterator[tuple[str, str, str]]:
    for question, options in OPTIONS.items():
        if options:
            yield name, question, options[int(dice.random() ** 2 * len(options))]


_COLUMNS = {
    site.name: "id, name, kind, code, security, security_internal, exposure, example, closed",
    enrolment.name: "person, sealed_person, site, month, simple",
    incident.name: "id, owner, site, week, witness",
    answer.name: "incident, question, option",
    plan.name: "id, person, sealed_person, zone, hour, pattern, weekdays, every, silent",
    prompt.name: "id, plan, step, state, due, next, tries, sendings",
    check_in.name: "id, owner, sealed_owner, sealed, day, counted",
}


def _into_file(url: str, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
    columns = _COLUMNS[table.name]
    places = ", ".join("?" * len(columns.split(", ")))
    with sqlite3.connect(str(make_url(url).database)) as line:
        line.executemany(f"INSERT INTO {table.name} ({columns}) VALUES ({places})", rows)  # noqa: S608 - our own names
    line.close()


def _into_server(url: str, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
    command = f"COPY {table.name} ({_COLUMNS[table.name]}) FROM STDIN"
    address = url.replace("+psycopg", "")
    with psycopg.connect(address) as line, line.cursor().copy(command.encode()) as copy:
        for row in rows:
            copy.write_row(row)
