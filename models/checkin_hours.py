"""When somebody may be written to: by the clock on their wall, in their hours, on their days."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

EVERY_DAY = frozenset(range(7))
DAY = timedelta(days=1)
LOOK_AHEAD = 30
"""Days within which every window opens: a week, and whole days that a zone once left out."""


class Pattern(StrEnum):
    """When somebody works, as far as it decides when they sleep."""

    DAYS = "days"
    NIGHTS = "nights"
    VARIES = "varies"


_HOURS: Mapping[Pattern, range] = {
    Pattern.DAYS: range(8, 21),
    Pattern.NIGHTS: range(15, 21),
    Pattern.VARIES: range(11, 20),
}
_OFFERED: Mapping[Pattern, tuple[int, ...]] = {
    Pattern.DAYS: (8, 10, 12, 14, 16, 18, 20),
    Pattern.NIGHTS: (15, 16, 17, 18, 19, 20),
    Pattern.VARIES: (11, 13, 15, 17, 19),
}
_USUAL: Mapping[Pattern, int] = {Pattern.DAYS: 18, Pattern.NIGHTS: 16, Pattern.VARIES: 15}


def hours(pattern: Pattern) -> range:
    """Return the local hours in which nobody of this pattern is likely to sleep."""
    return _HOURS[pattern]


def offered_hours(pattern: Pattern) -> tuple[int, ...]:
    """Return the hours to choose from, few enough for buttons."""
    return _OFFERED[pattern]


def usual_hour(pattern: Pattern) -> int:
    """Return the hour to propose."""
    return _USUAL[pattern]


@dataclass(frozen=True, slots=True)
class Window:
    """When somebody wants to be written to.

    hour: the local hour they chose; weekdays: 0 is Monday; zone: its name in the tz database.
    Raises ValueError for an hour outside the pattern's, no day at all, or an unknown zone.
    """

    hour: int
    pattern: Pattern
    weekdays: frozenset[int]
    zone: str

    def __post_init__(self) -> None:
        """Refuse what would never open."""
        if self.hour not in hours(self.pattern):
            raise ValueError("an hour in which they sleep")
        if not self.weekdays or not self.weekdays <= EVERY_DAY:
            raise ValueError("no day of the week")
        zone_of(self.zone)

    def is_open(self, moment: datetime) -> bool:
        """Tell whether they may be written to at this moment."""
        local = self.local(moment)
        return local.hour in hours(self.pattern) and local.weekday() in self.weekdays

    @property
    def tz(self) -> ZoneInfo:
        """The zone itself."""
        return zone_of(self.zone)

    def local(self, moment: datetime) -> datetime:
        """Return a moment as it is on their wall."""
        return moment.astimezone(self.tz)


@cache
def zone_of(name: str) -> ZoneInfo:
    """Return a zone by its name; raises ValueError for one that there is not."""
    try:
        return ZoneInfo(name)
    except (KeyError, OSError):
        raise ValueError("no such zone") from None


def allowed(moment: datetime, window: Window) -> datetime:
    """Return the first moment from this one on at which they may be written to."""
    if window.is_open(moment):
        return moment
    opens = hours(window.pattern)[0]
    return next(each for each in _days(moment, opens, window) if each >= moment)


def chosen(moment: datetime, window: Window) -> datetime:
    """Return the chosen hour of this local day, or of the first one after it that may be."""
    return next(_days(moment, window.hour, window))


def chosen_from(moment: datetime, window: Window) -> datetime:
    """Return the first chosen hour from this moment on."""
    return next(each for each in _days(moment, window.hour, window) if each >= moment)


def _days(moment: datetime, hour: int, window: Window) -> Iterator[datetime]:
    """Yield an hour of this local day and of those that follow, on the days that may be.

    A wall clock that never shows that hour on a day, or that day at all, has it left out.
    """
    first = window.local(moment).date()
    for ahead in range(LOOK_AHEAD):
        wall = datetime.combine(first + ahead * DAY, time(hour), zone_of(window.zone))
        if window.is_open(wall.astimezone(UTC)):
            yield wall.astimezone(UTC)
