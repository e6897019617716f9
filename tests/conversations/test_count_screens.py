"""Counts of many sites with long names, of every clock: screens, buttons and captions fit."""

from dataclasses import replace
from datetime import date
from itertools import cycle

import pytest
from telegram.constants import InlineKeyboardButtonLimit, MessageLimit

from bot.book.reading import plain
from handlers.count_files import chart_of, file_of, picture_screen
from handlers.count_screens import Ask, newest_screen, read_ask, table_of, table_screen
from handlers.count_view import Counts
from messages.chart import svg_of
from messages.screen import Screen
from models.counts.menu import LISTED, MENU, SITE, TABLES
from models.counts.period import Span, period_of
from models.store.posted import Figure
from tests.moment import Moment

WEEK = date(2026, 9, 7)
PERIODS = cycle(period_of(span, WEEK) for span in Span)
SITES = {
    f"{nth:02}-{'s' * 37}": f"{nth:02} Hospital of a Very Long Name by the Sea & Shore" * 3
    for nth in range(20)
}
WIDEST = Counts(
    date(2026, 10, 12),
    SITES,
    {row: [Figure(next(PERIODS), None)] for table in MENU for row in table.rows(SITES)},
    simulated=True,
)


def asks(table: str) -> list[Ask]:
    """Return every part of a table that can be looked at."""
    keys = WIDEST.keys(table) if TABLES[table].by else []
    whole = (
        [] if len(TABLES[table].by) > 1 else [Ask("table", table, page=page) for page in (0, 2)]
    )
    return [*whole, *(Ask("table", table, key) for key in keys)]


def fits(screen: Screen) -> bool:
    data = [button.data.encode() for button in screen.buttons]
    return (
        len(plain(screen.text)) <= MessageLimit.MAX_TEXT_LENGTH
        and len(screen.buttons) <= 11
        and all(len(each) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA for each in data)
    )


@pytest.mark.parametrize("table", [table.key for table in LISTED])
def test_every_screen_and_every_button_of_a_table_fits(table: str) -> None:
    for page in range(4):
        assert fits(table_screen(WIDEST, Ask("table", table, page=page)))
    for ask in asks(table):
        screen = table_screen(WIDEST, ask)
        assert fits(screen)
        assert len(plain(screen.text).split("• ")) <= 16


@pytest.mark.parametrize("table", [table.key for table in LISTED])
def test_every_caption_fits_under_its_chart(table: str) -> None:
    for ask in asks(table):
        drawn = table_of(WIDEST, ask)
        assert drawn is not None
        caption = plain(picture_screen(WIDEST, drawn).text)
        assert len(caption.encode("utf-16-le")) / 2 <= MessageLimit.CAPTION_LENGTH
        assert svg_of(chart_of(WIDEST, drawn)).count("<rect") > len(drawn.groups)


def test_the_first_screen_fits_and_shows_no_more_sites_than_a_page() -> None:
    screen = newest_screen(WIDEST, lead=True)
    assert fits(screen)
    assert plain(screen.text).count("Hospital of") <= 15


def test_all_sites_are_reached_page_by_page_and_the_last_page_leads_to_the_first() -> None:
    seen, ask = set(), Ask("table", SITE)
    for _ in range(3):
        screen = table_screen(WIDEST, ask)
        seen |= {b.data for b in screen.buttons if b.data.startswith("n:table:site:0")}
        seen |= {b.data for b in screen.buttons if b.data.startswith("n:table:site:1")}
        ask = next(read_ask(b.data) for b in screen.buttons if b.label == "Show others")
    assert len(seen) == len(SITES)
    assert ask.page == 0


@pytest.mark.parametrize(
    "ask",
    [Ask(), Ask("tables", page=1), Ask("table", "what"), Ask("chart", "site", "hill", 2)],
)
def test_what_a_button_asks_for_is_read_as_it_was_written(ask: Ask) -> None:
    assert read_ask(str(ask)) == ask


def test_a_file_is_the_same_for_the_same_figures_and_quotes_a_name_that_would_be_a_formula() -> (
    None
):
    rows = [(row, cells[0]) for row, cells in WIDEST.series.items()]
    named = replace(WIDEST, sites=dict.fromkeys(SITES, "=HYPERLINK(A1)"))
    files = {file_of("csv", rows, named, Moment().now) for _ in range(2)}
    assert len(files) == 1
    (file,) = files
    assert b"'=HYPERLINK" in file
    assert b",=HYPERLINK" not in file
    assert b"Simulated, or tried out here: none of it happened." in file
