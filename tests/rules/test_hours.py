"""Opening hours agree with a second reading of the syntax, at every hour the clock can show."""

import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.hours import BadHours, Opening, State, check_hours, opening
from models.hours_reading import bank_holidays
from models.site import Nation
from tests.rules.hours_by_hand import HOLIDAYS, MONTHS, NAMES, is_open

LONDON = ZoneInfo("Europe/London")
STEP = timedelta(minutes=15)
FAR = 10 * 24 * 4
"""Steps looked ahead for a change: 10 days, more than the longest break of Christmas."""
SPRING, AUTUMN = datetime(2027, 3, 28, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)
CHRISTMAS, EASTER = datetime(2026, 12, 24, tzinfo=UTC), datetime(2027, 3, 25, tzinfo=UTC)
NATIONS = st.sampled_from(list(Nation))


def clock(quarters: int) -> str:
    return f"{quarters // 4:02}:{quarters % 4 * 15:02}"


@st.composite
def spans(draw: st.DrawFn) -> str:
    begins = draw(st.integers(0, 95))
    ends = draw(st.integers(1, 136).filter(lambda end: end != begins and end - begins <= 96))
    return f"{clock(begins)}-{clock(ends)}"


weekdays = st.tuples(st.sampled_from(NAMES), st.sampled_from((*NAMES, ""))).map(
    lambda pair: "-".join(filter(None, pair)) if pair[0] != pair[1] else pair[0]
)
selectors = st.lists(weekdays | st.just("PH"), min_size=1, max_size=3, unique=True).map(",".join)
dates = st.builds(
    lambda month, first, more: f"{month} {first:02}" + (f"-{first + more:02}" if more else ""),
    st.sampled_from(MONTHS),
    st.integers(1, 20),
    st.integers(0, 8),
)
times = st.just("off") | st.lists(spans(), min_size=1, max_size=3).map(",".join)
rules = st.tuples(selectors | dates | st.just(""), times).map(lambda pair: " ".join(pair).strip())
lines = st.lists(rules | st.just("24/7"), min_size=1, max_size=4).map("; ".join)
moments = st.builds(
    lambda begin, steps: begin + steps * STEP,
    st.sampled_from([SPRING, AUTUMN, CHRISTMAS, EASTER, datetime(2026, 6, 1, tzinfo=UTC)]),
    st.integers(-4 * 30, 4 * 24 * 9),
)


def by_hand(hours: str, moment: datetime, nation: Nation) -> tuple[bool, datetime | None]:
    """Return (open, when that changes within 10 days) by looking at the clock step after step."""
    now = is_open(hours, moment.astimezone(LONDON).replace(tzinfo=None), nation)
    for step in range(1, FAR):
        later = (moment + step * STEP).astimezone(LONDON)
        if is_open(hours, later.replace(tzinfo=None), nation) != now:
            return now, later
    return now, None


@settings(max_examples=600)
@given(lines, moments, NATIONS)
def test_hours_are_open_when_the_sign_says_so_and_until_then(
    hours: str, moment: datetime, nation: Nation
) -> None:
    said = opening(hours, moment.astimezone(LONDON), nation)
    now, changes = by_hand(hours, moment, nation)
    assert said.state is (State.OPEN if now else State.CLOSED)
    if changes is not None:
        assert said.changes is not None
        assert said.changes.astimezone(UTC) == changes.astimezone(UTC)
        assert said.changes.utcoffset() == changes.utcoffset()
    elif said.changes is not None:
        assert said.changes >= moment + (FAR - 1) * STEP
    assert said.always == (now and said.changes is None)


@settings(max_examples=60)
@given(lines, st.lists(moments, min_size=2, max_size=12), NATIONS)
def test_asking_in_any_order_gives_the_same_answers(
    hours: str, asked: list[datetime], nation: Nation
) -> None:
    for moment in (*asked, *reversed(asked)):
        local = moment.astimezone(LONDON)
        said = opening(hours, local, nation).state is State.OPEN
        assert said == is_open(hours, local.replace(tzinfo=None), nation)


@pytest.mark.parametrize("nation", list(Nation))
def test_the_bank_holidays_are_those_of_gov_uk(nation: Nation) -> None:
    known = {day for day in bank_holidays(nation, 2026) if day.year in {2026, 2027}}
    assert known == HOLIDAYS[nation]


@pytest.mark.parametrize(
    ("nation", "day", "is_open_then"),
    [
        (Nation.ENGLAND, date(2027, 3, 29), False),
        (Nation.WALES, date(2027, 3, 29), False),
        (Nation.NORTHERN_IRELAND, date(2027, 3, 29), False),
        (Nation.SCOTLAND, date(2027, 3, 29), True),
        (Nation.SCOTLAND, date(2026, 11, 30), False),
        (Nation.NORTHERN_IRELAND, date(2026, 7, 13), False),
        (Nation.ENGLAND, date(2026, 12, 28), False),
        (Nation.ENGLAND, date(2026, 8, 3), True),
        (Nation.SCOTLAND, date(2026, 8, 3), False),
    ],
)
def test_easter_monday_and_substitute_days_are_kept_as_each_nation_keeps_them(
    nation: Nation, day: date, is_open_then: bool
) -> None:
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=LONDON)
    state = opening("Mo-Fr 09:00-17:00; PH off", noon, nation).state
    assert (state is State.OPEN) == is_open_then


