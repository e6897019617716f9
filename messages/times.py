"""Times as the NHS style says them: 9:40am, midday, midnight, 23 November 2026."""

from datetime import UTC, date, datetime, timedelta

_HALF_DAY = 12
_WEEK = 7
_MONDAY = date(2026, 11, 23)
_NIGHT = timedelta(hours=12)
"""A line that closes within it, after midnight, closes "at 2am": nobody asks on which day."""


def clock_words(moment: datetime) -> str:
    """Return a local time of day, for example "9am", "9:40pm", "midday" or "midnight"."""
    if moment.minute == 0 and moment.hour in (0, _HALF_DAY):
        return "midday" if moment.hour else "midnight"
    hour = moment.hour % _HALF_DAY or _HALF_DAY
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{hour}{minutes}{'am' if moment.hour < _HALF_DAY else 'pm'}"


def hour_words(hour: int) -> str:
    """Return an hour of the day, for example "6pm" or "midday"."""
    return clock_words(datetime(_MONDAY.year, _MONDAY.month, _MONDAY.day, hour, tzinfo=UTC))


def weekday_words(day: int) -> str:
    """Return a day of the week, 0 for "Monday"."""
    return f"{_MONDAY + timedelta(days=day):%A}"


def until_words(moment: datetime, now: datetime) -> str:
    """Return a near local moment, for example "9:40am tomorrow"; both are in the same zone.

    "Midnight tomorrow" could be read as a day later, so it is the minute before.
    """
    if moment.hour == moment.minute == 0:
        moment -= timedelta(minutes=1)
    days = (moment.date() - now.date()).days
    day = {0: "today", 1: "tomorrow"}.get(days, f"on {date_words(moment.date())}")
    return f"{clock_words(moment)} {day}"


def closing_words(moment: datetime, now: datetime) -> str:
    """Return until when a line is open, for example "8pm", "2am" or "5pm Friday"."""
    if moment.hour == moment.minute == 0:
        before = moment.date() - timedelta(days=1)
        return "midnight" if before == now.date() else f"the end of {_day_words(before, now)}"
    if moment.date() == now.date() or moment - now < _NIGHT:
        return clock_words(moment)
    return f"{clock_words(moment)} {_day_words(moment.date(), now)}"


def opening_words(moment: datetime, now: datetime) -> str:
    """Return when a line opens, for example "today 9am", "Monday 9am" or "4 January 9am"."""
    if moment.hour == moment.minute == 0:  # "Saturday midnight" would leave it open which one
        tonight = moment.date() - now.date() == timedelta(days=1)
        return "tonight at midnight" if tonight else _day_words(moment.date(), now)
    return f"{_day_words(moment.date(), now)} {clock_words(moment)}"


def _day_words(day: date, now: datetime) -> str:
    days = (day - now.date()).days
    if days in (0, 1):
        return "tomorrow" if days else "today"
    return f"{day:%A}" if days < _WEEK else f"{day.day} {day:%B}"


def month_words(day: date) -> str:
    """Return a month, for example "August 2018"."""
    return f"{day:%B %Y}"


def day_words(day: date) -> str:
    """Return a day of the weeks ahead, for example "Monday 6 August"."""
    return f"{day:%A} {day.day} {day:%B}"


def date_words(day: date) -> str:
    """Return a date, for example "6 August 2018"."""
    return f"{day.day} {day:%B %Y}"


def span_words(first: date, last: date) -> str:
    """Return a span of days: "9 to 15 November 2026", "28 September to 25 October 2026"."""
    start = f"{first.day} {first:%B}" if first.year == last.year else date_words(first)
    if (first.year, first.month) == (last.year, last.month):
        start = str(first.day)
    return f"{start} to {date_words(last)}"
