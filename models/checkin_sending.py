"""What becomes of a check-in whose moment has come: sent, put off, skipped or closed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from models.checkin_hours import Window, allowed
from models.checkin_plan import APART

LATE = timedelta(hours=12)
"""One found so late, after a time in which nothing was sent, is skipped."""

GIVE_UP = timedelta(hours=24)
"""So long after its date nothing is sent any more, whatever was in the way."""

REMIND_AFTER = timedelta(hours=24)
MOST_SENDINGS = 2
"""The check-in itself, and one reminder."""

FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(hours=1)


class State(StrEnum):
    """Where a check-in stands; the last three are its ends."""

    DUE = "due"
    CLAIMED = "claimed"
    SENT = "sent"
    ANSWERED = "answered"
    SKIPPED = "skipped"
    STOPPED = "stopped"


class Act(StrEnum):
    """What to do with it now."""

    SEND = "send"
    PUT_OFF = "put_off"
    SKIP = "skip"
    CLOSE = "close"


@dataclass(frozen=True, slots=True)
class Standing:
    """A check-in whose moment has come.

    due: its date, for a reminder the reminder's; seen: it was looked at before, and put off.
    yields: it is a theme, which comes once, and not when a check-in is near.
    """

    state: State
    due: datetime
    seen: bool
    sendings: int
    yields: bool = False

    @property
    def lost(self) -> bool:
        """Whether a sender took it and did not come back: it may have been sent."""
        return self.state is State.CLAIMED


@dataclass(frozen=True, slots=True)
class Around:
    """What decides beside it: the window, when the last one was sent, and when the next is due.

    opens: when a pause ends.
    """

    window: Window
    last: datetime | None
    following: datetime | None
    opens: datetime


def decide(one: Standing, around: Around, now: datetime) -> tuple[Act, datetime]:
    """Return what to do, and when: now, or the moment it is put off to."""
    if one.state is State.ANSWERED or one.sendings >= (1 if one.yields else MOST_SENDINGS):
        return Act.CLOSE, now
    over = Act.CLOSE if one.sendings else Act.SKIP
    if now - one.due >= (GIVE_UP if one.seen or one.lost else LATE):
        return over, now
    if one.sendings and not one.lost and _another_is_near(around, now):
        return over, now
    if one.yields and _another_follows(around, now):
        return over, now
    at = _free(one, around, now)
    if at == now:
        return Act.SEND, now
    return (over, now) if at - one.due > GIVE_UP else (Act.PUT_OFF, at)


def _another_is_near(around: Around, now: datetime) -> bool:
    """Tell whether another check-in was sent or comes within 20 hours: no reminder then."""
    since = around.last is not None and around.last + APART > now
    return since or _another_follows(around, now)


def _another_follows(around: Around, now: datetime) -> bool:
    return around.following is not None and around.following < now + APART


def _free(one: Standing, around: Around, now: datetime) -> datetime:
    """Return the first moment at which it may be sent."""
    at = max(now, around.opens)
    if around.last is not None and not one.lost:
        at = max(at, around.last + APART)
    return allowed(at, around.window)


def wait(tries: int, chance: float) -> timedelta:
    """Return how long to wait after so many failures; chance, 0 to 1, spreads them."""
    longest = min(FIRST_WAIT * float(1 << min(tries, 12)), LONGEST_WAIT)
    return longest * (0.5 + chance / 2)