def at(text: str, fold: int = 0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LONDON, fold=fold)


@pytest.mark.parametrize(
    ("hours", "moment", "state", "changes"),
    [
        ("24/7", at("2026-12-25 03:00"), State.OPEN, None),
        ("Mo-Su 00:00-24:00", at("2026-10-25 01:30"), State.OPEN, None),
        ("06:00-30:00", at("2026-10-25 01:30"), State.OPEN, None),
        ("Mo-Su 17:00-24:00", at("2026-11-24 23:59"), State.OPEN, at("2026-11-25 00:00")),
        ("Fr 22:00-02:00; Sa off", at("2026-11-28 01:00"), State.OPEN, at("2026-11-28 02:00")),
        ("22:00-02:00; PH off", at("2026-12-25 01:00"), State.OPEN, at("2026-12-25 02:00")),
        ("09:00-17:00; PH off", at("2026-12-24 17:00"), State.CLOSED, at("2026-12-27 09:00")),
        ("24/7; PH off", at("2026-12-28 17:00"), State.CLOSED, at("2026-12-29 00:00")),
        # The hour from 1 to 2 comes twice in October: the sign is read twice.
        ("00:30-01:30", at("2026-10-25 01:15"), State.OPEN, at("2026-10-25 01:30")),
        ("00:30-01:30", at("2026-10-25 01:45"), State.CLOSED, at("2026-10-25 01:00", 1)),
        ("00:30-01:30", at("2026-10-25 01:15", 1), State.OPEN, at("2026-10-25 01:30", 1)),
        # And in March it never comes.
        ("00:30-01:30", at("2027-03-28 00:45"), State.OPEN, at("2027-03-28 02:00")),
        ("01:15-01:45", at("2027-03-28 00:45"), State.CLOSED, at("2027-03-29 01:15")),
    ],
)
def test_days_that_go_wrong_easily_go_right(
    hours: str, moment: datetime, state: State, changes: datetime | None
) -> None:
    said = opening(hours, moment, Nation.ENGLAND)
    assert said.state is state
    assert said.always == (changes is None)
    # Two readings of one wall clock are equal in Python; only the moment tells them apart.
    assert (said.changes and said.changes.timestamp()) == (changes and changes.timestamp())


@pytest.mark.parametrize("hours", ["", "whenever", "Mo-Fr 09:00-17:00; sunset"])
def test_hours_that_nobody_can_read_are_unknown(hours: str) -> None:
    assert opening(hours, at("2026-11-24 12:00"), Nation.ENGLAND) == Opening(State.UNKNOWN)


@pytest.mark.parametrize(
    "hours",
    [
        "Mo-Fr 9-17",
        "Mo-Fr 09:00-25:60",
        "Mo-Fr 24:00-25:00",
        "Mo-Fr 09:00-09:00",
        "Mo-Fr 09:00-48:00",
        "Mo-Fr 09:00+",
        "Mo-Fr",
        "Fri 09:00-17:00",
        "sunrise-sunset",
        "SH off",
        "24/7 unknown",
        "Mo 09:00-17:00 || 24/7",
        "Feb 31 off",
        "Dec 26-24 off",
        "Mo-Fr 09:00-17:00;",
        ";",
        " ",
        'Mo 09:00-17:00 "by appointment"',
        "PH off " * 100,
    ],
)
def test_hours_that_leave_something_to_guess_are_refused(hours: str) -> None:
    with pytest.raises(BadHours, match=r".+"):
        check_hours(hours)


@given(st.text(max_size=60) | st.text("MoTuFrPH 0123456789:-,;/of", max_size=40))
def test_hours_from_anywhere_are_read_or_refused_and_nothing_else(hours: str) -> None:
    try:
        check_hours(hours)
    except BadHours:
        return
    assert opening(hours, at("2026-11-24 12:00"), Nation.ENGLAND).state in set(State)


def test_bank_holidays_are_loaded_with_the_program_and_not_by_the_first_who_asks() -> None:
    asked = "import sys, models.hours; print('holidays.countries.united_kingdom' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, check=True)  # noqa: S603
    assert told.stdout.split() == [b"True"]


@given(st.integers(0, 59), st.integers(0, 999_999))
def test_nothing_changes_within_a_minute(second: int, micro: int) -> None:
    hours = "Mo-Su 01:15-01:45"
    for fold in (0, 1):  # in the hour that comes twice
        minute = datetime(2026, 10, 25, 1, 15, fold=fold, tzinfo=ZoneInfo("Europe/London"))
        moment = minute.replace(second=second, microsecond=micro)
        assert opening(hours, moment, Nation.ENGLAND) == opening(hours, minute, Nation.ENGLAND)
        assert opening(hours, moment, Nation.ENGLAND).state is State.OPEN
        before = moment - timedelta(minutes=1)
        assert opening(hours, before, Nation.ENGLAND).state is State.CLOSED
