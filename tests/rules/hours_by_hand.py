"""Opening hours read a second time, apart from the program: day by day, minute by minute.

A span belongs to the day it begins on, and the last rule that names a day decides it. Bank
holidays are written out as GOV.UK lists them, each with the day it stands in for.
"""

from datetime import date, datetime, timedelta
from functools import cache

from models.site import Nation

DAY = timedelta(days=1)
NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
ENGLAND_AND_WALES = """
    2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-26
    2026-12-28
    2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-25 2027-12-26
    2027-12-27 2027-12-28
"""
SCOTLAND = """
    2026-01-01 2026-01-02 2026-04-03 2026-05-04 2026-05-25 2026-06-15 2026-08-03 2026-11-30
    2026-12-25 2026-12-26 2026-12-28
    2027-01-01 2027-01-02 2027-01-04 2027-03-26 2027-05-03 2027-05-31 2027-08-02 2027-11-30
    2027-12-25 2027-12-26 2027-12-27 2027-12-28
"""
NORTHERN_IRELAND = """
    2026-01-01 2026-03-17 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-07-12 2026-07-13
    2026-08-31 2026-12-25 2026-12-26 2026-12-28
    2027-01-01 2027-03-17 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-07-12 2027-08-30
    2027-12-25 2027-12-26 2027-12-27 2027-12-28
"""
LISTS = {
    Nation.ENGLAND: ENGLAND_AND_WALES,
    Nation.WALES: ENGLAND_AND_WALES,
    Nation.SCOTLAND: SCOTLAND,
    Nation.NORTHERN_IRELAND: NORTHERN_IRELAND,
}
HOLIDAYS = {
    nation: frozenset(map(date.fromisoformat, days.split())) for nation, days in LISTS.items()
}


def is_open(hours: str, wall: datetime, nation: Nation) -> bool:
    """Tell whether a sign with these hours says open when the clock beside it shows `wall`."""
    today = wall.hour * 60 + wall.minute
    return any(
        begins <= minute < ends
        for day, minute in ((wall.date(), today), (wall.date() - DAY, today + 24 * 60))
        for begins, ends in spans_of(hours, day, nation)
    )


@cache
def spans_of(hours: str, day: date, nation: Nation) -> tuple[tuple[int, int], ...]:
    """Return the spans that begin on a day, in minutes after its midnight."""
    decided: tuple[tuple[int, int], ...] = ()
    for rule in hours.split(";"):
        days, times = split(rule.strip())
        if names(days, day, nation):
            decided = tuple(map(span, times.split(","))) if times != "off" else ()
    return decided


def split(rule: str) -> tuple[str, str]:
    if rule == "24/7":
        return "", "00:00-24:00"
    days, _, times = rule.rpartition(" ")
    return days, times


def names(days: str, day: date, nation: Nation) -> bool:
    return not days or any(names_one(each, day, nation) for each in days.split(","))


def names_one(written: str, day: date, nation: Nation) -> bool:
    if written == "PH":
        return day in HOLIDAYS[nation]
    first, _, last = written.partition("-")
    if first in NAMES:
        begins, ends = NAMES.index(first), NAMES.index(last or first)
        return (day.weekday() - begins) % 7 <= (ends - begins) % 7
    month, number = first.split()
    begin = (MONTHS.index(month), int(number))
    end = begin
    if last:
        *other, number = last.split()
        end = (MONTHS.index(other[0] if other else month), int(number))
    this = (day.month - 1, day.day)
    return begin <= this <= end if begin <= end else this >= begin or this <= end


def span(written: str) -> tuple[int, int]:
    begins, ends = (int(t[:2]) * 60 + int(t[3:]) for t in written.split("-"))
    return begins, ends if ends > begins else ends + 24 * 60
