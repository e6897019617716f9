"""Two years that never were: people of the example trust joined, logged, and counts were posted.

What is over is posted from memory, by the rule that real reports go through. What is still open,
and the weeks to come, are kept as reports, so that more is posted when the clock is moved. The
dice have a seed; the nudges of the figures have none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from bot.sandbox import example_answers
from bot.sandbox.example_reports import answers
from models.counts.period import Span, open_week, period_of
from models.counts.tally import Report, Tally, enrolled, tally
from models.incident import Incident
from models.shift import week_of
from models.store import enrolments, incidents, releases
from models.store.doors import Tx
from models.store.releases import Due

WEEKS, AHEAD = 104, 5
SEED = 7
FIRST_ID = 6_000_000_001
"""Ids that no phone of the sandbox has."""
JOINED: dict[str | None, int] = {
    "pebblewick": 180,
    "thistledown": 130,
    "doorsteps": 70,
    "larkfield": 14,
}
"""People of each site; the last one has too few for a row of its own."""
STAFF = [str(site) for site, many in JOINED.items() for _ in range(many)]
A_WEEK, GROWTH, WINTER = 40, 0.5, 1.15
"""Reports in the first week, how many more there are at the end, and in winter."""
NO_LINK = 0.25


@dataclass(frozen=True, slots=True)
class Logged:
    """A report of a week; `person` is a place in STAFF, `linked`: they can find it."""

    week: date
    person: int
    linked: bool
    answers: dict[str, tuple[str, ...]]


def live(tx: Tx, today: date) -> None:
    """Put the two years before a day into a new store, and what is open on it."""
    this = week_of(today)
    start = this - timedelta(weeks=WEEKS)
    logged = [each for nth in range(WEEKS + AHEAD) for each in _week(start, nth)]
    for number, site in enumerate(STAFF):
        enrolments.join(tx, FIRST_ID + number, site)
    releases.choose(tx, start)
    while due := releases.next_due(tx, today):
        if due.rows is None:
            releases.choose(tx, due.period.last)
        else:
            releases.post(tx, due, _counted(due, logged))
    quarter = period_of(Span.QUARTER, this).first
    _keep(tx, [each for each in logged if each.week >= quarter], open_week(today))
    weeks = [start + timedelta(weeks=nth) for nth in range(WEEKS + AHEAD)]
    example_answers.keep(tx, [each for each in weeks if each >= quarter], map(str, JOINED))


def _week(start: date, nth: int) -> Iterator[Logged]:
    """Yield what is logged in the nth week."""
    dice = Random(SEED * WEEKS + nth)  # noqa: S311 - a story, no secret
    monday = start + timedelta(weeks=nth)
    season = WINTER if monday.month in (1, 2, 11, 12) else 1
    many = round(A_WEEK * (1 + GROWTH * nth / WEEKS) * season * dice.uniform(0.8, 1.2))
    for person in dice.choices(range(len(STAFF)), k=many):
        told = answers(STAFF[person], dice)
        yield Logged(monday, person, dice.random() >= NO_LINK, told)


def _counted(due: Due, logged: list[Logged]) -> Tally:
    """Count a period as the store would, each person's reports all in a row."""
    period = due.period
    if not due.rows:
        return Tally()
    theirs = [each for each in logged if period.first <= each.week <= period.last]
    done = tally(map(_seen, sorted(theirs, key=_by_person)), due.sites)
    done.people.update(enrolled(JOINED, due.sites).people)
    if period.span in (Span.QUARTER, Span.YEAR):
        done.add(example_answers.tally_of(period, map(str, JOINED)))
    return done


def _by_person(each: Logged) -> tuple[bool, int]:
    return each.linked, each.person


def _seen(each: Logged) -> Report:
    if not each.linked:
        return Report(None, None, each.week, each.answers)
    return Report(str(each.person).encode(), STAFF[each.person], each.week, each.answers)


def _keep(tx: Tx, logged: list[Logged], is_open: date) -> None:
    """Keep reports; one with no link would be moved out of a closed week, so it gets one there."""
    for each in logged:
        report = Incident(each.week, None, witness=False, answers=each.answers)
        if each.linked or each.week < is_open:
            incidents.file(tx, FIRST_ID + each.person, report)
        else:
            incidents.park(tx, report)
    incidents.move_parked(tx)
