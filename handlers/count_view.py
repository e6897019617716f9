"""What a reader sees of posted counts, in words: their own sites and the organisation, no more."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from messages.times import span_words
from messages.words import label
from models.checkin import QUESTIONS
from models.counts.answers import HALVES
from models.counts.menu import (
    LONG_STEP,
    MOMENT,
    SITE,
    SMALLER,
    STEP,
    TABLES,
    THEME,
    WORTH,
    About,
    Kind,
    Row,
)
from models.counts.period import Period, Span
from models.counts.reading import Change, change
from models.store.posted import Figure

COUNTS = "counts"
SUNDAY = timedelta(days=6)
NAME_LETTERS = 40
"""Letters of a site's name in a line: 15 lines have to fit under a picture."""
_WORDS = {STEP: COUNTS, LONG_STEP: COUNTS, MOMENT: COUNTS, WORTH: "skills"}
_WORDS |= {question.key: f"checkins/{question.key}" for question in QUESTIONS}
"""Where the words of a key stand; those of a report's questions stand with the question."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What one reader may see of all that is posted.

    posted:    the day of the newest release.
    sites:     the reader's own, id to name; SMALLER is none of them.
    series:    the figures of each row, the oldest first, and never none.
    simulated: all of it is made up, for a demo.
    whole:     of all encounters, what is of the days of the newest figure of the local form.
    """

    posted: date
    sites: Mapping[str, str]
    series: Mapping[Row, Sequence[Figure]]
    simulated: bool = False
    whole: Sequence[Figure] = ()

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

    row: Row
    name: str
    cell: Figure
    change: str = ""

    @property
    def said(self) -> str:
        """Return the figure as it is written."""
        return written(self.row, self.cell)


@dataclass(frozen=True, slots=True)
class Group:
    """Lines that can be compared: of one period, or of one row, and all of them count the same.

    period: how often they are counted, and which days they are of where that is not each line's.
    """

    period: str
    unit: str
    lines: tuple[Line, ...]

    @property
    def span(self) -> Span:
        """Return how often the lines are counted."""
        return self.lines[0].cell.period.span


def part_of(table: str) -> str:
    """Return what is picked in a table before its figures are looked at: a site, or "" for none.

    Of shares and means it is what they belong to; of what by who it is who.
    """
    by = TABLES[table].by
    if SITE in by or TABLES[table].kind is not Kind.NUMBER:
        return by[0]
    return by[1] if len(by) > 1 else ""


def picked(row: Row) -> str:
    """Return the key of a row that is picked before its figure is looked at, "" for none."""
    keys = dict(zip(TABLES[row.table].by, row[1:], strict=False))
    return keys.get(part_of(row.table), "")


def groups_of(counts: Counts, rows: Iterable[Row], *, changes: bool = False) -> list[Group]:
    """Return the newest figure of each row, those of one unit and period together.

    The finest clock stands first, and of those that are counted as often what is newest.
    """
    found: dict[tuple[Period, str], list[Line]] = {}
    for row in rows:
        newest = counts.series[row][-1]
        # Which sites are the smaller ones changes, so their figures are not compared.
        alike = changes and row.first != SMALLER
        said = label(COUNTS, change_of(counts.series[row])) if alike else ""
        line = Line(row, name_of(row, counts.sites), newest, said)
        found.setdefault((newest.period, unit_of(row)), []).append(line)
    units = [unit for _, unit in found]
    return [
        Group(
            f"{clock_words(period.span)}: {period_words(period)}", unit, tuple(found[period, unit])
        )
        for period, unit in sorted(found, key=lambda each: (units.index(each[1]), _place(each[0])))
    ]


def _place(period: Period) -> tuple[int, timedelta]:
    return [*Span].index(period.span), date.max - period.last


def past_of(counts: Counts, row: Row) -> list[Group]:
    """Return every figure of a row that is read, the oldest first."""
    cells = counts.series[row]
    lines = tuple(Line(row, period_words(cell.period), cell) for cell in cells)
    return [Group(clock_words(cells[-1].period.span), unit_of(row), lines)]


def name_of(row: Row, sites: Mapping[str, str]) -> str:
    """Return what a row is of, in words: that of its keys which is not picked before."""
    by = TABLES[row.table].by
    if not by:
        return label(COUNTS, "everyone")
    place = 1 if len(by) > 1 and by[0] == part_of(row.table) else 0
    return key_name(by[place], row[1 + place], sites)


def key_name(part: str, key: str, sites: Mapping[str, str]) -> str:
    """Return a key of a table in words: a site, a theme, or an answer as it was tapped."""
    if part == THEME:
        return label(f"themes/{key}", "title")
    if part != SITE:
        return label(_WORDS.get(part, f"report/{part}"), key)
    name = sites.get(key) or label(COUNTS, SMALLER)
    return name if len(name) <= NAME_LETTERS else f"{name[: NAME_LETTERS - 1]}…"


def change_of(cells: Sequence[Figure]) -> Change:
    """Return what may be said of the newest of some cells, the oldest first.

    A month has 4 or 5 weeks, and the last of some years 6: each is taken as long as the newest.
    """
    *before, newest = cells
    alike = [cell for cell in before if cell.period.span is newest.period.span]
    weeks = newest.period.weeks
    return change(newest.shown, [_of_weeks(cell, weeks) for cell in alike])


def _of_weeks(cell: Figure, weeks: int) -> float | None:
    return None if cell.shown is None else cell.shown * weeks / cell.period.weeks


def written(row: Row, cell: Figure) -> str:
    """Return a figure, or what stands in for one that is not shown."""
    table = TABLES[row.table]
    if cell.shown is None:
        few = table.kind is Kind.NUMBER and table.about is not About.CHECK_INS
        return label(COUNTS, ("few" if few else "little") if cell.available else "lost")
    if table.kind is Kind.SHARE:
        return label(COUNTS, "share", low=cell.shown)
    return f"{cell.shown / HALVES:g}" if table.kind is Kind.MEAN else f"{cell.shown:,}"


def unit_of(row: Row) -> str:
    """Return what a row counts, in words."""
    table = TABLES[row.table]
    if table.kind is not Kind.NUMBER:
        return label(COUNTS, "answers" if table.kind is Kind.SHARE else "mean")
    if table.about is About.SKILLS:
        return label(COUNTS, "confidences")
    return label(COUNTS, "people" if table.counts_people else "encounters")


def clock_words(span: Span) -> str:
    """Return how often something is counted, in words."""
    return label(COUNTS, f"by_{span}")


def period_words(period: Period) -> str:
    """Return a period by its first and last day."""
    return span_words(period.first, period.last + SUNDAY)
