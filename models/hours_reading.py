"""Reads the syntax of opening hours, with a library and the four nations' bank holidays.

The library knows neither our bank holidays (its calendar has Easter Monday as a working day), nor
what is left of a span past midnight when the next day has a rule of its own. So bank holidays are
put in as dates, and what lies past midnight is read apart, a day later.
"""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from heapq import merge

import holidays.countries.united_kingdom  # noqa: F401 - now, and not by the first who asks
from holidays import country_holidays
from opening_hours import OpeningHours, ParserError  # type: ignore[attr-defined]

from models.site import Nation

ALWAYS = "24/7"
OFF = "off"
_DAY = timedelta(days=1)
_READINGS = 4096
_FOREVER = timedelta(days=400)
_SUBDIVISIONS = {
    Nation.ENGLAND: "ENG",
    Nation.WALES: "WLS",
    Nation.SCOTLAND: "SCT",
    Nation.NORTHERN_IRELAND: "NIR",
}
_WEEKDAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTH = f"(?:{'|'.join(_MONTHS)})"
_LEAP_YEAR = 2028
_DAYS = rf"(?:{_WEEKDAY}(?:-{_WEEKDAY})?|PH)"
_DATE = re.compile(rf"({_MONTH}) (\d\d?)(?:-(\d\d?))?")
_DATES = rf"{_MONTH} \d\d?(?:-(?:{_MONTH} )?\d\d?)?"
_SPAN = r"\d\d:\d\d-\d\d:\d\d"
_RULE = re.compile(
    rf"(?P<days>{_DAYS}(?:,{_DAYS})*|{_DATES}(?:,{_DATES})*)? ?(?P<times>{_SPAN}(?:,{_SPAN})*|off)"
)
_MINUTES_A_DAY = 24 * 60


class BadHours(ValueError):
    """Hours that cannot be read; its text says why."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """Some days, as they are written ("" is every day), and the spans that begin on them."""

    days: str
    spans: tuple[tuple[int, int], ...]


class Reading:
    """Hours that can be asked, by a wall clock without a zone."""

    def __init__(self, rules: tuple[_Rule, ...], holidays: Iterable[date]) -> None:
        dates = ",".join(f"{day:%Y %b %d}" for day in sorted(holidays))
        self._day = _library(rules, dates, 0)
        self._tail = _library(rules, dates, _MINUTES_A_DAY)

    def is_open(self, wall: datetime) -> bool:
        """Tell whether it is open at this reading of the clock on the wall."""
        return self._day.is_open(wall) or self._tail.is_open(wall - _DAY)

    def edge(self, wall: datetime) -> datetime | None:
        """Return the first reading after this one at which it opens or closes.

        None when nothing does for 400 days: spans that touch have edges where nothing changes.
        """
        is_open, end = self.is_open(wall), wall + _FOREVER
        today = (each[1] for each in self._day.intervals(wall, end))
        tail = (each[1] + _DAY for each in self._tail.intervals(wall - _DAY, end - _DAY))
        edges = merge(today, tail)
        return next((at for at in edges if at < end and self.is_open(at) != is_open), None)


@lru_cache(maxsize=_READINGS)
def reading(hours: str, nation: Nation, year: int) -> Reading:
    """Read hours with the nation's bank holidays around a year. Raises BadHours."""
    return read(hours, bank_holidays(nation, year))


def read(hours: str, holidays: Iterable[date]) -> Reading:
    """Read hours, with these days as bank holidays. Raises BadHours."""
    return Reading(tuple(_rule(part.strip()) for part in hours.split(";")), holidays)


@lru_cache(maxsize=64)
def bank_holidays(nation: Nation, year: int) -> frozenset[date]:
    """Return a nation's bank holidays of a year and its neighbours, substitute days included."""
    years = range(year - 1, year + 2)
    return frozenset(country_holidays("GB", subdiv=_SUBDIVISIONS[nation], years=years))


def _rule(written: str) -> _Rule:
    if written == ALWAYS:
        return _Rule("", ((0, _MINUTES_A_DAY),))
    found = _RULE.fullmatch(written)
    if found is None:
        raise BadHours(f"{written!r} is not like 'Mo-Fr 09:00-17:00', 'PH off' or '24/7'")
    for month, *numbers in _DATE.findall(found["days"] or ""):
        _refuse_no_date(month, [int(each) for each in numbers if each])
    times = found["times"]
    spans = () if times == OFF else tuple(_span(each) for each in times.split(","))
    return _Rule(found["days"] or "", spans)


def _refuse_no_date(month: str, numbers: list[int]) -> None:
    most = monthrange(_LEAP_YEAR, _MONTHS.index(month) + 1)[1]
    if numbers != sorted(numbers) or not all(1 <= number <= most for number in numbers):
        raise BadHours(f"there are no such days in {month}")


def _span(written: str) -> tuple[int, int]:
    """Return the minutes after midnight at which a span begins and ends."""
    begins, ends = (_minutes(each) for each in written.split("-"))
    if ends < begins:
        ends += _MINUTES_A_DAY
    if begins == ends or begins >= _MINUTES_A_DAY or ends - begins > _MINUTES_A_DAY:
        raise BadHours(f"{written!r} does not begin and end within a day and the next")
    return begins, ends


def _minutes(written: str) -> int:
    hours, minutes = map(int, written.split(":"))
    if minutes > 59 or hours > 47:  # noqa: PLR2004 - a clock's face, and the night after it
        raise BadHours(f"{written!r} is no time of day")
    return hours * 60 + minutes


def _library(rules: tuple[_Rule, ...], dates: str, begins: int) -> OpeningHours:
    """Hand the library what lies within one day: the day itself, or the tail after midnight."""
    written = [
        f"{days} {_within(rule.spans, begins)}".strip()
        for rule in rules
        for days in _selectors(rule.days, dates)
    ]
    try:
        return OpeningHours("; ".join(written) or OFF)
    except ParserError as error:
        raise BadHours("the library for opening hours cannot read it") from error


def _selectors(days: str, dates: str) -> list[str]:
    """Return the days as the library can read them: bank holidays as the dates they fall on."""
    if "PH" not in days:
        return [days]
    others = ",".join(each for each in days.split(",") if each != "PH")
    return [each for each in (others, dates) if each]


def _within(spans: tuple[tuple[int, int], ...], begins: int) -> str:
    clipped = [(max(start - begins, 0), min(end - begins, _MINUTES_A_DAY)) for start, end in spans]
    kept = [f"{_clock(start)}-{_clock(end)}" for start, end in clipped if start < end]
    return ",".join(kept) or OFF


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
