"""What the database adds up is what plain counting of the same reports finds, on either one."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from sqlalchemy import insert

from models.counts.menu import domain
from models.counts.period import Span, period_of
from models.counts.posting import figures
from models.counts.tally import Report, tally
from models.report import QUESTIONS
from models.store import sites
from models.store.counting import count
from models.store.doors import Store, Tx
from models.store.releases import Due
from models.tables import answer, incident
from tests.counts.made import numbers
from tests.store.counted import BEGAN, HILL

PLACES = [*(f"place{number}" for number in range(5)), None]
OWN = {"place0": BEGAN, "place1": BEGAN, "place2": BEGAN + timedelta(weeks=6)}
"""One has a row of its own from the middle of the quarter on; two have none."""
ROWS = tuple(domain(sorted(OWN)))
ASKED = [question for question in QUESTIONS if question.kept and question.options]
QUARTER = period_of(Span.QUARTER, BEGAN)


def a_world(dice: Random) -> Iterator[Report]:
    """Make reports of few people who log often, at more than one site, in and out of a quarter."""
    for _ in range(dice.randrange(300)):
        linked = dice.random() < 0.7
        number = dice.randrange(40)
        answers = {
            question.key: dice.sample(question.options, dice.randint(1, 3))
            for question in ASKED
            if dice.random() < 0.7
        }
        yield Report(
            bytes([number]) * 32 if linked else None,
            PLACES[(number + (dice.random() < 0.1)) % len(PLACES)] if linked else None,
            BEGAN + timedelta(weeks=dice.randint(-2, 14)),
            answers,
        )


def keep(tx: Tx, reports: list[Report]) -> None:
    for place in filter(None, PLACES):
        sites.add(tx, replace(HILL, id=place, code=place))
    for number, report in enumerate(reports):
        name = f"{number:016}"
        row = {"id": name, "owner": report.person, "site": report.site, "week": report.week}
        tx.connection.execute(insert(incident).values(**row, witness=False))
        said = [
            {"incident": name, "question": question, "option": option}
            for question, options in report.answers.items()
            for option in options
        ]
        if said:
            tx.connection.execute(insert(answer), said)


@pytest.mark.parametrize("seed", range(6))
async def test_the_database_adds_up_what_plain_counting_finds(store: Store, seed: int) -> None:
    reports = list(a_world(Random(seed)))
    await store.write(lambda tx: keep(tx, reports))
    inside = (each for each in reports if QUARTER.first <= each.week <= QUARTER.last)
    plain = tally(sorted(inside, key=lambda each: each.person or b""), OWN)
    due = Due(QUARTER, ROWS, OWN)
    counted = await store.read(lambda tx: count(tx, due))
    assert numbers(counted, ROWS) == numbers(plain, ROWS)
    once, again = (
        figures(found, [*ROWS], Random(seed).randrange, frozenset()) for found in (counted, plain)
    )
    assert once == again


async def test_after_counting_python_switches_threads_as_before(store: Store) -> None:
    usual = sys.getswitchinterval()
    await store.read(lambda tx: count(tx, Due(QUARTER, ROWS, OWN)))
    assert sys.getswitchinterval() == usual
