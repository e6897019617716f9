"""How posted figures are read: in words, in bands, and side by side."""

from collections.abc import Sequence
from enum import StrEnum
from math import sqrt
from statistics import fmean

from models.counts.figure import MOST_OFF

BEFORE = 8
"""Posted periods that the newest is compared with."""

ENOUGH = 4
"""Figures among them without which nothing is compared."""

BANDS = (20, 50, 100, 200, 500, 1_000, 2_000, 5_000)
"""Where bands of enrolment begin; below the first nothing is said."""

TENTH = 10


class Change(StrEnum):
    """What may be said of a newest figure."""

    MORE = "more"
    FEWER = "fewer"
    NO_CLEAR_CHANGE = "no_clear_change"
    TOO_FEW = "too_few"


def change(newest: int | None, before: Sequence[float | None]) -> Change:
    """Compare the newest figure with the mean of those posted before it, of as many weeks each.

    A change is clear beyond the rule's largest error, 10, and what chance brings: twice the root
    of the mean (the spread of counts of events that do not know of each other).
    """
    known = [each for each in before[-BEFORE:] if each is not None]
    if newest is None or len(known) < ENOUGH:
        return Change.TOO_FEW
    mean = fmean(known)
    margin = MOST_OFF + 2 * sqrt(mean)
    if abs(newest - mean) <= margin:
        return Change.NO_CLEAR_CHANGE
    return Change.MORE if newest > mean else Change.FEWER


def together(figures: Sequence[int | None]) -> int | None:
    """Return a coarser view: the sum of posted figures, None when none of them is shown."""
    known = [each for each in figures if each is not None]
    return sum(known) if known else None


def band(enrolled: int | None) -> tuple[int, int | None] | None:
    """Return the band, from and to, that a posted figure of enrolment lies in; None below 20."""
    if enrolled is None or enrolled < BANDS[0]:
        return None
    start = max(each for each in BANDS if each <= enrolled)
    above = [each for each in BANDS if each > enrolled]
    return start, above[0] - 1 if above else None


def rate(part: int | None, whole: int | None) -> tuple[int, int] | None:
    """Return a share as a band of 10 points in 100, from two posted figures; None without both."""
    if part is None or not whole:
        return None
    start = min(100 * part // whole, 100 - TENTH) // TENTH * TENTH
    return start, start + TENTH
