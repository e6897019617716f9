"""What a reader sees of posted counts, in words: their own sites and the organisation, no more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from messages.times import span_words
from messages.words import label
from models.counts.menu import SITE, SMALLER, TABLES, Row
from models.counts.period import Period
from models.counts.reading import Change, change
from models.store.posted import Figure

COUNTS = "counts"
SUNDAY = timedelta(days=6)
NAME_LETTERS = 40
"""Letters of a site's name in a line: 15 lines have to fit under a picture."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What one reader may see of all that is posted.

    posted:    the day of the newest release.
    sites:     the reader's own, id to name; SMALLER is none of them.
    series:    the figures of each row, the oldest first, and never none.
    simulated: all of it is made up, for a demo.
    """

    posted: date
    sites: Mapping[str, str]
    series: Mapping[Row, Sequence[Figure]]
    simulated: bool = False

    def rows(self, table: str, key: str = "") -> list[Row]:
        """Return the rows of a table that are there, of one of its `keys` if one is given."""
        found = TABLES[table].rows(self.sites)
        return [row for row in found if row in self.series and key in ("", picked(row))]

    def keys(self, table: str) -> list[str]:
        """Return what can be picked in a table, in its order."""
        return list(dict.fromkeys(filter(None, map(picked, self.rows(table)))))


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as it is read: of what or when, how much, and how it changed if that is said."""

    name: str
    cell: Figure
    change: str = ""

    @property
    def said(self) -> str:
        """Return the figure as it is written."""
        return written(self.cell)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines of one period ("" for one each), and whether they count people or encounters."""

    period: str
    unit: str
    lines: tuple[Line, ...]


def picked(row: Row) -> str:
    """Return the key of a row that is picked before its figure is looked at, "" for none."""
    by = TABLES[row.table].by
    if len(by) > 1:
        return row.first if by[0] == SITE else row.second
    return row.first if SITE in by else ""


def groups_of(counts: Counts, rows: Iterable[Row], *, changes: bool = False) -> list[Group]:
    """Return the newest figure of each row, those of one period and unit together."""
    found: dict[tuple[Period, str], list[Line]] = {}
    for row in rows:
        newest = counts.series[row][-1]
        said = label(COUNTS, change_of(counts.series[row])) if changes else ""
        line = Line(name_of(row, counts.sites), newest, said)
        found.setdefault((newest.period, unit_of(row)), []).append(line)
    return [
        Group(period_words(period), unit, tuple(lines)) for (period, unit), lines in found.items()
    ]


def past_of(counts: Counts, row: Row) -> list[Group]:
    """Return every figure of a row that is read, the oldest first."""
    cells = counts.series[row]
    lines = tuple(Line(period_words(cell.period), cell) for cell in cells)
    return [Group("", unit_of(row), lines)]


def name_of(row: Row, sites: Mapping[str, str]) -> str:
    """Return what a row is of, in words: that of its keys which is not picked before."""
    by = TABLES[row.table].by
    if not by:
        return label(COUNTS, "everyone")
    if len(by) > 1 and by[0] == SITE:
        return key_name(by[1], row.second, sites)
    return key_name(by[0], row.first, sites)


def key_name(part: str, key: str, sites: Mapping[str, str]) -> str:
    """Return a key of a table in words: a site, or an answer as it was tapped."""
    if part != SITE:
        return label(f"report/{part}", key)
    name = sites.get(key) or label(COUNTS, SMALLER)
    return name if len(name) <= NAME_LETTERS else f"{name[: NAME_LETTERS - 1]}…"


def change_of(cells: Sequence[Figure]) -> Change:
    """Return what may be said of the newest of some cells, the oldest first."""
    *before, newest = cells
    alike = [cell.shown for cell in before if cell.period.span is newest.period.span]
    return change(newest.shown, alike)


def written(cell: Figure) -> str:
    """Return a figure, or what stands in for one that is not shown."""
    if cell.shown is not None:
        return f"{cell.shown:,}"
    return label(COUNTS, "few" if cell.available else "lost")


def unit_of(row: Row) -> str:
    """Return what a row counts, in words."""
    return label(COUNTS, "people" if TABLES[row.table].counts_people else "encounters")


def period_words(period: Period) -> str:
    """Return a period by its first and last day."""
    return span_words(period.first, period.last + SUNDAY)
