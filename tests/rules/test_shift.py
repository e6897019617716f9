"""Weeks and bands, through both clock changes."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.shift import Band, band_of, dated, week_of

LONDON = ZoneInfo("Europe/London")


@pytest.mark.parametrize(
    ("hour", "band"),
    [
        (6, Band.NIGHT),
        (7, Band.EARLY),
        (14, Band.EARLY),
        (15, Band.LATE),
        (21, Band.LATE),
        (22, Band.NIGHT),
        (3, Band.NIGHT),
    ],
)
def test_a_band_is_read_from_the_wall_clock(hour: int, band: Band) -> None:
    summer = datetime(2026, 7, 1, hour, 30, tzinfo=LONDON)
    assert band_of(summer.astimezone(UTC), LONDON) is band


def test_a_night_shift_belongs_to_the_day_it_began() -> None:
    monday_3am = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
    assert dated("this_shift", monday_3am, LONDON) == (date(2026, 11, 16), Band.NIGHT)


def test_yesterday_on_a_monday_was_last_week() -> None:
    monday = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
    assert dated("yesterday", monday, LONDON) == (date(2026, 11, 16), None)
    assert dated("this_week", monday, LONDON) == (date(2026, 11, 23), None)
    assert dated(None, monday, LONDON) == (date(2026, 11, 23), None)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)), st.sampled_from([None, "this_shift", "yesterday", "this_week", "earlier"]))  # fmt: skip  # noqa: DTZ001, E501
def test_a_week_is_a_monday_near_the_moment(moment: datetime, when: str | None) -> None:
    now = moment.replace(tzinfo=UTC)
    week, _ = dated(when, now, LONDON)
    assert week == week_of(week)
    assert timedelta(days=-1) <= now.date() - week <= timedelta(days=8)
