"""Weeks and shift bands: the only times an incident keeps."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from models.report import When

EARLY_FROM, LATE_FROM, NIGHT_FROM = 7, 15, 22
"""Local hours at which a band begins: about the common early, late and night shifts."""


class Band(StrEnum):
    """A third of the day, named as rotas name it."""

    EARLY = "early"
    LATE = "late"
    NIGHT = "night"


def band_of(now: datetime, zone: ZoneInfo) -> Band:
    """Return the band of an aware moment by the clock on the wall in `zone`."""
    hour = now.astimezone(zone).hour
    if EARLY_FROM <= hour < LATE_FROM:
        return Band.EARLY
    return Band.LATE if LATE_FROM <= hour < NIGHT_FROM else Band.NIGHT


def week_of(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def dated(when: str | None, now: datetime, zone: ZoneInfo) -> tuple[date, Band | None]:
    """Return (week, band) of an incident from the answer to "when".

    A night shift belongs to the day on which it began. Without a better answer the week is this
    one; a band is only known for this shift.
    """
    local = now.astimezone(zone)
    begun = (local - timedelta(hours=EARLY_FROM)).date()
    if when == When.THIS_SHIFT:
        return week_of(begun), band_of(now, zone)
    if when == When.YESTERDAY:
        return week_of(local.date() - timedelta(days=1)), None
    return week_of(local.date()), None
