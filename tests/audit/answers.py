"""A made-up trust's answers: check-ins and confidences of a year, and what is known of them.

The attacker has every figure of all dates, and knows how questions work: nobody skipped the first
one, nobody gave two answers to one question.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from models.checkin import ASKING, questions
from models.counts.answer_tally import Answer, Confidence, apart, check_ins, confidences
from models.counts.answers import ANSWERS, MOST_OFF_SUM, TENTH
from models.counts.figure import CUT, GATE, MOST_OFF, PEOPLE
from models.counts.menu import AFTER, BEFORE, LISTED, TABLES, About, Kind, Row
from models.counts.period import Period, Span, period_of
from models.counts.posting import figures
from models.counts.tally import Tally
from models.practice import MOST, Worth
from models.report import Role
from models.skill import Theme
from tests.audit.attack import ONE, Cell, Known

QUARTERS = tuple(period_of(Span.QUARTER, date(2024, month, 15)) for month in (1, 4, 7, 10))
YEAR = period_of(Span.YEAR, date(2024, 1, 15))
SITES = ("a", "b", "c", "d", "")
SHARES = (0.35, 0.25, 0.2, 0.12, 0.08)
OF_STEP = dict(zip(ASKING, (0.3, 0.2, 0.25, 0.12, 0.05, 0.05, 0.03), strict=True))
ANYTHING, JOINED = 100_000, 400
MOST_HIDDEN = GATE + CUT - 1
ANSWERED = tuple(t for t in LISTED if t.about in (About.CHECK_INS, About.SKILLS))


@dataclass(slots=True)
class Told:
    """What was posted of a year of answers, and the numbers behind it."""

    posted: dict[Cell, int | None] = field(default_factory=dict)
    truth: dict[Cell, float] = field(default_factory=lambda: {ONE: 1.0})


def made(size: int, seed: int) -> Told:
    """Post a year in which so many people answered check-ins, and as many let skills count."""
    dice, told = Random(seed), Told()
    year: list[Confidence] = []
    for period in QUARTERS:
        practised = [_confidence(dice) for _ in range(size // 4)]
        year += practised
        tally = check_ins(_answers(dice, size // 4))
        tally.add(confidences(practised))
        tally.people[Row("enrolled")] = JOINED
        _post(told, period, tally, dice)
    _post(told, YEAR, confidences(year), dice)
    return told


def _answers(dice: Random, many: int) -> Iterable[Answer]:
    found: Counter[tuple[str, str, str, str]] = Counter()
    for _ in range(many):
        site = dice.choices(SITES, SHARES)[0]
        step = dice.choices(list(OF_STEP), list(OF_STEP.values()))[0]
        given: dict[str, str] = {}
        for place, each in enumerate(questions(step)):
            if place == 0 or dice.random() < 0.8:
                weights = [1 / (1 + nth) for nth in range(len(each.options))]
                given[each.key] = dice.choices(each.options, weights)[0]
        found.update(apart(site, step, given))
    return [Answer(*place, number) for place, number in found.items()]


def _confidence(dice: Random) -> Confidence:
    before = dice.randrange(3, 8)
    after = min(MOST, before + dice.randrange(4))
    role = dice.choice(list(Role)) if dice.random() < 0.6 else ""
    worth = dice.choices(list(Worth), (15, 3, 1))[0]
    return Confidence(dice.choice(list(Theme)), role, before, after, worth, 1)


def _post(told: Told, period: Period, tally: Tally, dice: Random) -> None:
    rows = [row for table in ANSWERED if table.spans == (period.span,) for row in table.rows(())]
    for row, shown in figures(tally, rows, dice.randrange, frozenset()).items():
        cell = (row, period)
        told.posted[cell] = shown
        is_mean = TABLES[row.table].kind is Kind.MEAN
        told.truth[cell] = tally.totals[row] if is_mean else tally.people[row]


def known(told: Told) -> Known:
    """Know what each figure tells of the numbers behind it, and how those hang together."""
    found = Known({ONE: (1, 1)})
    for cell, shown in told.posted.items():
        found.ranges[cell] = _range(cell, shown)
    for (row, period), shown in told.posted.items():
        table = TABLES[row.table]
        if table.kind is Kind.SHARE:
            _know_share(found, told, (row, period), shown)
        elif table.kind is Kind.MEAN:
            _know_mean(found, (row, period), (Row(table.of, row.first), period), shown)
    _know_wholes(found, told)
    return found


def _range(cell: Cell, shown: int | None) -> tuple[float, float]:
    table = TABLES[cell[0].table]
    if table.kind is not Kind.NUMBER:
        return 0, ANYTHING
    fewest = PEOPLE if table.about is About.SKILLS else ANSWERS
    if shown is not None:
        return max(fewest, shown - MOST_OFF), shown + MOST_OFF
    return 0, MOST_HIDDEN if table.about is About.SKILLS else ANYTHING


def group(told: Told, cell: Cell) -> list[Cell]:
    """Return all options of a cell's question."""
    row, period = cell
    return [
        (each, p)
        for each, p in told.posted
        if p == period and (each.table, each.first) == (row.table, row.first)
    ]


def _know_share(found: Known, told: Told, cell: Cell, shown: int | None) -> None:
    if shown is None:
        return
    options = group(told, cell)
    found.sums.append({**dict.fromkeys(options, 1.0), ONE: -ANSWERS})
    if shown > 0:
        found.sums.append(_less(100, cell, shown, options))
    if shown < 100 - TENTH:
        terms = _less(100, cell, shown + TENTH, options)
        found.sums.append({each: -sign for each, sign in terms.items()} | {ONE: 100.0 * CUT})


def _less(times: int, cell: Cell, points: int, options: list[Cell]) -> dict[Cell, float]:
    """Return what times a part is above points of the whole, the largest nudge taken in."""
    terms = dict.fromkeys(options, -float(points))
    terms[cell] += times
    return terms | {ONE: float(times * CUT)}


def _know_mean(found: Known, cell: Cell, of: Cell, shown: int | None) -> None:
    found.at_most([cell], [of] * MOST)
    if shown is None:
        return
    if shown > 0:
        found.sums.append({cell: 4, of: -(2.0 * shown - 1), ONE: 4 * MOST_OFF_SUM})
    if shown < 2 * MOST:
        found.sums.append({cell: -4, of: 2.0 * shown + 1, ONE: 4 * MOST_OFF_SUM})


def _know_wholes(found: Known, told: Told) -> None:
    """Know that answers to a question are no more than who answered; to the first, as many."""
    seen = set()
    for row, period in told.posted:
        table, key = TABLES[row.table], (row.table, row.first, period)
        if table.kind is Kind.SHARE and key not in seen:
            seen.add(key)
            options, whole = group(told, (row, period)), (Row(table.of, row.first), period)
            found.at_most(options, [whole])
            if row.table == "doing":
                found.at_most([whole], options)
    themes = [cell for cell in told.posted if cell[0].table == "skills"]
    roles = [cell for cell in told.posted if cell[0].table == "skills_role"]
    found.at_most(roles, themes)
    for moment in (BEFORE, AFTER):
        found.at_most(
            _totals(told, "role_confidence", moment), _totals(told, "confidence", moment)
        )


def _totals(told: Told, table: str, moment: str) -> list[Cell]:
    return [cell for cell in told.posted if (cell[0].table, cell[0].second) == (table, moment)]
