"""Opening hours in words, from the syntax they are kept in: "Monday to Friday 9am to 5pm"."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from messages.times import clock_words, weekday_words

_WEEK = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_MIDNIGHT = datetime(2026, 11, 23, tzinfo=UTC)
_DAY = rf"(?:{'|'.join(_WEEK)}|PH)"
_SPAN = r"\d\d:\d\d-\d\d:\d\d"
_RULE = re.compile(
    rf"(?:({_DAY}(?:-{_DAY})?(?:,{_DAY}(?:-{_DAY})?)*) )?({_SPAN}(?:,{_SPAN})*|off)"
)


def hours_words(written: str) -> str:
    """Return hours as somebody says them; what has dates of a year in it stays as it is written.

    For example "Mo-Fr 09:00-17:00; PH off": "Monday to Friday 9am to 5pm; bank holidays closed".
    """
    if written == "24/7":
        return "day and night"
    rules = [_RULE.fullmatch(part.strip()) for part in written.split(";") if part.strip()]
    told = [_days(rule[1]) + " " + _times(rule[2]) for rule in rules if rule]
    return "; ".join(told) if len(told) == len(rules) else written


def _days(written: str | None) -> str:
    if written in (None, "Mo-Su"):
        return "every day"
    return _listed([_to(map(_day, part.split("-"))) for part in str(written).split(",")])


def _day(written: str) -> str:
    return "bank holidays" if written == "PH" else weekday_words(_WEEK.index(written))


def _times(written: str) -> str:
    if written == "off":
        return "closed"
    if written == "00:00-24:00":
        return "day and night"
    return _listed([_to(map(_time, part.split("-"))) for part in written.split(",")])


def _time(written: str) -> str:
    hours, minutes = map(int, written.split(":"))
    return clock_words(_MIDNIGHT + timedelta(hours=hours, minutes=minutes))


def _to(ends: Iterable[str]) -> str:
    return " to ".join(ends)


def _listed(parts: list[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} and {last}" if most else last
