"""The menu: every table of counts there is. A new one is a line here, and must pass the audit.

There is no other way to ask: no filter, no window, no live figure.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from models.counts.period import Span
from models.report import QUESTIONS

SITE = "site"
SMALLER = "smaller"
"""Stands in for every site that has fewer people enrolled than a row of its own needs."""

OWN_ROW = 20
"""People who must be enrolled at a site before it has a row of its own."""

_OPTIONS = {question.key: question.options for question in QUESTIONS}


class Row(NamedTuple):
    """What one figure is of: a table of the menu and the keys of its place in it."""

    table: str
    first: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it is by, and how often its rows may be counted.

    By a site it counts people, once a figure and period, and only reports that can be found: a
    report with no link has no site. All other tables of reports count encounters.

    of_enrolled: it counts who has joined when the period closes, not what was logged in it.
    """

    key: str
    by: tuple[str, ...] = ()
    spans: tuple[Span, ...] = tuple(Span)
    of_enrolled: bool = False

    @property
    def counts_people(self) -> bool:
        """Tell whether it counts people, not encounters."""
        return self.of_enrolled or SITE in self.by

    @property
    def first_year(self) -> Span:
        """Return how often its rows are counted until there is a year to go by."""
        return Span.MONTH if self.key == "all" else Span.QUARTER

    def rows(self, sites: Iterable[str]) -> Iterator[Row]:
        """Return its whole domain for the sites that have a row of their own."""
        firsts, seconds = (_keys(part, sites) for part in (*self.by, "", "")[:2])
        return (Row(self.key, first, second) for first in firsts for second in seconds)


_RARELY = (Span.QUARTER, Span.YEAR)

MENU: tuple[Table, ...] = (
    Table("all"),
    Table("site", (SITE,)),
    Table("what", ("what",)),
    Table("who", ("who",)),
    Table("where", ("where",)),
    Table("effect", ("effect",)),
    Table("knows", ("knows",)),
    Table("why_not", ("why_not",)),
    Table("role", ("role",)),
    Table("linked", ("linked",)),
    Table("site_what", (SITE, "what"), _RARELY),
    Table("site_who", (SITE, "who"), _RARELY),
    Table("what_who", ("what", "who"), _RARELY),
    Table("enrolled", (), (Span.QUARTER,), of_enrolled=True),
    Table("site_enrolled", (SITE,), (Span.QUARTER,), of_enrolled=True),
)
TABLES = {table.key: table for table in MENU}
OF_REPORTS = tuple(table for table in MENU if not table.of_enrolled)


def domain(sites: Iterable[str]) -> list[Row]:
    """Return every row there is; all of them are posted, so that absence says nothing."""
    names = tuple(sites)
    return [row for table in MENU for row in table.rows(names)]


def parents(row: Row) -> tuple[Row, ...]:
    """Return the rows of which this one is a part: what it counts, each of them counts too."""
    by = TABLES[row.table].by
    if not by:
        return ()
    if row.table == "why_not":
        return (Row("knows", "nobody"),)
    if row.table == "site_enrolled":
        return (Row("enrolled"),)
    if len(by) == 1:
        return (Row("all"),)
    return (Row(by[0], row.first), Row(by[1], row.second))


def _keys(part: str, sites: Iterable[str]) -> tuple[str, ...]:
    if not part:
        return ("",)
    return (*sites, SMALLER) if part == SITE else _OPTIONS[part]
