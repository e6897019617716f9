"""The calendar of counts: every week in one month, quarter and year, and closed at one moment."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.counts.period import (
    A_YEAR,
    WEEK,
    Span,
    between,
    named,
    open_week,
    period_of,
)

MONDAYS = st.integers(0, 3_000).map(lambda weeks: date(2000, 1, 3) + WEEK * weeks)


@given(MONDAYS)
def test_spans_nest_and_hold_their_week(week: date) -> None:
    spans = [period_of(span, week) for span in Span]
    for inner, outer in pairwise(spans):
        assert outer.first <= inner.first <= week <= inner.last <= outer.last


@given(MONDAYS, st.sampled_from(Span))
def test_the_next_period_begins_where_one_ends(week: date, span: Span) -> None:
    period = period_of(span, week)
    after = period_of(span, period.last + WEEK)
    assert after.first == period.last + WEEK
    assert after.closes > period.closes
    assert period_of(span, period.first) == period_of(span, period.last) == period


@given(MONDAYS, st.sampled_from(Span))
def test_a_name_leads_back_to_its_period(week: date, span: Span) -> None:
    period = period_of(span, week)
    assert named(period.key) == period


@pytest.mark.parametrize("name", ["", "2026", "2026-X1", "2026-W54", "2026-M13", "2026-Q4"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=r"name|invalid"):
        named(name)


@pytest.mark.parametrize("year", [2026, 2027])
def test_a_year_has_its_periods_and_months_of_4_4_and_5_weeks(year: int) -> None:
    first = period_of(Span.YEAR, date.fromisocalendar(year, 1, 1))
    for span in (Span.MONTH, Span.QUARTER, Span.YEAR):
        inside = [p for p in between(span, first.first, date(2030, 1, 1)) if p.year == year]
        assert len(inside) == A_YEAR[span]
    months = [p for p in between(Span.MONTH, first.first, date(2030, 1, 1)) if p.year == year]
    weeks = [(p.last - p.first) // WEEK + 1 for p in months]
    longer = 1 if year == 2026 else 0  # 2026 has 53 weeks
    assert weeks == [4, 4, 5] * 3 + [4, 4, 5 + longer]


def test_a_week_closes_7_days_after_its_sunday() -> None:
    week = period_of(Span.WEEK, date(2026, 11, 23))
    sunday = week.first + timedelta(days=6)
    assert week.closes == sunday + timedelta(days=7 + 1)  # the Monday that follows
    assert list(between(Span.WEEK, week.first, week.closes - timedelta(days=1))) == []
    assert list(between(Span.WEEK, week.first, week.closes)) == [week]


@given(st.integers(0, 3_000).map(lambda days: date(2020, 1, 1) + timedelta(days=days)))
def test_the_open_week_is_the_oldest_that_is_not_closed(today: date) -> None:
    week = open_week(today)
    assert period_of(Span.WEEK, week).closes > today
    assert period_of(Span.WEEK, week - WEEK).closes <= today
    assert week.weekday() == 0
