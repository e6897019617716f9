"""What is said to have changed is the same thing then and now."""

from datetime import date

from bot.book.reading import plain
from handlers.count_screens import Ask, newest_screen, table_screen
from handlers.count_view import Counts, change_of
from models.counts.menu import SITE, SMALLER, Row
from models.counts.period import Period, Span, between, period_of
from models.counts.reading import BEFORE, Change
from models.store.posted import Figure

LAST = period_of(Span.QUARTER, date(2027, 3, 29))


def quarters() -> list[Period]:
    found = [LAST]
    while len(found) <= BEFORE:
        year, number = divmod(4 * found[0].year + found[0].number - 2, 4)
        found.insert(0, period_of(Span.QUARTER, date.fromisocalendar(year, 13 * number + 1, 1)))
    return found


def test_smaller_sites_are_not_compared_with_others_that_were_small_before() -> None:
    """A site that grew is none of them any more: its people have gone elsewhere, no abuse has."""
    *before, last = quarters()
    cells = [*(Figure(each, 100) for each in before), Figure(last, 30)]
    rows = {Row("all"): cells, Row(SITE, "hill"): cells, Row(SITE, SMALLER): cells}
    text = plain(newest_screen(Counts(last.closes, {"hill": "Hill"}, rows), lead=True).text)
    assert "Hill: 30 (fewer than before)" in text
    assert "Smaller sites: 30\n" in text
    past = plain(table_screen(Counts(last.closes, {}, rows), Ask("table", SITE, SMALLER)).text)
    assert "Which sites these are can change" in past


def test_a_month_of_5_weeks_is_not_more_than_one_of_4() -> None:
    """The same 100 a week all year: only the calendar differs."""
    months = [*between(Span.MONTH, date(2026, 3, 30), date(2027, 1, 18))][-BEFORE - 1 :]
    weeks = [each.weeks for each in months]
    assert weeks[-1] == 6  # the last month of a year of 53 weeks
    for end in range(5, len(months) + 1):
        cells = [
            Figure(each, 100 * long) for each, long in zip(months[:end], weeks[:end], strict=True)
        ]
        assert change_of(cells) is Change.NO_CLEAR_CHANGE
    double = [*cells[:-1], Figure(months[-1], 2 * 100 * 6)]
    assert change_of(double) is Change.MORE
