"""The one rule by which a number becomes a figure that may be shown.

The nudge is drawn when a release is posted and is kept nowhere. Every figure has its own, so
totals need not add up, and no sum over figures cancels the nudges out.
"""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate
from math import exp

STEP = 5
"""Figures are multiples of this."""

SMALLEST = 10
"""What would be below is hidden, zero too."""

CUT = 8
"""No nudge is larger."""

PEOPLE = 5
"""Nothing is shown that fewer different people logged."""

GATE = 11
"""What the number of people with a nudge of its own must reach.

Without that nudge somebody who knows of 4 people would be certain of the 5th as soon as the figure
shows; with it that happens in fewer than 3 of 10,000 cases.
"""

ELSEWHERE = 9
"""What the people outside the site that has most of them must reach, with a nudge of their own:
or whoever knows all other sites would know that their own is not empty."""

PLENTY = 20
"""So many at that site, with the same nudge, are enough as well: nobody is alone among them."""

STANDS_OUT = 8
"""A figure of people at all sites is hidden where it is so much above those at sites whose own
figures are shown. Luck alone lifts a figure so far in 7 of 10,000 cases: whoever knows all other
sites would be certain that theirs, which is hidden, is not empty."""

MOST_OFF = CUT + 2
"""A shown figure is never further than this from the number behind it."""

_BITS = 40
_NUDGES = range(-CUT, CUT + 1)
_UP_TO = tuple(accumulate(round(exp(-each * each / 8) * 2**_BITS) for each in _NUDGES))

Draw = Callable[[int], int]
"""Returns a random whole number from 0 up to, not with, the one given."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind a figure: the number it is of, the different people who logged it.

    at_one_site: those of them at the site that has most; None for a figure of one site.
    """

    number: int
    people: int
    at_one_site: int | None = None


def nudge(below: Draw) -> int:
    """Return a whole number e from -8 to 8 with a chance proportional to exp(-e*e/8)."""
    return _NUDGES[bisect_right(_UP_TO, below(_UP_TO[-1]))]


def rounded(number: int, nudged: int) -> int:
    """Return 5 * floor((n + e + 2) / 5)."""
    return STEP * ((number + nudged + 2) // STEP)


def shown(behind: Behind, below: Draw) -> int | None:
    """Return the figure that is shown.

    None is "under 10, or hidden": the number is small, or too few people are behind it.
    """
    figure, gate, spread = rounded(behind.number, nudge(below)), nudge(below), nudge(below)
    if figure < SMALLEST or behind.people < PEOPLE or behind.people + gate < GATE:
        return None
    return figure if _is_spread(behind, spread) else None


def _is_spread(behind: Behind, nudged: int) -> bool:
    """Tell whether no single site stands behind a figure with a few people."""
    if behind.at_one_site is None:
        return True
    elsewhere = behind.people - behind.at_one_site
    return elsewhere + nudged >= ELSEWHERE or behind.at_one_site + nudged >= PLENTY


def chances() -> dict[int, float]:
    """Return the chance of every nudge, for the documents, the tests and the audit."""
    steps = zip(_UP_TO, (0, *_UP_TO), strict=False)
    return {e: (up - low) / _UP_TO[-1] for e, (up, low) in zip(_NUDGES, steps, strict=True)}
