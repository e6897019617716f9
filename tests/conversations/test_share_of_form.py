"""How often the local form was used too is said whatever the clocks of the two figures are."""

from datetime import date

import pytest

from handlers.count_news import ALL, FORM, local_form
from handlers.viewing import read_counts
from models.counts.period import Span, between
from models.store.doors import Store, Tx
from tests.moment import Moment
from tests.store.counted import on
from tests.store.posting_by_hand import START, post


@pytest.mark.parametrize("parts", [Span.WEEK, Span.MONTH, Span.QUARTER])
@pytest.mark.parametrize("form", [Span.QUARTER, Span.YEAR])
async def test_a_share_is_of_all_parts_of_its_period(
    store: Store, clock: Moment, parts: Span, form: Span
) -> None:
    """13 weeks make a quarter, more than a screen shows of a row."""
    on(clock, date(2027, 3, 1))

    def post_both(tx: Tx) -> None:
        for span in Span:
            for period in between(span, START, clock.now.date()):
                # From 2027 on the whole has another clock than in the year that is told of.
                clock_of_all = parts if period.year < 2027 else Span.WEEK
                rows = [ALL] if span is clock_of_all else []
                post(tx, period, [*rows, *([FORM] if span is form else [])])

    await store.write(post_both)
    counts = await store.read(lambda tx: read_counts(tx, {}, simulated=False))
    assert counts is not None
    days = counts.series[FORM][-1].period
    parts_of = len(list(between(parts, days.first, days.last + (days.closes - days.last))))
    assert len(counts.whole) == parts_of
    assert "to 3 January 2027: in about " in local_form(counts)
    assert len(counts.series[ALL]) <= 9
