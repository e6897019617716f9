"""A made-up trust of 6 sites: who works there, what they log in 2 years, and what is posted."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from random import Random

from models.counts.clocks import clocks
from models.counts.menu import TABLES, About, Row, domain
from models.counts.period import WEEK, Period, Span, between
from models.counts.posting import figures
from models.counts.tally import Report, Tally, tally
from models.report import QUESTIONS

START = date(2023, 1, 2)
WEEKS = 104
SHARES = (0.35, 0.25, 0.15, 0.12, 0.08, 0.05)
SITES = tuple(f"site{number}" for number in range(len(SHARES)))
OWN = dict.fromkeys(SITES[:-1], START)
"""The last has fewer than 20 people enrolled, so it is the smaller sites."""

STAFF = 400
NO_LINK = 0.2
ALONE = {"all_right", "nobody", "none", "not_sure"}
OPTIONS = {question.key: question.options for question in QUESTIONS}

Posted = dict[tuple[Row, Period], int | None]


@dataclass(slots=True)
class World:
    """What happened in each week, and of it what was posted, with the truth behind each figure."""

    weeks: dict[date, list[Report]] = field(default_factory=lambda: defaultdict(list))
    posted: Posted = field(default_factory=dict)
    truth: dict[Period, Tally] = field(default_factory=dict)

    def of(self, period: Period) -> list[Report]:
        """Return a period's reports, a person's all in a row."""
        span = ((week, each) for week, found in self.weeks.items() for each in found)
        inside = (each for week, each in span if period.first <= week <= period.last)
        return sorted(inside, key=lambda report: report.person or b"")


def answers(dice: Random) -> dict[str, tuple[str, ...]]:
    """Answer what, who and where always; the others as people do."""
    said: dict[str, tuple[str, ...]] = {}
    for key, several, often in (
        ("what", 3, 1.0),
        ("who", 2, 1.0),
        ("where", 1, 1.0),
        ("effect", 3, 0.9),
        ("knows", 2, 0.9),
        ("role", 1, 0.7),
        ("linked", 2, 0.4),
    ):
        if dice.random() < often:
            said[key] = _some(dice, OPTIONS[key], several)
    if said.get("knows") == ("nobody",):
        said["why_not"] = _some(dice, OPTIONS["why_not"], 3)
    return said


def _some(dice: Random, options: tuple[str, ...], most: int) -> tuple[str, ...]:
    weights = [1 / (1 + place) for place in range(len(options))]
    picked = {dice.choices(options, weights)[0] for _ in range(dice.randint(1, most))}
    alone = picked & ALONE
    return (alone.pop(),) if alone else tuple(sorted(picked))


def happened(reports: int, dice: Random) -> World:
    """Let so many reports a year come in, from few people often and from many once."""
    world = World()
    for _ in range(reports * WEEKS // 52):
        site = dice.choices(range(len(SITES)), SHARES)[0]
        number = min(int(dice.expovariate(4 / (STAFF * SHARES[site]))), int(STAFF * SHARES[site]))
        person = None if dice.random() < NO_LINK else f"{site}-{number}".encode()
        place = None if person is None else SITES[site]
        week = START + WEEK * dice.randrange(WEEKS)
        world.weeks[week].append(Report(person, place, week, answers(dice)))
    return world


def periods() -> list[Period]:
    """Return every period of the 2 years in the order in which they are posted."""
    today = START + WEEK * (WEEKS + 2)
    found = (each for span in Span for each in between(span, START, today))
    return sorted(found, key=lambda each: (each.closes, each.closes - each.first))


Make = Callable[[Tally, list[Row], frozenset[Row]], dict[Row, int | None]]


def post(world: World, make: Make) -> None:
    """Post all, as the service does: clocks for the first year, then by last year's figures."""
    sums: dict[Row, int] = {}
    chosen = {START.isocalendar().year: clocks(domain(sorted(OWN)), {})}
    for period in periods():
        if period.year not in chosen:
            chosen[period.year] = clocks(domain(sorted(OWN)), sums)
            sums = {}
        spans = chosen[period.year]
        rows = [row for row in spans if spans[row] is period.span and _is_of_reports(row)]
        if not rows:
            continue
        truth = world.truth[period] = tally(world.of(period), OWN)
        for row, shown in make(truth, rows, opened(world.posted, period)).items():
            world.posted[row, period] = shown
            sums[row] = sums.get(row, 0) + (shown or 0)


def by_rule(dice: Random) -> Make:
    """Post as the service does, with dice that a seed makes repeatable."""

    def make(truth: Tally, rows: list[Row], before: frozenset[Row]) -> dict[Row, int | None]:
        return dict(figures(truth, rows, dice.randrange, before))

    return make


def opened(posted: Posted, period: Period) -> frozenset[Row]:
    """Return the rows with a figure in a period inside this one."""
    inside: Iterable[Row] = (
        row
        for (row, each), shown in posted.items()
        if shown is not None and period.first <= each.first and each.last <= period.last
    )
    return frozenset(inside)


def _is_of_reports(row: Row) -> bool:
    return TABLES[row.table].about is About.REPORTS
