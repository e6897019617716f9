"""Shares and means: figures of what somebody judged themselves, from check-ins and skills.

A share is told in bands of 10 in 100 and a mean in half points. Both have the nudge of the one
rule in them, so that nobody's single answer can be read out of a step from one value to the next.
"""

from collections.abc import Iterable, Mapping
from itertools import groupby

from models.counts.figure import CUT, Draw, nudge
from models.counts.menu import OWN_ROW, TABLES, About, Kind, Row
from models.counts.tally import Tally
from models.practice import MOST

ANSWERS = 11
"""Nothing is said of fewer answers."""

ENOUGH = 17
"""What the number of answers with a nudge of its own must reach.

Without that nudge, whoever knows of 10 answers would be certain of the 11th as soon as a share
shows; with it that happens in fewer than 3 of 10,000 cases.
"""

TENTH = 10
HUNDRED = 100
HALVES = 2
"""A mean is posted in half points."""

MOST_OFF_SUM = MOST * CUT
"""The sum behind a mean is nudged by 10 for each 1 of the nudge, and never further than this: one
person can change the sum by 10 as they can change a number by 1."""


def is_enough(answers: int, below: Draw) -> bool:
    """Tell whether anything may be said of so many answers."""
    return answers >= ANSWERS and answers + nudge(below) >= ENOUGH


def may_show(tally: Tally, row: Row, below: Draw) -> bool:
    """Tell whether there are enough behind a number of check-ins; of any other it need not ask.

    There must be enough without the site that has most of them as well, else whoever knows all
    other sites would know that theirs is not empty.
    """
    if TABLES[row.table].about is not About.CHECK_INS:
        return True
    answers, enrolled = tally.people[row], tally.people[Row("enrolled")]
    enough = is_enough(answers, below), is_enough(answers - tally.at_one_site[row], below)
    return enrolled >= OWN_ROW and all(enough)


def drawn(tally: Tally, rows: Iterable[Row], below: Draw) -> Mapping[Row, int | None]:
    """Return the figure of each share and each mean; those of one question show all or none."""
    found: dict[Row, int | None] = {}
    ordered = sorted(rows, key=_question)
    for (table, _), group in groupby(ordered, key=_question):
        make = _shares if TABLES[table].kind is Kind.SHARE else _means
        found |= make(tally, list(group), below)
    return found


def share(part: int, whole: int, nudged: int) -> int:
    """Return the lower end of the band of 10 in 100 that a nudged part of a whole lies in."""
    points = HUNDRED * (part + nudged) // whole
    return min(max(points, 0), HUNDRED - TENTH) // TENTH * TENTH


def mean(total: int, many: int, nudged: int) -> int:
    """Return the mean of so many numbers from 0 to 10 in half points, the sum of them nudged."""
    exact = (total + MOST * nudged) / many
    return min(max(int(HALVES * exact + 1 / 2), 0), HALVES * MOST)


def _question(row: Row) -> tuple[str, str]:
    return row.table, row.first


def _shares(tally: Tally, rows: list[Row], below: Draw) -> Mapping[Row, int | None]:
    whole = sum(tally.people[row] for row in rows)
    if not is_enough(whole, below):
        return dict.fromkeys(rows)
    return {row: share(tally.people[row], whole, nudge(below)) for row in rows}


def _means(tally: Tally, rows: list[Row], below: Draw) -> Mapping[Row, int | None]:
    of = Row(TABLES[rows[0].table].of, rows[0].first)
    many = tally.people[of]
    if not is_enough(many, below):
        return dict.fromkeys(rows)
    return {row: mean(tally.totals[row], many, nudge(below)) for row in rows}
