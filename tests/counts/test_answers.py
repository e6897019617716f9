"""Shares and means: within their bounds, never finer than they say, all of a question or none."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.checkin import Doing, Step
from models.counts.answer_tally import Answer, Confidence, apart, check_ins, confidences
from models.counts.answers import ANSWERS, MOST_OFF_SUM, is_enough, mean, share
from models.counts.figure import CUT
from models.counts.menu import AFTER, BEFORE, TABLES, Kind, Row, domain, parents
from models.counts.posting import figures
from models.practice import MOST
from models.skill import Theme

NUDGES = st.integers(-CUT, CUT)
PARTS = st.tuples(st.integers(0, 3_000), st.integers(0, 3_000)).map(
    lambda pair: (pair[0], sum(pair))
)
ANSWERS_OF = [row for row in domain([]) if TABLES[row.table].of]
DICE = st.integers(0, 10_000).map(Random)


@pytest.mark.promise("P74")
@given(PARTS.filter(lambda pair: pair[1] >= ANSWERS), NUDGES)
def test_a_share_is_a_band_of_10_that_holds_the_nudged_part(
    pair: tuple[int, int], nudged: int
) -> None:
    part, whole = pair
    shown = share(part, whole, nudged)
    assert shown in range(0, 100, 10)
    points = min(max(100 * (part + nudged) / whole, 0), 100)
    assert shown <= points <= shown + 10


@pytest.mark.promise("P75")
@given(st.lists(st.integers(0, MOST), min_size=ANSWERS, max_size=400), NUDGES)
def test_a_mean_is_in_half_points_and_near_the_numbers(numbers: list[int], nudged: int) -> None:
    total, many = sum(numbers), len(numbers)
    shown = mean(total, many, nudged)
    assert shown in range(2 * MOST + 1)
    assert abs(shown / 2 - total / many) <= MOST_OFF_SUM / many + 0.25


@given(st.integers(0, 10), DICE)
def test_nothing_is_said_of_fewer_than_11(many: int, dice: Random) -> None:
    assert not is_enough(many, dice.randrange)


@given(st.integers(0, 60), st.integers(0, 60), DICE)
def test_all_answers_to_a_question_are_shown_or_none_and_none_without_the_number(
    well: int, hard: int, dice: Random
) -> None:
    told = [
        Answer(*torn, 1)
        for each, many in ((Doing.WELL, well), (Doing.HARD, hard))
        for nth in range(many)
        for torn in apart(str(nth), Step.WEEK, {"doing": each})
    ]
    tally = check_ins(told)
    tally.people[Row("enrolled")] = 100
    posted = figures(tally, domain([]), dice.randrange, frozenset())
    assert set(posted) == set(domain([]))
    doing = [posted[Row("doing", Step.WEEK, each)] for each in Doing]
    assert len({each is None for each in doing}) == 1
    for row in ANSWERS_OF:
        if posted[row] is not None:
            assert all(posted[parent] is not None for parent in parents(row))


def test_a_step_counts_who_answered_its_first_question_and_its_fullest_site() -> None:
    tally = check_ins(
        [
            Answer("hill", Step.THREE_DAYS, "", "", 5),
            Answer("", Step.THREE_DAYS, "", "", 3),
            Answer("", Step.THREE_DAYS, "doing", "well", 5),
            Answer("", Step.THREE_DAYS, "doing", "hard", 3),
            Answer("", Step.THREE_DAYS, "sleep", "badly", 4),
        ]
    )
    row = Row("check_ins", Step.THREE_DAYS)
    assert (tally.people[row], tally.at_one_site[row]) == (8, 5)
    assert tally.people[Row("sleep", Step.THREE_DAYS, "badly")] == 4


def test_confidences_are_summed_by_theme_and_by_the_role_that_was_given() -> None:
    tally = confidences(
        [
            Confidence(Theme.CALMING, "nurse", 3, 7, "yes", 2),
            Confidence(Theme.CALMING, "", 5, 5, "", 1),
        ]
    )
    assert tally.people[Row("skills", Theme.CALMING)] == 3
    assert tally.totals[Row("confidence", Theme.CALMING, BEFORE)] == 11
    assert tally.totals[Row("confidence", Theme.CALMING, AFTER)] == 19
    assert tally.people[Row("worth", Theme.CALMING, "yes")] == 2
    assert tally.totals[Row("role_confidence", "nurse", AFTER)] == 14


def test_every_share_and_mean_is_of_a_number_in_the_menu() -> None:
    for table in TABLES.values():
        assert bool(table.of) == (table.kind is not Kind.NUMBER)
        if table.of:
            assert TABLES[table.of].kind is Kind.NUMBER
            assert TABLES[table.of].spans == table.spans
