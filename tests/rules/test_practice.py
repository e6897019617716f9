"""A recall question comes again after 1, 3 and 7 days, and then no more."""

from datetime import date, timedelta

import pytest

from models.practice import confidence, first_recall, next_recall

TODAY = date(2026, 11, 24)


def test_it_asks_after_1_3_and_7_days_and_ends() -> None:
    recall = first_recall("hear_it_all", TODAY)
    days, today = [], TODAY
    while recall:
        days.append((recall.due - today).days)
        today = recall.due
        recall = next_recall(recall, today)  # type: ignore[assignment] # None ends it
    assert days == [1, 3, 7]


def test_an_answer_that_comes_late_moves_what_follows() -> None:
    late = TODAY + timedelta(days=30)
    following = next_recall(first_recall("hear_it_all", TODAY), late)
    assert following is not None
    assert following.due == late + timedelta(days=3)


@pytest.mark.parametrize(
    "said", ["", "11", "-1", "01", "3.5", "\N{ARABIC-INDIC DIGIT THREE}", "x"]
)
def test_a_confidence_that_no_button_has_is_none(said: str) -> None:
    assert confidence(said) is None


def test_a_confidence_is_a_number_from_0_to_10() -> None:
    assert [confidence(str(number)) for number in range(11)] == list(range(11))
