"""A lead looks at counts: their sites and the whole, words with every figure, and all is noted."""

import csv
import re
from datetime import date, timedelta
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from telegram.constants import MessageLimit

from bot.sandbox.shapes import File
from handlers.count_view import unit_of
from messages.words import label
from models.counts.menu import LISTED, TABLES, Kind, Row
from models.counts.period import Period, Span
from models.lead import Lead
from models.store import desk, enrolments, leads, releases
from tests.conversations.counted import counted, steady
from tests.conversations.phone import House, Phone
from tests.conversations.test_arriving import HILL, VALE
from tests.conversations.test_leads import COUNTER, made, revoked
from tests.guards.language import lock_screen_safe

HILL_ONLY = Lead("Morgan Moor", (HILL,), all_sites=False, may_verify=False)
VALE_ONLY = Lead("Rhys Rill", (VALE,), all_sites=False, may_verify=False)
TRUST = "People chose to log. A rise may mean more trust, not more abuse."
FEW, LOST, LITTLE = "fewer than 10", "not available", "too few to say"
FIGURE = re.compile(
    r"^• (.+?): ([\d,.]+(?: to \d+ of 100)?|fewer than 10|not available|too few to say)",
    re.MULTILINE,
)
THIS_YEAR = [table.key for table in LISTED if table.first_year is not Span.YEAR]
"""Tables that hold something before the first year is over."""
UNITS = (
    "People, each once",
    "Encounters, no-link ones too",
    "Answers, out of 100",
    "Mean, from 0 to 10",
    "Times people let it count",
)


async def lead_with(house: House, lead: Lead = HILL_ONLY) -> Phone:
    await counted(house)
    phone = await made(house, lead)
    await phone.says("/counts")
    return phone


async def views(house: House) -> list[str]:
    """Return what was looked at, as the audit shows it, in the order of words."""
    assert house.services.wall is not None
    seen = await house.services.wall.desk.read(desk.views)
    return sorted(view.shown for view in seen)


def figures(text: str) -> dict[str, str]:
    """Return name to figure of every line, without the bands of who joined."""
    return dict(FIGURE.findall(text.partition("People who joined")[0]))


async def test_the_newest_release_says_how_much_where_and_what_has_changed(house: House) -> None:
    def more_of_late(period: Period, row: Row) -> int:
        late = row.table == "all" and period.number == 10
        return 300 if late else steady(period, row)

    await counted(house, more_of_late)
    morgan = await made(house, HILL_ONLY)
    await morgan.says("/counts")
    text = morgan.screen.text
    assert "Posted on 2 November 2026." in text
    assert "28 September to 25 October 2026\nEncounters, no-link ones too:" in text
    assert re.search(r"Everyone: (29|30|31)\d \(more than before\)|Everyone: 29", text)
    assert "29 June to 27 September 2026\nPeople, each once:" in text
    assert re.search(r"Made-up Hill: (9|10|11)\d? ?", text)
    assert text.endswith(TRUST)
    assert "Made-up Vale" not in text
    assert "Smaller sites" not in text
    assert morgan.screen.silent


async def test_what_did_not_clearly_change_is_not_called_a_change(house: House) -> None:
    morgan = await lead_with(house)
    assert "Everyone: 1" in morgan.screen.text or "Everyone: 9" in morgan.screen.text
    assert "(no clear change)" in morgan.screen.text
    assert "more than before" not in morgan.screen.text
    assert "(too few to compare)" in morgan.screen.text  # 3 quarters are no past


async def test_enrolment_is_told_in_bands_and_the_local_form_as_a_share(house: House) -> None:
    morgan = await lead_with(house)
    assert "People who joined\n• Everyone: " in morgan.screen.text
    assert re.search(r"Everyone: (50 to 99|100 to 199)", morgan.screen.text)
    # about 100 of about 300 in the 3 months of the quarter
    assert re.search(r"In [23]0 to [34]0 of 100 encounters the local form", morgan.screen.text)


@pytest.mark.parametrize("table", THIS_YEAR)
async def test_every_table_opens_with_its_unit_and_with_the_words_that_go_with_every_view(
    house: House, table: str
) -> None:
    morgan = await lead_with(house)
    await morgan.forges(f"n:table:{table}")
    if "Which one" in morgan.screen.text:
        assert len(morgan.screen.buttons) <= 8
        await morgan.taps(morgan.labels[0])
    text = morgan.screen.text
    units = {unit for unit in UNITS if f"{unit}:" in text}
    assert units == {unit_of(next(TABLES[table].rows(["hill"])))}
    assert text.endswith(TRUST)
    of_numbers = TABLES[table].kind is Kind.NUMBER
    assert ("totals need not add up" in text) == of_numbers
    assert ("Shares go up in tens" in text) != of_numbers
    assert figures(text)
    assert "Need help now" in morgan.labels
    assert len(morgan.labels) <= 10


