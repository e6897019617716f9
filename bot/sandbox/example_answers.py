"""What made-up people of the example trust answered to check-ins, and how skills went for them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from models.checkin import ASKING, Doing, questions
from models.counts.answer_tally import Answer, Confidence, apart, check_ins, confidences
from models.counts.period import WEEK, Period
from models.counts.tally import Tally
from models.practice import MOST, Worth
from models.report import Role
from models.skill import Theme
from models.store import ratings, sums
from models.store.doors import Tx
from models.store.ratings import Counted

K = TypeVar("K", bound=str)
SEED = 11
A_WEEK, LEARNERS = 30, 24
"""Check-ins that are answered in a week, and confidences that people let count."""
STEPS = dict(zip(ASKING, (9, 6, 8, 4, 1, 1, 3), strict=True))
WEIGHTS = {Doing.WELL: 3, Doing.ALL_RIGHT: 5, Doing.UP_AND_DOWN: 6, Doing.HARD: 3}
WORTH = {Worth.YES: 16, Worth.PARTLY: 3, Worth.NO: 1}


def answers(week: date, sites: Iterable[str]) -> list[Answer]:
    """Return what was answered in a week at these sites, the same each time."""
    dice, places = _dice(week), list(sites)
    found: Counter[tuple[str, str, str, str]] = Counter()
    for _ in range(dice.randint(A_WEEK * 2 // 3, A_WEEK)):
        site, step = dice.choice(places), _drawn(dice, STEPS)
        given = {
            each.key: _drawn(dice, WEIGHTS) if each.among is Doing else dice.choice(each.options)
            for each in questions(step)
        }
        found.update(apart(site, step, given))
    return [Answer(*place, many) for place, many in found.items()]


def learned(week: date) -> Iterator[Confidence]:
    """Yield the confidences that people let count in a week, the same each time."""
    dice = _dice(week + timedelta(days=1))
    for _ in range(dice.randint(LEARNERS * 2 // 3, LEARNERS)):
        before = dice.randrange(3, 8)
        after = min(MOST, before + dice.choice((0, 1, 1, 2, 3)))
        role = dice.choice((*Role, ""))
        yield Confidence(dice.choice(tuple(Theme)), role, before, after, _drawn(dice, WORTH), 1)


def tally_of(period: Period, sites: Iterable[str]) -> Tally:
    """Count a period as the store would."""
    places = tuple(sites)
    done = check_ins(each for week in _weeks(period) for each in answers(week, places))
    done.add(confidences(each for week in _weeks(period) for each in learned(week)))
    return done


def keep(tx: Tx, weeks: Iterable[date], sites: Iterable[str]) -> None:
    """Keep what was answered and learned in some weeks, as a night would have left it."""
    places = tuple(sites)
    for week in weeks:
        for site, step, question, option, many in answers(week, places):
            sums.add(tx, (week.isoformat(), site, step, question, option), many)
        for theme, role, before, after, worth, _ in learned(week):
            group = Role(role) if role else None
            ratings.park(tx, Counted(week, Theme(theme), group, before, after, Worth(worth)))
    ratings.move_parked(tx)


def _weeks(period: Period) -> Iterator[date]:
    week = period.first
    while week <= period.last:
        yield week
        week += WEEK


def _dice(day: date) -> Random:
    return Random(SEED * day.toordinal())  # noqa: S311 - a story, no secret


def _drawn(dice: Random, weights: dict[K, int]) -> K:
    return dice.choices(list(weights), list(weights.values()))[0]
