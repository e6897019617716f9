"""Made-up reports, as the counting sees them."""

from collections.abc import Iterable
from datetime import date

from hypothesis import strategies as st

from models.counts.menu import SMALLER, TABLES, Row
from models.counts.packed import WORDS, Packed
from models.counts.tally import Report, Tally
from models.report import QUESTIONS

WEEK = date(2026, 11, 23)
OPTIONS = {question.key: question.options for question in QUESTIONS if question.options}
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        key: st.lists(st.sampled_from(options), min_size=1, max_size=3, unique=True)
        for key, options in OPTIONS.items()
    },
)
PEOPLE = st.sampled_from([None, *(bytes([number]) for number in range(6))])
REPORTS = st.lists(
    st.builds(
        Report, PEOPLE, st.sampled_from([None, "hill", "dale", "small"]), st.just(WEEK), ANSWERS
    ),
    max_size=8,
).map(lambda found: sorted(found, key=lambda report: report.person or b""))
OWN = {"hill": WEEK, "dale": WEEK}


def by(person: int | None, site: str | None = "hill", **answers: str) -> Report:
    """Make a report of a person, an option for each question named."""
    key = None if person is None else bytes([person])
    return Report(key, site, WEEK, {question: (option,) for question, option in answers.items()})


def packed(reports: list[Report]) -> Packed:
    """Say reports as the database does: column by column, answers as a number for each word."""
    said = [
        [
            sum(bit for (key, o), bit in word.items() if o in r.answers.get(key, ()))
            for r in reports
        ]
        for word in WORDS
    ]
    return Packed(
        [report.person for report in reports],
        [report.site for report in reports],
        [report.week.isoformat() for report in reports],
        said,
    )


def numbers(tally: Tally, rows: Iterable[Row]) -> dict[Row, tuple[int, ...]]:
    """Return what a tally knows of these rows that is behind a figure."""
    return {row: _behind(tally, row) for row in rows}


def _behind(tally: Tally, row: Row) -> tuple[int, ...]:
    table, people, most = TABLES[row.table], tally.people[row], tally.at_one_site[row]
    if table.is_across:
        return people, most, *(tally.at[place][row] for place in (*sorted(OWN), SMALLER))
    return (people,) if table.counts_people else (tally.encounters[row], people, most)
