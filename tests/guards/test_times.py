"""Times in words, as the NHS writes them, and never one that could be another day's."""

import re
from datetime import date, datetime

import pytest

from messages.hours import hours_words
from messages.times import closing_words, opening_words, span_words, until_words
from models.route_file.read import seed_routes
from tests.guards.language import faults

NOW = datetime(2026, 11, 24, 12, 0)  # noqa: DTZ001 - a wall clock; a Tuesday


def at(day: int, hour: int, minute: int = 0) -> datetime:
    month = 11 if day <= 30 else 12
    return datetime(2026, month, day if day <= 30 else day - 30, hour, minute)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(24, 20), "8pm"),
        (at(24, 16, 30), "4:30pm"),
        (at(25, 0), "midnight"),
        (at(25, 17), "5pm tomorrow"),
        (at(27, 17), "5pm Friday"),
        (at(28, 0), "the end of Friday"),
        (at(26, 0), "the end of tomorrow"),
        (at(34, 9), "9am 4 December"),
    ],
)
def test_until_when_a_line_is_open(moment: datetime, words: str) -> None:
    assert closing_words(moment, NOW) == words
    assert not faults(f"Open now, until {words}")


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(24, 20), "8pm today"),
        (at(25, 12), "midday tomorrow"),
        (at(25, 0), "11:59pm today"),
        (at(26, 0), "11:59pm tomorrow"),
        (at(27, 0, 1), "12:01am on 27 November 2026"),
    ],
)
def test_until_when_something_is_kept(moment: datetime, words: str) -> None:
    assert until_words(moment, NOW) == words


def test_a_line_that_closes_in_the_small_hours_closes_at_2am() -> None:
    evening = at(24, 21)
    assert closing_words(at(25, 2), evening) == "2am"
    assert closing_words(at(25, 2), at(24, 9)) == "2am tomorrow"


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(24, 17), "today 5pm"),
        (at(25, 9), "tomorrow 9am"),
        (at(30, 9), "Monday 9am"),
        (at(31, 9), "1 December 9am"),
        (at(27, 12), "Friday midday"),
        (at(25, 0), "tonight at midnight"),
        (at(28, 0), "Saturday"),
    ],
)
def test_when_a_line_opens(moment: datetime, words: str) -> None:
    assert opening_words(moment, NOW) == words
    assert not faults(f"Opens {words}")


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2026, 11, 9), date(2026, 11, 15), "9 to 15 November 2026"),
        (date(2026, 9, 28), date(2026, 10, 25), "28 September to 25 October 2026"),
        (date(2025, 12, 29), date(2026, 3, 29), "29 December 2025 to 29 March 2026"),
    ],
)
def test_a_span_of_days_says_no_month_and_no_year_twice(
    first: date, last: date, words: str
) -> None:
    assert span_words(first, last) == words
    assert not faults(f"{words}.")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("24/7", "day and night"),
        ("Mo-Fr 09:00-17:00; PH off", "Monday to Friday 9am to 5pm; bank holidays closed"),
        ("Mo-Su 17:00-24:00", "every day 5pm to midnight"),
        ("22:00-26:30", "every day 10pm to 2:30am"),
        ("Mo,We 09:30-12:00,13:00-20:00", "Monday and Wednesday 9:30am to midday and 1pm to 8pm"),
        ("Tu,Th-Sa,PH 10:00-14:00", "Tuesday, Thursday to Saturday and bank holidays 10am to 2pm"),
        ("Mo-Fr 09:00-17:00; Dec 24-26 off", "Mo-Fr 09:00-17:00; Dec 24-26 off"),
        ("", ""),
    ],
)
def test_hours_are_said_in_words_or_left_as_they_are_written(written: str, words: str) -> None:
    assert hours_words(written) == words


def test_all_hours_that_come_with_the_program_have_words() -> None:
    for hours in {route.hours for route in seed_routes() if route.hours}:
        assert not re.search(r"\d\d:|PH|off", hours_words(hours)), hours
