"""Counts to take away: a chart with its figures below it, and all rows as CSV or for Excel."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from handlers.care import help_button
from handlers.copies import out_button
from handlers.count_news import band_of
from handlers.count_screens import Table, head_of
from handlers.count_view import (
    COUNTS,
    SUNDAY,
    Counts,
    Group,
    Line,
    clock_words,
    key_name,
    unit_of,
    written,
)
from messages import spreadsheet
from messages.chart import Bar, Chart, Panel
from messages.screen import Screen
from messages.words import label, say
from models.counts.answers import HALVES
from models.counts.menu import TABLES, About, Kind, Row
from models.counts.period import Span
from models.store.posted import Figure

COLUMNS = ("period", "clock", "first_day", "last_day", "of", "row", "column", "unit", "figure")
NOTES = ("trust", "add_up", "rough")
WHOLE = {Kind.SHARE: 100, Kind.MEAN: 10 * HALVES}
"""What the longest bar of a chart stands for, where it is not the largest figure."""
MIDDLE = 5
"""From the lower end of a band of 10 to its middle."""
CSV, XLSX = "csv", "xlsx"
FILES = (CSV, XLSX)


def chart_of(counts: Counts, table: Table) -> Chart:
    """Return a table as it is drawn: bars of the clock that most rows have, the others in words.

    All bars share a scale: they are of weeks, or of months, and never of both.
    """
    rows = Counter(group.span for group in table.groups for _ in group.lines)
    most = max(Span, key=lambda span: rows[span])
    drawn = [group for group in table.groups if group.span is most]
    told = [group for group in table.groups if group.span is not most]
    figures = [_drawn(line) or 0 for group in drawn for line in group.lines]
    bars = (_panel(group, max(figures)) for group in drawn)
    panels = (*bars, *(_panel(group) for group in told))
    return Chart(table.title, panels, " ".join(_notes(counts)))


def _panel(group: Group, most: int | None = None) -> Panel:
    """Return a panel with bars, the longest of which is of `most`; without it with words alone."""
    undrawn = "" if most is not None else label(COUNTS, "undrawn")
    about = "\n".join(filter(None, (group.period, undrawn, group.unit)))
    bars = (
        Bar(line.name, line.said, _drawn(line), few=line.cell.available) for line in group.lines
    )
    kind = TABLES[group.lines[0].row.table].kind
    return Panel(about, tuple(bars), WHOLE.get(kind, most or 0), drawn=most is not None)


def _drawn(line: Line) -> int | None:
    """Return what a bar is as long as: of a band its middle."""
    shown = line.cell.shown
    is_band = TABLES[line.row.table].kind is Kind.SHARE
    return shown + MIDDLE if is_band and shown is not None else shown


def picture_screen(counts: Counts, table: Table) -> Screen:
    """Return what stands under a chart: every figure of it, and the way to take it out again."""
    text = "\n\n".join((head_of(counts, table), say(COUNTS, "trust")))
    return Screen(text, ((out_button(), help_button()),))


def file_screen() -> Screen:
    """Return what stands under a file."""
    told = ("file", *NOTES)
    text = "\n\n".join(say(COUNTS, part) for part in told)
    return Screen(text, ((out_button(), help_button()),))


def file_of(
    sort: str, posted: Sequence[tuple[Row, Figure]], counts: Counts, made: datetime
) -> bytes:
    """Return posted figures as a CSV or a workbook; call it beside the loop.

    A hidden figure is told in words, as anywhere else.
    """
    header = [label(COUNTS, column) for column in COLUMNS]
    names = {row: _names(row, counts.sites) for row in {row for row, _ in posted}}
    lines = [(*_days(cell), *names[row], _figure(row, cell)) for row, cell in posted]
    notes = _notes(counts)
    if sort == CSV:
        # Below the last line: who reads the file with a program can leave it out by its length.
        return spreadsheet.csv_of(header, [*lines, *((note,) for note in notes)])
    sheets = label(COUNTS, "sheet"), label(COUNTS, "about")
    return spreadsheet.xlsx_of(header, lines, sheets, notes, made)


def _days(cell: Figure) -> tuple[str, str, str, str]:
    period = cell.period
    days = period.first.isoformat(), (period.last + SUNDAY).isoformat()
    return period.key, clock_words(period.span), *days


def _names(row: Row, sites: Mapping[str, str]) -> tuple[str, str, str, str]:
    """Return a row's table, its two keys and what it counts, in words."""
    pairs = zip(TABLES[row.table].by, (row.first, row.second), strict=False)
    first, second = (*(key_name(part, key, sites) for part, key in pairs), "", "")[:2]
    return label(COUNTS, row.table), first, second, unit_of(row)


def _figure(row: Row, cell: Figure) -> spreadsheet.Cell:
    table = TABLES[row.table]
    if table.about is About.JOINED:
        return band_of(cell)
    if cell.shown is None or table.kind is Kind.SHARE:
        return written(row, cell)
    return cell.shown if table.kind is Kind.NUMBER else cell.shown / HALVES


def _notes(counts: Counts) -> list[str]:
    """Return what must be known with every figure."""
    parts = ("simulated", *NOTES) if counts.simulated else NOTES
    return [label(COUNTS, part) for part in parts]