async def test_every_table_is_reached_by_buttons_and_none_shows_more_than_8_choices(
    house: House,
) -> None:
    morgan = await lead_with(house)
    await morgan.taps("Tables")
    reached = set(morgan.labels)
    for _ in range(2):
        await morgan.taps("Show others")
        reached |= set(morgan.labels)
        assert len(morgan.labels) <= 10
    assert reached >= {label("counts", table) for table in THIS_YEAR}
    await morgan.taps("Show others", "Show others", label("counts", "why_not"))
    assert len(figures(morgan.screen.text)) == 11
    await morgan.taps("Back to the counts")
    assert "What has changed" in morgan.screen.text


async def test_what_is_hidden_reads_fewer_than_10(house: House) -> None:
    def few(period: Period, row: Row) -> int:
        return 3 if row.table == "what" else steady(period, row)

    await counted(house, few)
    morgan = await made(house, HILL_ONLY)
    await morgan.forges("n:table:what")
    assert set(figures(morgan.screen.text).values()) == {FEW}


async def test_what_closed_before_a_restore_reads_not_available(house: House) -> None:
    await counted(house, until=date(2026, 10, 20))
    await house.store.write(lambda tx: releases.give_up(tx, tx.now.date()))
    morgan = await made(house, HILL_ONLY)
    await morgan.says("/counts")
    assert figures(morgan.screen.text)["Everyone"] == LOST
    await morgan.forges("n:table:all")
    shown = figures(morgan.screen.text)
    assert shown["28 September to 25 October 2026"] == LOST
    assert LOST not in (told for day, told in shown.items() if "25 October" not in day)
    await morgan.taps("Chart")
    assert figures(morgan.screen.text) == shown


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
    assert {line[3] for line in rows} == set(named_tables)
    for line in rows:
        table = TABLES[named_tables[line[3]]]
        if table.key not in joined:
            assert FORMS[table.kind].fullmatch(line[7])
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


async def test_a_lead_of_a_small_site_sees_the_smaller_sites_and_no_other_site(
    house: House,
) -> None:
    rhys = await lead_with(house, VALE_ONLY)
    assert "Smaller sites" in rhys.screen.text
    assert "Made-up Hill" not in rhys.screen.text
    await rhys.forges("n:table:site_what:hill")
    assert "Made-up Hill" not in rhys.screen.text
    assert "What has changed" in rhys.screen.text
    await rhys.forges("n:chart:site_what:hill")
    assert "Made-up Hill" not in rhys.screen.text
    assert "Everyone, over time" in rhys.screen.text


async def test_a_lead_of_every_site_sees_each(house: House) -> None:
    rhys = await lead_with(house, COUNTER)
    assert "Made-up Hill" in rhys.screen.text
    assert "Smaller sites" in rhys.screen.text  # the other one is too small for a row


@pytest.mark.parametrize(
    "data",
    [
        *("n", "n:", "n:table", "n:table:", "n:table:nothing", "n:table:enrolled"),
        *("n:table:site_enrolled:hill", "n:table:site:vale", "n:table:what_who:%27", "n:chart"),
        *("n:tables:::99999999999999999999", "n:tables:::-1", "n:tables:::\u0663", "n:steal"),
        *("n:table:what:verbal:3", "n:chart:all:all:all", "n:csv:site:vale", "n:::::::"),
    ],
)
async def test_forged_data_shows_what_is_theirs_and_nothing_more(house: House, data: str) -> None:
    morgan = await lead_with(house)
    await morgan.forges(data)
    told = morgan.screen.text
    assert "Made-up Vale" not in told
    assert TRUST in told or "Each shows the newest" in told
    for shown in await views(house):
        assert re.fullmatch(r"[a-z_ ]+", shown), shown


async def test_a_site_taken_from_a_lead_is_gone_with_the_next_tap(house: House) -> None:
    morgan = await lead_with(house)
    await morgan.taps("Tables", label("counts", "site"))
    old = morgan.screen.id
    assert "Made-up Hill" in morgan.screen.text
    await revoked(house)
    morgan = await _again(house, morgan, VALE_ONLY)
    await morgan.forges("n:table:site:hill", old)
    newest = morgan.shows("What has changed")
    assert "Made-up Hill" not in newest.text


async def _again(house: House, phone: Phone, lead: Lead) -> Phone:
    invitation = await house.store.write(lambda tx: leads.invite(tx, lead, 7))
    await phone.says(f"/start {invitation.code}")
    await phone.taps("Accept")
    return phone


async def test_who_is_revoked_sees_nothing_more_by_command_or_button(house: House) -> None:
    morgan = await lead_with(house)
    await revoked(house)
    before = morgan.screen.text
    for data in ("n:tables", "n:table:what", "n:chart:all", "n:csv", "n:note_on"):
        await morgan.forges(data)
        assert morgan.toast == label("report/finished", "stale")
    assert morgan.screen.text == before
    await morgan.says("/counts")
    assert "What has changed" not in morgan.screen.text


