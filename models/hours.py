"""Opening hours: whether a line is open now, and when that changes, by the clock on the wall.

Hours are written in a part of OpenStreetMap's syntax that leaves nothing to guess:
`Mo-Fr 09:00-17:00; Sa 10:00-12:00,22:00-02:00; Dec 24-26 off; PH off`, or `24/7`. A later rule
replaces an earlier one on its days; a span past midnight belongs to the day it begins on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from enum import StrEnum
from functools import lru_cache

from models.hours_reading import BadHours, Reading, read, reading
from models.site import Nation

__all__ = ["ORDER", "BadHours", "Opening", "State", "check_hours", "opening", "openings"]

MINUTE = 60
_READINGS = 4096
_LONG = timedelta(days=100)
"""Shorter than the time between two clock changes, so that at most one lies in it."""
_FOLD = timedelta(hours=3)


class State(StrEnum):
    """Whether somebody answers now."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Opening:
    """How a line stands: `changes` is the moment that ends it, aware; None when nothing does.

    always: it never closes.
    """

    state: State
    always: bool = False
    changes: datetime | None = None


ORDER = {State.OPEN: 0, State.UNKNOWN: 2, State.CLOSED: 4}
"""What is shown first; two apart, so that something else fits in between."""
UNKNOWN = Opening(State.UNKNOWN)


def check_hours(hours: str) -> None:
    """Raise BadHours, which says why, unless the hours are empty or can be read."""
    if hours:
        read(hours, ())


def opening(hours: str, moment: datetime, nation: Nation) -> Opening:
    """Tell how a line with these hours stands at a moment, aware and on its own wall clock.

    Hours that are empty or cannot be read are unknown. Bank holidays (PH) are the nation's.
    """
    return openings(moment, nation)[hours]


def openings(moment: datetime, nation: Nation) -> Mapping[str, Opening]:
    """Return how lines stand at a moment, by their hours; any hours can be asked for."""
    return _openings(int(moment.timestamp()) // MINUTE, moment.tzinfo, nation)


@lru_cache(maxsize=64)
def _openings(minute: int, zone: tzinfo | None, nation: Nation) -> "_Openings":
    """Make them once for each minute: nothing opens or closes within one."""
    return _Openings(datetime.fromtimestamp(minute * MINUTE, zone), nation)


class _Openings(dict[str, Opening]):
    """How lines stand at one moment in one nation; looked up when asked for."""

    def __init__(self, moment: datetime, nation: Nation) -> None:
        super().__init__({"": UNKNOWN})
        self._moment = moment
        self._stamp = moment.timestamp()
        self._nation = nation

    def __missing__(self, hours: str) -> Opening:
        found = self[hours] = _line(hours, self._nation).at(self._moment, self._stamp)
        return found


@lru_cache(maxsize=_READINGS)
def _line(hours: str, nation: Nation) -> "_Line":
    return _Line(hours, nation)


class _Line:
    """One line's hours in one nation; remembers how it stands until that changes."""

    def __init__(self, hours: str, nation: Nation) -> None:
        self._hours = hours
        self._nation = nation
        self._held = (0.0, 0.0, UNKNOWN)

    def at(self, moment: datetime, stamp: float) -> Opening:
        since, until, held = self._held
        if since <= stamp < until:
            return held
        try:
            found = _opening(reading(self._hours, self._nation, moment.year), moment)
        except BadHours:
            return UNKNOWN
        ends = found.changes or _later(moment, _LONG)
        self._held = (stamp, ends.timestamp(), found)
        return found


def _opening(line: Reading, moment: datetime) -> Opening:
    is_open = line.is_open(moment.replace(tzinfo=None))
    changes = _change(line, moment)
    state = State.OPEN if is_open else State.CLOSED
    return Opening(state, always=is_open and changes is None, changes=changes)


def _change(line: Reading, moment: datetime) -> datetime | None:
    """Return the moment the state changes, walking over every change of the clock before it."""
    at, is_open = moment, line.is_open(moment.replace(tzinfo=None))
    while True:
        wall = at.replace(tzinfo=None)
        edge = line.edge(wall)
        target = _later(at, edge - wall if edge else _FOLD)
        jump = _jump(at, target)
        if jump is None:
            return target if edge else None
        if line.is_open(jump.replace(tzinfo=None)) != is_open:
            return jump
        at = jump


def _jump(start: datetime, end: datetime) -> datetime | None:
    """Return the first moment after `start`, up to `end`, at which the clock has been changed."""
    step = min(_later(start, _LONG), end)
    while step.utcoffset() == start.utcoffset():
        if step == end:
            return None
        step = min(_later(step, _LONG), end)
    low, high = start.astimezone(UTC), step.astimezone(UTC)
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        same = middle.astimezone(start.tzinfo).utcoffset() == start.utcoffset()
        low, high = (middle, high) if same else (low, middle)
    whole = high.replace(second=0, microsecond=0)
    return whole.astimezone(start.tzinfo)


def _later(moment: datetime, step: timedelta) -> datetime:
    """Return the moment that much real time later, on the same wall clock."""
    return (moment.astimezone(UTC) + step).astimezone(moment.tzinfo)
