"""What is taken away as a table: nothing in a cell becomes a formula, and a figure is a number."""

import csv
import re
from datetime import UTC, datetime
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from messages.spreadsheet import csv_of, xlsx_of

MADE = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
HEADER = ("Period", "Figure")
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0")


def read(file: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(file.decode("utf-8-sig"), newline="")))


def xml_of(file: bytes) -> str:
    with ZipFile(BytesIO(file)) as book:
        return "".join(book.read(name).decode() for name in book.namelist())


@pytest.mark.parametrize("cell", HOSTILE)
def test_a_cell_of_a_csv_never_begins_a_formula(cell: str) -> None:
    assert read(csv_of(HEADER, [(cell, 5)]))[1] == [f"'{cell}", "5"]


@pytest.mark.parametrize("cell", [*HOSTILE, "https://example.org", "mailto:a@example.org"])
def test_a_cell_of_a_workbook_is_never_a_formula_or_a_link(cell: str) -> None:
    xml = xml_of(xlsx_of(HEADER, [(cell, 5)], ("Counts", "About"), ["Note"], MADE))
    assert "<f>" not in xml
    assert "hyperlink" not in xml


def test_an_ordinary_cell_stays_as_it_is_and_a_figure_is_a_number() -> None:
    row = ('Hill, "old" wing\'s', 1450)
    assert read(csv_of(HEADER, [row]))[1] == [row[0], "1450"]
    xml = xml_of(xlsx_of(HEADER, [row], ("Counts", "About"), ["Note"], MADE))
    assert "<v>1450</v>" in xml
    assert re.search(r"<t[^>]*>Note</t>", xml)


def test_the_same_rows_are_the_same_files() -> None:
    rows = [("2026-Q3", 5)] * 3
    assert csv_of(HEADER, rows) == csv_of(HEADER, rows)
    books = [xlsx_of(HEADER, rows, ("Counts", "About"), ["Note"], MADE) for _ in range(2)]
    assert books[0] == books[1]
