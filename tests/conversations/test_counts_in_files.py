"""Counts to take away: a chart with every figure below it, and files that hold no more."""

import csv
import re
from io import BytesIO, StringIO
from zipfile import ZipFile

from telegram.constants import MessageLimit

from bot.sandbox.shapes import File
from messages.words import label
from models.counts.menu import LISTED, TABLES, Kind
from tests.conversations.lead_view import FEW, LITTLE, THIS_YEAR, TRUST, figures, lead_with
from tests.conversations.leading import COUNTER
from tests.conversations.phone import House


async def test_a_chart_comes_as_a_picture_with_every_figure_below_it(house: House) -> None:
    morgan = await lead_with(house)
    await morgan.forges("n:table:what")
    shown = figures(morgan.screen.text)
    await morgan.taps("Chart")
    picture = morgan.screen
    assert picture.photo is not None
    assert picture.photo.content.startswith(b"\x89PNG")
    assert figures(picture.text) == shown
    assert picture.text.endswith(TRUST)
    assert picture.silent
    await morgan.taps("Remove from chat")
    assert picture not in morgan.messages


async def test_a_caption_fits_under_a_picture_whatever_the_table(house: House) -> None:
    morgan = await lead_with(house, COUNTER)
    for table in LISTED:
        await morgan.forges(f"n:chart:{table.key}")
        assert morgan.screen.photo is not None, table.key
        assert len(morgan.screen.text) <= MessageLimit.CAPTION_LENGTH


def read(file: File | None) -> list[list[str]]:
    assert file is not None
    return list(csv.reader(StringIO(file.content.decode("utf-8-sig"), newline="")))


FORMS = {
    Kind.NUMBER: re.compile(rf"{FEW}|{LITTLE}|\d*[05]"),
    Kind.SHARE: re.compile(rf"{LITTLE}|\d*0 to \d+0 of 100"),
    Kind.MEAN: re.compile(rf"{LITTLE}|\d+(\.5)?|\d+\.0"),
}


async def test_the_csv_holds_what_they_may_see_and_nothing_else(house: House) -> None:
    morgan = await lead_with(house)
    await morgan.taps("CSV file")
    document = morgan.screen.document
    assert document is not None
    assert document.name == "counts-2026-11.csv"
    header, *lines = read(document)
    assert header == [
        "Period",
        "Counted",
        "First day",
        "Last day",
        "Table",
        "Row",
        "Column",
        "Counts",
        "Figure",
    ]
    rows = [line for line in lines if len(line) == len(header)]
    named = {cell for line in rows for cell in line}
    assert "Made-up Hill" in named
    assert not named & {"Made-up Vale", "Smaller sites"}
    joined = {"enrolled", "site_enrolled"}
    named_tables = {label("counts", table): table for table in {*THIS_YEAR, *joined}}
    assert {line[4] for line in rows} == set(named_tables)
    for line in rows:
        table = TABLES[named_tables[line[4]]]
        if table.key not in joined:
            assert FORMS[table.kind].fullmatch(line[8])
    assert [TRUST] in lines
    assert TRUST in morgan.screen.text


async def test_the_workbook_has_the_same_rows_and_no_formula(house: House) -> None:
    morgan = await lead_with(house)
    await morgan.taps("CSV file")
    count = len([line for line in read(morgan.screen.document) if len(line) > 1])
    await morgan.taps("Excel file")
    document = morgan.screen.document
    assert document is not None
    assert document.name == "counts-2026-11.xlsx"
    with ZipFile(BytesIO(document.content)) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        strings = book.read("xl/sharedStrings.xml").decode()
    assert sheet.count("<row ") == count
    assert "<f>" not in sheet
    assert TRUST in strings