async def test_who_is_no_lead_gets_what_an_unknown_command_gets(house: House, sam: Phone) -> None:
    await counted(house)
    await sam.says("/start hill-code")
    await sam.says("/nothing")
    unknown = sam.screen
    await sam.says("/counts")
    assert (sam.screen.text, sam.labels) == (
        unknown.text,
        [b.text for r in unknown.buttons for b in r],
    )
    assert not [m for m in sam.messages if m.text == "/counts"]
    assert await views(house) == []


@pytest.mark.promise("P73")
async def test_every_view_is_noted_and_so_is_the_acceptance(house: House) -> None:
    morgan = await lead_with(house)
    assert await views(house) == ["accepted", "newest"]
    await morgan.taps("Tables", label("counts", "what"), "Chart")
    await morgan.says("/counts")
    await morgan.taps("CSV file", "Excel file")
    seen = await views(house)
    assert seen == sorted(
        ["accepted", "newest", "tables", "table what", "chart what", "newest", "csv", "xlsx"]
    )


@pytest.mark.promise("P73")
async def test_staff_see_the_newest_screen_that_leads_see_and_are_not_noted(
    house: House, sam: Phone
) -> None:
    morgan = await lead_with(house)
    await sam.says("/start hill-code")
    noted = await views(house)
    await sam.says("/whatleadssee")
    theirs = morgan.screen.text.partition("\n")
    assert sam.screen.text.partition("\n")[2] == theirs[2]
    assert sam.screen.text.startswith("What leads see")
    assert sam.labels == ["Need help now", "Back to start"]
    assert await views(house) == noted
    await sam.says("/start")
    await sam.taps("More", "What leads see")
    assert sam.screen.text.startswith("What leads see")


async def test_staff_without_a_site_see_the_whole(house: House, sam: Phone) -> None:
    await counted(house)
    await sam.says("/whatleadssee")
    assert "Everyone" in sam.screen.text
    assert "Made-up Hill" not in sam.screen.text


async def test_before_the_first_release_everybody_is_told_so(house: House, sam: Phone) -> None:
    morgan = await made(house, HILL_ONLY)
    for phone, words in ((morgan, "/counts"), (sam, "/whatleadssee")):
        await phone.says(words)
        assert "No counts yet" in phone.screen.text
        assert "Need help now" in phone.labels
    await morgan.forges("n:chart:all")
    assert "No counts yet" in morgan.screen.text


async def test_simple_view_has_one_button_to_a_row(house: House) -> None:
    morgan = await lead_with(house)
    person = morgan.person.id
    await house.store.write(lambda tx: enrolments.set_simple(tx, person, simple=True))
    await morgan.says("/counts")
    assert [len(row) for row in morgan.screen.buttons] == [1] * 7
    await morgan.taps("Tables")
    assert [b.text for b in morgan.screen.buttons[0]] == ["Everyone, over time"]


async def test_a_note_comes_once_with_the_next_release_if_it_is_wanted(house: House) -> None:
    morgan = await lead_with(house)
    await morgan.taps("Let me know of new counts")
    assert morgan.toast == label("counts", "noted")
    assert "Do not let me know" in morgan.labels
    await house.forward(timedelta(hours=1))
    assert "New counts are posted." not in str([m.text for m in morgan.messages])
    await house.forward(timedelta(weeks=4))
    await house.forward(timedelta(minutes=1))
    notes = [m for m in morgan.messages if m.text == "New counts are posted."]
    assert len(notes) == 1
    assert notes[0].silent
    assert lock_screen_safe(notes[0].text)
    await morgan.taps("See the counts")
    assert "26 October to 22 November 2026" in morgan.screen.text
    await morgan.taps("Do not let me know")
    assert morgan.toast == label("counts", "not_noted")
    await house.forward(timedelta(weeks=8))
    assert not [m for m in morgan.messages if m.text == "New counts are posted."]


async def test_no_note_comes_while_notes_stay_quiet(house: House) -> None:
    morgan = await lead_with(house)
    await morgan.taps("Let me know of new counts")
    await morgan.says("/help")
    await house.forward(timedelta(weeks=1))
    await house.forward(timedelta(minutes=1))
    await morgan.says("/counts")
    assert "26 October to 22 November 2026" in morgan.screen.text
    assert not [m for m in morgan.messages if m.text == "New counts are posted."]


async def test_counts_that_did_not_arrive_are_owed_without_a_figure(house: House) -> None:
    morgan = await lead_with(house)
    house.world.faults.next(method="sendMessage", status=500)
    await morgan.says("/counts")
    await house.forward(timedelta(minutes=1))
    owed = morgan.shows("Your counts did not arrive.")
    assert not figures(owed.text)
    await morgan.taps("See the counts")
    assert "What has changed" in morgan.screen.text


@pytest.mark.promise("P43")
async def test_mine_tells_a_lead_of_their_looks_and_of_the_note_they_want(house: House) -> None:
    morgan = await lead_with(house)
    await morgan.says("/mine")
    assert "Which counts you looked at as a lead, and on which day." in morgan.screen.text
    assert label("kept", "note") not in morgan.screen.text
    await morgan.says("/counts")
    await morgan.taps("Let me know of new counts")
    await morgan.says("/mine")
    assert label("kept", "note") in morgan.screen.text
