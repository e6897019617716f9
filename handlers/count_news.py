"""What a release says beside figures: what has changed, who joined, who used the local form."""

from handlers.count_view import (
    COUNTS,
    Counts,
    change_of,
    key_name,
    name_of,
    period_words,
    written,
)
from messages.times import date_words
from messages.words import label, say
from models.counts.menu import AFTER, BEFORE, LISTED, SITE, THEME, Kind, Row
from models.counts.reading import BANDS, Change, band, rate
from models.store.posted import Figure

CLEAR = (Change.MORE, Change.FEWER)
NAMED = 8
"""Rows that are named as changed; the others are in the tables."""
ENOUGH = 0.75
"""Of the parts of a period as many must be shown; the others count as these do on average."""
FORM = Row("knows", "local_form")
ALL = Row("all")


def changed(counts: Counts) -> str:
    """Say which rows of the organisation changed beyond the rule's error and chance."""
    numbers = (each for each in LISTED if each.kind is Kind.NUMBER)
    tables = [each.key for each in numbers if len(each.by) == 1 and SITE not in each.by]
    said = {row: change_of(counts.series[row]) for key in tables for row in counts.rows(key)}
    changes = [
        (_named(counts, row), label(COUNTS, how)) for row, how in said.items() if how in CLEAR
    ]
    return say(
        COUNTS,
        "changed",
        changes=changes[:NAMED],
        compared=any(how is not Change.TOO_FEW for how in said.values()),
        others=len(changes) > NAMED,
    )


def _named(counts: Counts, row: Row) -> str:
    return f"{label(COUNTS, row.table)}, {name_of(row, counts.sites)}"


def joined(counts: Counts) -> str:
    """Say how many people joined, in all and at each site of the reader's, as bands."""
    known = [*counts.rows("enrolled"), *counts.rows("site_enrolled")]
    bands = [(name_of(row, counts.sites), band_of(counts.series[row][-1])) for row in known]
    if not known:
        return ""
    by = max(counts.series[row][-1].period.closes for row in known)
    return say(COUNTS, "joined", bands=bands[:NAMED], by=date_words(by))


def local_form(counts: Counts) -> str:
    """Say how often the local form was used as well, as a band."""
    share = _share(counts)
    if share is None:
        return ""
    days = period_words(counts.series[FORM][-1].period)
    return say(COUNTS, "local", low=share[0], days=days)


def confidence(counts: Counts) -> str:
    """Say how confident people felt before and after each theme, where that is shown."""
    found, days = [], ""
    for theme in counts.keys("confidence"):
        rows = [Row("confidence", theme, moment) for moment in (BEFORE, AFTER)]
        cells = [(row, counts.series[row][-1]) for row in rows if row in counts.series]
        if len(cells) == len(rows) and all(cell.shown is not None for _, cell in cells):
            before, after = (written(row, cell) for row, cell in cells)
            found.append((key_name(THEME, theme, counts.sites), before, after))
            days = period_words(cells[-1][1].period)
    return say(COUNTS, "learned", themes=found, days=days) if found else ""


def band_of(cell: Figure) -> str:
    """Return a figure of people who joined in words: how many exactly is nobody's matter."""
    found = band(cell.shown)
    if not cell.available or found is None:
        return label(COUNTS, "under" if cell.available else "lost", low=BANDS[0])
    low, high = (f"{each:,}" if each else "" for each in found)
    return label(COUNTS, "band", low=low, high=high)


def _share(counts: Counts) -> tuple[int, int] | None:
    """Return of how many in 100 encounters it was said; the whole may be counted more often."""
    part, *_ = [*reversed(counts.series.get(FORM, ())), None]
    if part is None:
        return None
    parts = counts.whole
    lasting = sum(cell.period.weeks for cell in parts)
    known = [cell.shown for cell in parts if cell.shown is not None]
    if lasting != part.period.weeks or len(known) < ENOUGH * len(parts):
        return None
    return rate(part.shown, round(sum(known) * len(parts) / len(known)))
