"""The one rule for figures: what it shows, what it never shows, and how far off it is."""

from math import exp, isclose
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.counts.figure import (
    MOST_OFF,
    PEOPLE,
    SMALLEST,
    STEP,
    Behind,
    chances,
    nudge,
    rounded,
    shown,
)

DICE = st.integers(0, 10_000).map(Random)


@pytest.mark.promise("P72")
@given(st.integers(0, 5_000), st.integers(0, 5_000), DICE)
def test_a_figure_is_a_multiple_of_5_near_the_number_and_never_below_10(
    number: int, people: int, dice: Random
) -> None:
    figure = shown(Behind(number, people), dice.randrange)
    if figure is not None:
        assert figure % STEP == 0
        assert figure >= SMALLEST
        assert abs(figure - number) <= MOST_OFF


@pytest.mark.promise("P72")
@given(st.integers(0, 5_000), st.integers(0, PEOPLE - 1), DICE)
def test_nothing_is_shown_of_fewer_than_5_different_people(
    number: int, people: int, dice: Random
) -> None:
    assert shown(Behind(number, people), dice.randrange) is None


@pytest.mark.promise("P72")
@given(st.integers(0, 1), DICE)
def test_zero_and_one_read_the_same(number: int, dice: Random) -> None:
    assert shown(Behind(number, number), dice.randrange) is None


@pytest.mark.parametrize(
    ("number", "nudged", "figure"), [(8, 0, 10), (7, 0, 5), (12, 0, 10), (13, 0, 15), (20, -8, 10)]
)
def test_the_rule_is_5_times_the_floor_of_n_and_e_and_2_over_5(
    number: int, nudged: int, figure: int
) -> None:
    assert rounded(number, nudged) == figure


def test_nudges_are_bell_shaped_and_cut_at_8() -> None:
    whole = sum(exp(-e * e / 8) for e in range(-8, 9))
    assert list(chances()) == list(range(-8, 9))
    for e, chance in chances().items():
        assert isclose(chance, exp(-e * e / 8) / whole, rel_tol=1e-6)


def test_dice_that_are_fair_give_nudges_of_these_chances() -> None:
    dice, many = Random(7), 40_000
    drawn = [nudge(dice.randrange) for _ in range(many)]
    for e, chance in chances().items():
        assert abs(drawn.count(e) / many - chance) < 0.01


@pytest.mark.parametrize(("number", "percent"), [(20, 11), (100, 2.4), (1_000, 0.2)])
def test_the_error_is_as_small_as_the_documents_say(number: int, percent: float) -> None:
    squares = sum(chance * (rounded(number, e) - number) ** 2 for e, chance in chances().items())
    assert 100 * squares**0.5 / number == pytest.approx(percent, rel=0.2)


def test_a_figure_of_the_organisation_does_not_stand_on_one_sites_few_people() -> None:
    dice = Random(3)
    alone = [shown(Behind(40, 15, 15), dice.randrange) for _ in range(2_000)]
    spread = [shown(Behind(40, 15, 4), dice.randrange) for _ in range(2_000)]
    plenty = [shown(Behind(40, 40, 40), dice.randrange) for _ in range(2_000)]
    assert sum(each is not None for each in alone) < 40
    assert sum(each is not None for each in spread) > 1_600
    assert all(each is not None for each in plenty)


def test_who_knows_of_4_people_is_hardly_ever_certain_of_a_fifth() -> None:
    dice, games = Random(11), 20_000
    certain = sum(shown(Behind(5, 5), dice.randrange) is not None for _ in range(games))
    assert certain <= games / 1_000
