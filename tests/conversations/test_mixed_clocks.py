"""Rows of one table that are counted by week, month, quarter and year: never one scale for two."""

import csv
from datetime import date
from io import StringIO

from bot.book.reading import plain
from handlers.count_files import chart_of, file_of, picture_screen
from handlers.count_screens import Ask, Table, table_of, table_screen
from handlers.count_view import Counts
from messages.chart import svg_of
from models.counts.menu import TABLES
from models.counts.period import Period, Span, period_of
from models.store.posted import Figure
from tests.moment import Moment

ASK, LAST = Ask("table", "what"), date(2027, 3, 29)
"""The last week of the first quarter of 2027."""
SPANS = (Span.YEAR, Span.WEEK, Span.QUARTER, Span.WEEK, Span.MONTH, Span.WEEK)
FIGURES = {Span.WEEK: 25, Span.MONTH: 60, Span.QUARTER: 75, Span.YEAR: 400}
ROWS = list(TABLES["what"].rows([]))


def newest(span: Span) -> Period:
    return period_of(span, LAST if span is not Span.YEAR else date(2026, 6, 1))


def counts(older: int = 0) -> Counts:
    """Return what a lead sees; so many rows show the last week of the year before."""
    spans = {row: SPANS[nth % len(SPANS)] for nth, row in enumerate(ROWS)}
    series = {row: [Figure(newest(span), FIGURES[span])] for row, span in spans.items()}
    weekly = [row for row, span in spans.items() if span is Span.WEEK]
    for row in weekly[:older]:
        series[row] = [Figure(period_of(Span.WEEK, date(2026, 12, 28)), 100)]
    return Counts(date(2027, 4, 12), {}, series)


def table(seen: Counts) -> Table:
    found = table_of(seen, ASK)
    assert found is not None
    return found


def test_a_screen_says_how_often_each_is_counted_the_finest_first() -> None:
    text = plain(table_screen(counts(older=2), ASK).text)
    heads = [line for line in text.splitlines() if line.startswith("By ")]
    assert heads == [
        "By week: 29 March to 4 April 2027",
        "By week: 28 December 2026 to 3 January 2027",
        "By month: 1 March to 4 April 2027",
        "By quarter: 4 January to 4 April 2027",
        "By year: 29 December 2025 to 3 January 2027",
    ]
    assert "Compare only what stands under the same dates." in text


def test_where_all_are_counted_as_often_there_is_nothing_to_warn_of() -> None:
    period = period_of(Span.WEEK, LAST)
    seen = Counts(date(2027, 4, 12), {}, {row: [Figure(period, 25)] for row in ROWS})
    text = plain(table_screen(seen, ASK).text)
    assert text.count("By week: ") == 1
    assert "Compare only" not in text


def test_bars_are_of_one_clock_and_of_one_scale_and_the_others_are_told_in_words() -> None:
    seen = counts(older=2)
    drawn = chart_of(seen, table(seen))
    with_bars = [panel for panel in drawn.panels if panel.drawn]
    assert [panel.about.partition(":")[0] for panel in with_bars] == ["By week", "By week"]
    assert {panel.whole for panel in with_bars} == {100}
    svg = svg_of(drawn)
    assert svg.count("<g transform") == sum(len(panel.bars) for panel in with_bars)
    for panel in drawn.panels:
        for bar in panel.bars:
            assert panel.drawn or f"{bar.label}: {bar.said}</text>" in svg
    told = [panel for panel in drawn.panels if not panel.drawn]
    assert len(told) == 3
    assert all("another length of time" in panel.about for panel in told)


def test_every_figure_stands_below_the_picture() -> None:
    seen = counts()
    text = plain(picture_screen(seen, table(seen)).text)
    assert text.count("• ") == len(ROWS)


def test_a_file_says_how_often_each_is_counted() -> None:
    seen = counts()
    posted = [(row, cells[0]) for row, cells in seen.series.items()]
    file = file_of("csv", posted, seen, Moment().now).decode("utf-8-sig")
    header, *lines = csv.reader(StringIO(file, newline=""))
    place = header.index("Counted")
    found = [line[place] for line in lines if len(line) == len(header)]
    assert found == [f"By {SPANS[nth % len(SPANS)]}" for nth in range(len(ROWS))]
