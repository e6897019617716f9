"""Made-up reports, as the counting sees them."""

from datetime import date

from hypothesis import strategies as st

from models.counts.tally import Report
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
