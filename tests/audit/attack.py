"""The attacker: whole numbers that fit all that is known at once (scipy's HiGHS).

A cell that is 0 in one such solution is not proven to hold anybody; one that is 6 in another is
neither proven empty nor pinned down. So a few solutions clear all cells; what stays is guilty.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from models.counts.menu import Row
from models.counts.period import Period, Span, period_of

FAR = 6
"""Further than 1 from every true count of 1 to 4."""

SECONDS = 60
Cell = tuple[Row, Period]
ONE: Cell = (Row("one"), period_of(Span.YEAR, date(2024, 1, 15)))
"""A cell that is 1, so that a sum may hold a plain number."""


@dataclass(slots=True)
class Known:
    """What is known: a range for each cell, and sums of cells that are not below 0."""

    ranges: dict[Cell, tuple[float, float]] = field(default_factory=dict)
    sums: list[Mapping[Cell, float]] = field(default_factory=list)

    def at_most(self, parts: Iterable[Cell], whole: Iterable[Cell]) -> None:
        """Know that the parts together are no more than the whole."""
        terms: dict[Cell, float] = {}
        for cell, sign in (*((c, 1) for c in whole), *((c, -1) for c in parts)):
            terms[cell] = terms.get(cell, 0) + sign
        self.sums.append(terms)

    def allows(self, truth: Mapping[Cell, float]) -> bool:
        """Tell whether the truth is among what is thought possible: a wrong attacker is none."""
        inside = all(low <= truth[cell] <= high for cell, (low, high) in self.ranges.items())
        return inside and all(
            sum(sign * truth[cell] for cell, sign in terms.items()) >= 0 for terms in self.sums
        )


@dataclass(frozen=True, slots=True)
class Found:
    """Cells that are proven not to be 0, and cells that are proven to be below 6."""

    not_empty: frozenset[Cell]
    small: frozenset[Cell]

    def pinned(self, truth: Mapping[Cell, float]) -> set[Cell]:
        """Return cells of 1 to 4 that may be known within 1: an end of their range is near."""
        return {cell for cell in self.not_empty | self.small if 1 <= truth[cell] <= 4}


def attack(known: Known, hidden: Iterable[Cell]) -> Found:
    """Return what is proven of the hidden cells."""
    solver, cells = _Solver(known), frozenset(hidden)
    return Found(solver.proven(cells, 0), solver.proven(cells, FAR))


class _Solver:
    def __init__(self, known: Known) -> None:
        self._place = {cell: place for place, cell in enumerate(known.ranges)}
        self._low, self._high = np.array(list(known.ranges.values()), dtype=float).T
        self._sums = known.sums

    def proven(self, cells: frozenset[Cell], aim: int) -> frozenset[Cell]:
        """Return the cells that no solution has at the aim: 0, or 6 and more."""
        left = cells
        while left and (reached := self._reached(left, aim)):
            left -= reached
        return frozenset(cell for cell in left if not self._reached(frozenset({cell}), aim))

    def _reached(self, cells: frozenset[Cell], aim: int) -> frozenset[Cell]:
        """Bring these cells as near to the aim as can be, all at once; return which got there."""
        order = sorted(cells)
        count, extra = len(self._place), len(order)
        solved = milp(
            np.concatenate([np.zeros(count), np.ones(extra)]),
            integrality=np.concatenate([np.ones(count), np.zeros(extra)]),
            bounds=Bounds(
                np.concatenate([self._low, np.zeros(extra)]),
                np.concatenate([self._high, np.full(extra, np.inf)]),
            ),
            constraints=self._constraints(order, aim),
            options={"time_limit": SECONDS, "mip_rel_gap": 0.02},
        )
        assert solved.x is not None, "no world fits what was posted: the attacker is wrong"
        values = {cell: round(solved.x[self._place[cell]]) for cell in order}
        return frozenset(
            c for c, value in values.items() if (value == 0 if aim == 0 else value >= aim)
        )

    def _constraints(self, order: list[Cell], aim: int) -> list[LinearConstraint]:
        """Keep all sums; each cell has a helper that is no less than its distance from the aim."""
        entries = [
            (sign, line, self._place[cell])
            for line, terms in enumerate(self._sums)
            for cell, sign in terms.items()
        ]
        count, width = len(self._sums), len(self._place) + len(order)
        toward = 1 if aim else -1
        for number, cell in enumerate(order):
            entries.append((toward, count + number, self._place[cell]))
            entries.append((1, count + number, len(self._place) + number))
        values, lines, places = zip(*entries, strict=True)
        matrix = csr_array((values, (lines, places)), shape=(count + len(order), width))
        floor = np.concatenate([np.zeros(count), np.full(len(order), float(aim))])
        return [LinearConstraint(matrix, floor, np.inf)]
