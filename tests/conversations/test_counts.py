"""A lead looks at counts: what has changed, every table, and words with every figure."""

import re
from datetime import date

import pytest

from handlers.count_view import unit_of
from messages.words import label
from models.counts.menu import TABLES, Kind, Row
from models.counts.period import Period
from models.store import enrolments, releases
from tests.conversations.counted import counted, steady
from tests.conversations.lead_view import (
    FEW,
    HILL_ONLY,
    LOST,
    THIS_YEAR,
    TRUST,
    figures,
    lead_with,
)
from tests.conversations.leading import made
from tests.conversations.phone import House, Phone

UNITS = (
    "People, each once",
    "Encounters, no-link ones too",
    "Answers, out of 100",
    "Mean, from 0 to 10",
    "Times people let it count",
)


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
    assert "People who joined\nUp to 5 October 2026, about:\n• Everyone: " in morgan.screen.text
    assert re.search(r"Everyone: (50 to 99|100 to 199)", morgan.screen.text)
    # about 100 of about 300 in the 3 months of the quarter
    assert re.search(
        r"29 June to 27 September 2026: in about [23]0 to [34]0 of 100 encounters",
        morgan.screen.text,
    )


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


async def test_what_is_hidden_reads_under_10_or_hidden(house: House) -> None:
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
