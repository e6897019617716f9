"""Counting from numbers with a bit for each option finds what counting plain reports finds."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.counts.menu import OF_REPORTS, SITE, Row, domain
from models.counts.packed import WORDS, tally_packed
from models.counts.tally import Report, Sites, tally
from tests.counts.made import OWN, REPORTS, WEEK, by, numbers, packed

ROWS = domain(sorted(OWN))
LATER = {"hill": WEEK, "dale": WEEK + timedelta(weeks=1)}


@given(REPORTS, st.integers(1, 4), st.sampled_from([OWN, LATER, {}]))
def test_it_finds_what_plain_counting_finds(reports: list[Report], many: int, own: Sites) -> None:
    batches = [packed(reports[nth:][::many]) for nth in range(many) if reports[nth:]]
    assert numbers(tally_packed(batches, own), ROWS) == numbers(tally(reports, own), ROWS)


def test_more_people_are_added_up_than_a_byte_holds() -> None:
    reports = [Report(f"{n}".encode(), "hill", WEEK, {"what": ("verbal",)}) for n in range(700)]
    counted = tally_packed([packed(reports)], OWN)
    assert counted.people[Row("all")] == counted.at_one_site[Row("what", "verbal")] == 700
    assert counted.people[Row("site_what", "hill", "verbal")] == 700


def test_somebody_at_two_small_sites_is_one_person_among_the_smaller_ones() -> None:
    counted = tally_packed([packed([by(1, "small"), by(1, "tiny"), by(1, None)])], OWN)
    assert counted.people[Row("site", "smaller")] == counted.people[Row("all")] == 1
    assert counted.at_one_site[Row("all")] == 1


def test_nothing_is_nothing() -> None:
    counted = tally_packed([], OWN)
    assert not counted.people
    assert not counted.encounters


def test_a_number_fits_both_databases_and_no_bit_stands_twice() -> None:
    for word in WORDS:
        assert sum(word.values()) == 2 ** len(word) - 1 < 2**63
    known = {question for word in WORDS for question, _ in word}
    assert known == {part for table in OF_REPORTS for part in table.by} - {SITE}


@pytest.mark.parametrize("table", [t for t in OF_REPORTS if len({*t.by} - {SITE}) > 1])
def test_two_questions_of_one_table_stand_in_one_number(table: object) -> None:
    by_questions = {*table.by}  # type: ignore[attr-defined]
    assert any(by_questions <= {question for question, _ in word} for word in WORDS)
