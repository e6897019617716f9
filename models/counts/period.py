"""The calendar of counts: weeks, months of 4, 4 and 5 weeks, quarters and years of whole weeks.

A year is the ISO one. Its quarters have 13 weeks; a 53rd week belongs to the last month.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

WEEK = timedelta(weeks=1)
OPEN = timedelta(weeks=2)
"""From its Monday on a week is open: to its Sunday, and 7 days more."""

QUARTER_WEEKS = 13
MONTH_STARTS = (0, 4, 8)
"""The weeks of a quarter that its months of 4, 4 and 5 weeks begin with, counted from 0."""

QUARTERS = 4


class Span(StrEnum):
    """How often a row is counted; the finest first."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


A_YEAR = {Span.WEEK: 52, Span.MONTH: 12, Span.QUARTER: 4, Span.YEAR: 1}
"""How many of a span make a year."""

_LETTERS = {Span.WEEK: "W", Span.MONTH: "M", Span.QUARTER: "Q", Span.YEAR: "Y"}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of whole weeks; `first` and `last` are the Mondays of its first and last week."""

    last: date
    first: date
    span: Span
    year: int
    number: int

    @property
    def key(self) -> str:
        """Return its name in the tables, like "2026-W47" or "2026-Q04"."""
        return f"{self.year}-{_LETTERS[self.span]}{self.number:02}"

    @property
    def weeks(self) -> int:
        """Return how many weeks it has."""
        return (self.last - self.first) // WEEK + 1

    @property
    def closes(self) -> date:
        """Return the Monday from which on nothing is counted for it."""
        return self.last + OPEN


def period_of(span: Span, week: date) -> Period:
    """Return the period of a span that a week, given by its Monday, belongs to."""
    year, number, _ = week.isocalendar()
    start = date.fromisocalendar(year, 1, 1)
    end = date.fromisocalendar(year + 1, 1, 1) - WEEK
    if span is Span.YEAR:
        return Period(end, start, span, year, 1)
    if span is Span.WEEK:
        return Period(week, week, span, year, number)
    quarter = min((number - 1) // QUARTER_WEEKS, QUARTERS - 1)
    starts = [start + WEEK * (QUARTER_WEEKS * quarter + week) for week in MONTH_STARTS]
    quarter_end = end if quarter == QUARTERS - 1 else starts[0] + WEEK * (QUARTER_WEEKS - 1)
    if span is Span.QUARTER:
        return Period(quarter_end, starts[0], span, year, quarter + 1)
    nth = sum(week >= begun for begun in starts) - 1
    month_end = (*(begun - WEEK for begun in starts[1:]), quarter_end)[nth]
    return Period(month_end, starts[nth], span, year, 3 * quarter + nth + 1)


@cache
def named(key: str) -> Period:
    """Return the period of this name; raises ValueError for a name that is none."""
    year, _, rest = key.partition("-")
    span = next((span for span, letter in _LETTERS.items() if rest[:1] == letter), None)
    if span is None:
        raise ValueError("no period has this name")
    for each in _of_year(span, int(year)):
        if each.key == key:
            return each
    raise ValueError("no period has this name")


def open_week(today: date) -> date:
    """Return the Monday of the oldest week that is open on a day."""
    return today - timedelta(days=today.weekday()) - WEEK


def between(span: Span, since: date, today: date) -> Iterator[Period]:
    """Return the periods that hold the week `since` or a later one, and are closed today."""
    period = period_of(span, since)
    while period.closes <= today:
        yield period
        period = period_of(span, period.last + WEEK)


def _of_year(span: Span, year: int) -> Iterator[Period]:
    period = period_of(span, date.fromisocalendar(year, 1, 1))
    while period.year == year:
        yield period
        period = period_of(span, period.last + WEEK)
