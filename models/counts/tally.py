"""Counts a period in one pass over its reports, person by person; nothing of a person is left."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import groupby
from typing import TypeVar

from models.counts.menu import OF_REPORTS, SITE, SMALLER, Row, across

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Report:
    """A report as the counting sees it.

    person:  tells this person's reports from others'; None when there is no link.
    site:    the site, None without one.
    week:    the Monday of its week.
    answers: question to options.
    """

    person: bytes | None = field(repr=False)
    site: str | None
    week: date
    answers: Mapping[str, Collection[str]]


Sites = Mapping[str, date]
"""The sites that have a row of their own, each with the week from which on it has."""


@dataclass(slots=True)
class Tally:
    """Numbers behind figures, by row: never shown, never kept.

    at_one_site: of the people those who logged at the site that has most of them.
    totals: the sum of the numbers that a mean is of.
    at: for each place, its people in rows that count people of all sites.
    """

    encounters: Counter[Row] = field(default_factory=Counter)
    people: Counter[Row] = field(default_factory=Counter)
    at_one_site: Counter[Row] = field(default_factory=Counter)
    totals: Counter[Row] = field(default_factory=Counter)
    at: dict[str, Counter[Row]] = field(default_factory=lambda: defaultdict(Counter))

    def add(self, other: "Tally") -> None:
        """Take in what was counted of other tables."""
        for name in ("encounters", "people", "at_one_site", "totals"):
            getattr(self, name).update(getattr(other, name))
        for place, people in other.at.items():
            self.at[place].update(people)


def tally(reports: Iterable[Report], sites: Sites) -> Tally:
    """Count reports; a person's stand all in a row."""
    done = Tally()
    at_sites: dict[str | None, Counter[Row]] = defaultdict(Counter)
    for person, theirs in groupby(reports, key=lambda report: report.person):
        seen: dict[str | None, set[Row]] = defaultdict(set)
        placed: dict[str, set[Row]] = defaultdict(set)
        for report in theirs:
            rows = rows_of(report, sites)
            done.encounters.update(rows)
            seen[report.site].update(rows)
            placed[place_of(report.site, report.week, sites)].update(across(rows))
        if person is not None:
            done.people.update(set().union(*seen.values()))
            _add(at_sites, seen)
            _add(done.at, placed)
    for here in at_sites.values():
        done.at_one_site |= here
    return done


def _add(totals: dict[T, Counter[Row]], counted: Mapping[T, set[Row]]) -> None:
    for key, rows in counted.items():
        totals[key].update(rows)


def rows_of(report: Report, sites: Sites) -> list[Row]:
    """Return every row that a report counts in."""
    places = () if report.person is None else (place_of(report.site, report.week, sites),)
    found: list[Row] = []
    for table in OF_REPORTS:
        parts = [
            places if part == SITE else tuple(report.answers.get(part, ())) for part in table.by
        ]
        found += _rows(table.key, *parts)
    return found


@lru_cache(maxsize=100_000)
def _rows(
    table: str, firsts: tuple[str, ...] = ("",), seconds: tuple[str, ...] = ("",)
) -> tuple[Row, ...]:
    """Return the rows of a table for some keys: made once, since most reports are alike."""
    return tuple(Row(table, first, second) for first in firsts for second in seconds)


def enrolled(people: Mapping[str | None, int], sites: Sites) -> Tally:
    """Count who has joined, given their number at each site and without one."""
    done = Tally()
    for site, number in people.items():
        place = site if site is not None and site in sites else SMALLER
        done.people.update({Row("enrolled"): number, Row("site_enrolled", place): number})
    return done


def place_of(site: str | None, week: date, sites: Sites) -> str:
    """Return the row of a report's site; people without one count among the smaller sites."""
    return site if site is not None and sites.get(site, date.max) <= week else SMALLER
