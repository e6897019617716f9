"""What somebody asked to keep of their practice: a confidence before and after, and recalls."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from models.skill import Theme

MOST = 10
"""Confidence goes from 0 to this; the same words and the same scale before and after."""
GAPS = (1, 3, 7)
"""Days until a recall question comes again: after the lesson, then after each answer."""


class Worth(StrEnum):
    """Whether a theme was worth somebody's time."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Rating:
    """Confidence in a theme, from 0 to 10; `asked` once it was asked whether it may count."""

    theme: Theme
    before: int
    after: int | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Recall:
    """A lesson that asks again on a day; `done` is how many of the gaps are over."""

    lesson: str
    due: date
    done: int = 0


def first_recall(lesson: str, today: date) -> Recall:
    """Return the recall of a lesson that was read today."""
    return Recall(lesson, today + timedelta(days=GAPS[0]))


def next_recall(recall: Recall, today: date) -> Recall | None:
    """Return what follows an answer given today, None when it has asked as often as it does."""
    done = recall.done + 1
    return (
        Recall(recall.lesson, today + timedelta(days=GAPS[done]), done)
        if done < len(GAPS)
        else None
    )


def confidence(said: str) -> int | None:
    """Read a confidence out of callback data, which is user input; None for anything else."""
    known = {str(number): number for number in range(MOST + 1)}
    return known.get(said)
