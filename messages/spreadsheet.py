"""Writes posted figures as a table to take away: CSV, and a workbook for Excel.

What a cell holds is text or a number, and never becomes a formula or a link.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import BytesIO, StringIO

import xlsxwriter

Cell = str | int | float
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes a cell for a formula by, when it opens a CSV (OWASP)."""
WIDEST = 60
"""Letters a column of the workbook is wide at most."""
PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


def csv_of(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Return a CSV as spreadsheets open it: UTF-8 with its mark, every line of one length."""
    written = StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(header)
    writer.writerows([_quoted(cell) for cell in row] for row in rows)
    return written.getvalue().encode("utf-8-sig")


def xlsx_of(
    header: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    sheets: tuple[str, str],
    notes: Sequence[str],
    made: datetime,
) -> bytes:
    """Return a workbook: one sheet with the rows, one with what must be known about them.

    sheets: the names of the two. made: a moment, written into the file.
    """
    written = BytesIO()
    with xlsxwriter.Workbook(written, PLAIN) as book:
        book.set_properties({"created": made.replace(tzinfo=None)})
        bold = book.add_format({"bold": True})
        counts, about = (book.add_worksheet(name) for name in sheets)
        counts.write_row(0, 0, header, bold)
        for place, row in enumerate(rows, 1):
            counts.write_row(place, 0, row)
        for column, cells in enumerate(zip(header, *rows, strict=True)):
            counts.set_column(column, column, min(max(len(str(c)) for c in cells) + 2, WIDEST))
        counts.freeze_panes(1, 0)
        counts.autofilter(0, 0, len(rows), len(header) - 1)
        about.set_column(0, 0, WIDEST * 2)
        about.write_column(0, 0, notes)
    return written.getvalue()


def _quoted(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
