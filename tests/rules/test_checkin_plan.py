"""Dates of plans, over every zone of the tz database: inside the window, 20 hours apart."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.checkin import DAYS, FIXED, Step
from models.checkin_hours import EVERY_DAY, Pattern, Window, allowed, chosen_from, hours
from models.checkin_plan import (
    APART,
    Coming,
    Plan,
    Wish,
    foreseen,
    foreseen_change,
    later_moments,
    planned,
)
from tests.rules.anything import ZONES, windows, wishes

LONDON = "Europe/London"
EVENING = datetime(2026, 11, 23, 21, 30, tzinfo=UTC)
moments = st.datetimes(datetime(2010, 1, 1), datetime(2037, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


def holds(window: Window, coming: tuple[Coming, ...]) -> None:
    """Check what must hold of any dates, by the wall clock and not by the rules' own words."""
    moments = [each.due for each in coming]
    assert moments == sorted(moments)
    for earlier, later in pairwise(moments):
        assert later - earlier >= timedelta(hours=20)
    for each in moments:
        wall = each.astimezone(ZoneInfo(window.zone))
        assert 8 <= wall.hour < 21
        assert wall.hour in hours(window.pattern)
        assert wall.weekday() in window.weekdays
    assert len({each.step for each in coming}) == len(coming)


@pytest.mark.parametrize("zone", ZONES)
def test_in_every_zone_dates_stand_in_the_window_whatever_the_clocks_do(zone: str) -> None:
    window = Window(8, Pattern.DAYS, EVERY_DAY, zone)
    wish = Wish(window, frozenset(FIXED), every=1)
    start = datetime(2026, 1, 1, 0, 30, tzinfo=UTC)
    for days in range(0, 400, 9):
        now = start + timedelta(days=days, hours=days % 24)
        dates = planned(wish, now)
        holds(window, dates)
        assert {each.step for each in dates} == {*FIXED, Step.MOMENT}


@given(wishes(), moments)
@example(
    Wish(Window(8, Pattern.DAYS, EVERY_DAY, "Pacific/Apia"), frozenset(FIXED)),
    datetime(2011, 12, 29, 9, tzinfo=UTC),
)
@example(
    Wish(Window(8, Pattern.DAYS, EVERY_DAY, LONDON), frozenset(FIXED)),
    datetime(2028, 2, 28, 9, tzinfo=UTC),
)
@settings(max_examples=400, deadline=None)
def test_any_wish_at_any_moment(wish: Wish, now: datetime) -> None:
    dates = planned(wish, now)
    holds(wish.window, dates)
    assert all(each.due > now for each in dates)
    for each in dates:
        if each.step is Step.THREE_DAYS:
            assert each.due >= now + timedelta(hours=72)
        if wish.window.weekdays == EVERY_DAY and each.step in DAYS:
            local = wish.window.local(now).date() + timedelta(days=DAYS[each.step] + wish.shift)
            late = wish.window.local(each.due).date() - local
            assert timedelta() <= late <= timedelta(days=3)


@given(wishes(), wishes(), moments, st.integers(0, 40 * 24), st.integers(0, 60))
@settings(max_examples=400, deadline=None)
def test_merging_keeps_every_step_apart_and_twice_is_once(
    first: Wish, second: Wish, now: datetime, hours_on: int, since: int
) -> None:
    later = now + timedelta(hours=hours_on)
    begun = tuple(each for each in planned(first, now) if each.due > later)
    sent = later - timedelta(hours=since)
    plan = Plan(first, None, begun, sent)
    both = foreseen(second, later, plan)
    holds(second.window, both)
    assert {each.step for each in both} == {e.step for e in (*begun, *planned(second, later))}
    assert all(each.due >= sent + APART for each in both)
    again = foreseen(second, later, Plan(second, None, both, sent))
    assert again == both


@given(wishes(), wishes(), moments, st.integers(0, 40 * 24))
@settings(max_examples=300, deadline=None)
def test_a_changed_plan_is_what_was_wished_also_in_another_zone(
    first: Wish, second: Wish, now: datetime, hours_on: int
) -> None:
    later = now + timedelta(hours=hours_on)
    begun = tuple(each for each in planned(first, now) if each.due > later)
    changed = foreseen_change(second, later, Plan(first, None, begun))
    holds(second.window, changed)
    expected = set(second.steps) | ({Step.MOMENT} if second.every else set())
    assert {each.step for each in changed} == expected
    same = foreseen_change(second, later, Plan(second, None, changed))
    assert same == changed


@given(windows(), moments)
@settings(max_examples=300, deadline=None)
def test_the_next_allowed_moment_is_the_first_there_is(window: Window, now: datetime) -> None:
    found = allowed(now, window)
    assert found >= now
    assert window.is_open(found)
    step, moment = timedelta(minutes=15), now
    for _ in range(96):
        if moment >= found:
            break
        assert not window.is_open(moment)
        moment += step
    assert chosen_from(now, window) >= found or window.is_open(now)


@given(windows(), moments)
@settings(max_examples=300, deadline=None)
def test_later_is_never_within_20_hours_and_always_in_the_window(
    window: Window, now: datetime
) -> None:
    for each in later_moments(now, window):
        assert each >= now + APART
        assert window.is_open(each)


def test_a_log_in_the_evening_is_asked_about_the_next_day_and_not_before_72_hours() -> None:
    wish = Wish(Window(18, Pattern.DAYS, EVERY_DAY, LONDON), frozenset(FIXED))
    told = [f"{each.due:%d %b %H}" for each in planned(wish, EVENING)]
    assert told == ["24 Nov 18", "27 Nov 18", "30 Nov 18", "21 Dec 18", "21 Feb 18"]


def test_both_clock_changes_leave_the_hour_on_the_wall() -> None:
    window = Window(9, Pattern.DAYS, EVERY_DAY, LONDON)
    for month, hours_utc in ((3, (9, 8)), (10, (8, 9))):
        day = datetime(2027, month, 27 if month == 3 else 30, 12, tzinfo=UTC)
        wish = Wish(window, frozenset({Step.WEEK}))
        before = planned(wish, day - timedelta(days=10))[0].due
        after = planned(wish, day)[0].due
        assert (before.hour, after.hour) == hours_utc


def test_a_shift_moves_every_date_by_as_many_days() -> None:
    window = Window(18, Pattern.DAYS, EVERY_DAY, LONDON)
    plain = planned(Wish(window, frozenset(FIXED), every=1), EVENING)
    for shift in (1, 2):
        moved = planned(Wish(window, frozenset(FIXED), every=1, shift=shift), EVENING)
        days = {b.due - a.due for a, b in zip(plain, moved, strict=True)}
        assert days == {timedelta(days=shift)}


def test_somebody_on_nights_is_never_written_to_in_the_morning() -> None:
    window = Window(16, Pattern.NIGHTS, EVERY_DAY, LONDON)
    morning = datetime(2026, 11, 23, 9, tzinfo=UTC)
    assert allowed(morning, window).astimezone(ZoneInfo(LONDON)).hour == 15
