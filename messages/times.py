"""Times as the NHS style says them: 9:40am, midday, midnight, 23 November 2026."""

from datetime import date, datetime

_HALF_DAY = 12


def clock_words(moment: datetime) -> str:
    """Return a local time of day, for example "9am", "9:40pm", "midday" or "midnight"."""
    if moment.minute == 0 and moment.hour in (0, _HALF_DAY):
        return "midday" if moment.hour else "midnight"
    hour = moment.hour % _HALF_DAY or _HALF_DAY
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{hour}{minutes}{'am' if moment.hour < _HALF_DAY else 'pm'}"


def until_words(moment: datetime, now: datetime) -> str:
    """Return a near local moment, for example "9:40am tomorrow"; both are in the same zone."""
    days = (moment.date() - now.date()).days
    day = {0: "today", 1: "tomorrow"}.get(days, f"on {date_words(moment.date())}")
    return f"{clock_words(moment)} {day}"


def date_words(day: date) -> str:
    """Return a date, for example "6 August 2018"."""
    return f"{day.day} {day:%B %Y}"
