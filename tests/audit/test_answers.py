"""The attack audit of check-in answers and skills: shares, means and the numbers they are of."""

import os
from collections.abc import Callable
from random import Random

import pytest

from models.checkin import Doing, Step
from models.counts.answer_tally import Answer, Confidence, apart, check_ins, confidences
from models.counts.answers import ANSWERS, ENOUGH, mean, share
from models.counts.figure import CUT, rounded
from models.counts.menu import AFTER, BEFORE, TABLES, Kind, Row
from models.counts.posting import figures
from models.counts.tally import Tally
from models.practice import MOST
from models.skill import Theme
from tests.audit.answers import JOINED, known, made
from tests.audit.attack import attack
from tests.audit.games import GAMES, View, advantage

WHOLE = "HANDRAIL_TEST_AUDIT" in os.environ
WORLDS = [(size, seed) for size in (50, 300, 1_000, 3_000) for seed in (1, 2, 3)]
SOME = WORLDS if WHOLE else [(50, 1), (300, 2), (1_000, 3)]
NUDGES = range(-CUT, CUT + 1)
STEP_ROWS = [Row("check_ins", Step.WEEK), *(Row("doing", Step.WEEK, each) for each in Doing)]
THEME_ROWS = [
    Row("skills", Theme.CALMING),
    *(Row("confidence", Theme.CALMING, moment) for moment in (BEFORE, AFTER)),
]
WEIGHTS = (4, 4, 3, 2, 1)
OTHERS, VARYING = 22, 0.3
"""Answers of others: as many as leave it open whether anything is shown."""


@pytest.mark.promise("P74")
@pytest.mark.promise("P75")
@pytest.mark.parametrize(("size", "seed"), SOME)
def test_all_figures_of_answers_prove_nothing_of_a_few_people(size: int, seed: int) -> None:
    told = made(size, seed)
    facts = known(told)
    assert facts.allows(told.truth)
    counted = [each for each in told.posted if TABLES[each[0].table].kind is not Kind.MEAN]
    hidden = {each for each in counted if told.posted[each] is None}
    assert sum(1 <= told.truth[each] <= 4 for each in counted) > 20
    found = attack(facts, counted)
    assert not found.not_empty & hidden, "hidden, and proven to hold somebody"
    assert not [cell for cell in found.small if told.truth[cell] == 0], "proven to be 0"
    assert not hidden & found.pinned(told.truth), "hidden, and known within 1"
    both = found.not_empty & found.small
    assert not [cell for cell in both if 1 <= told.truth[cell] <= 4], "shown, and known within 1"


def step(answers: list[str]) -> Tally:
    """Count a step's answers, of people at many sites."""
    tally = check_ins(
        Answer(*torn, 1)
        for nth, each in enumerate(answers)
        for torn in apart(str(nth), Step.WEEK, {"doing": each})
    )
    tally.people[Row("enrolled")] = JOINED
    return tally


def theme(pairs: list[tuple[int, int]]) -> Tally:
    return confidences(Confidence(Theme.CALMING, "", *pair, "", 1) for pair in pairs)


def view(tally: Tally, rows: list[Row], dice: Random) -> View:
    posted = figures(tally, rows, dice.randrange, frozenset())
    return tuple(posted[row] for row in rows)


def _many(dice: Random) -> int:
    return max(0, round(dice.gauss(OTHERS, OTHERS**0.5) * max(0.2, dice.gauss(1, VARYING))))


def some_answers(dice: Random) -> list[str]:
    return dice.choices(list(Doing), WEIGHTS, k=_many(dice))


def some_pairs(dice: Random) -> list[tuple[int, int]]:
    return [(dice.randrange(3, 8), dice.randrange(5, 10)) for _ in range(_many(dice))]


def answered(dice: Random, side: bool) -> View:
    return view(step([*some_answers(dice), *([Doing.VERY_HARD] if side else [])]), STEP_ROWS, dice)


def answered_hard(dice: Random, side: bool) -> View:
    theirs = Doing.VERY_HARD if side else Doing.WELL
    return view(step([*some_answers(dice), theirs]), STEP_ROWS, dice)


def felt_low(dice: Random, side: bool) -> View:
    theirs = (0, 0) if side else (MOST, MOST)
    return view(theme([*some_pairs(dice), theirs]), THEME_ROWS, dice)


@pytest.mark.parametrize("play", [answered, answered_hard, felt_low])
def test_a_realistic_insider_is_at_most_a_fifth_better_than_a_coin(
    play: Callable[[Random, bool], View],
) -> None:
    found = advantage(play, 10 * GAMES if WHOLE else GAMES, seed=1)
    print(f"{play.__name__}: {found:.2f}")  # noqa: T201 - for docs/counts.md
    assert found <= 0.20


def test_exact_shares_and_means_would_give_them_away() -> None:
    def exact(dice: Random, side: bool) -> View:
        base = 10 + dice.randrange(2)
        return (100 * (base + side) // (2 * base + 1 + side), base + side)

    assert advantage(exact, 2_000, seed=1) > 0.4


@pytest.mark.parametrize("others", [4, 9, 10, 11, 14, 16, 18, 22, 24, 30])
def test_who_knows_all_but_one_answer_is_certain_in_one_of_1000_games_at_most(
    others: int,
) -> None:
    """Certain: the view cannot be there without the person, or with another answer of theirs."""
    dice, certain = Random(others), 0
    rest = [list(Doing)[nth % len(Doing)] for nth in range(others)]
    worlds = [step([*rest, *theirs]) for theirs in ([], [Doing.WELL], [Doing.VERY_HARD])]
    for _ in range(GAMES // 4):
        true = dice.randrange(3)
        seen = view(worlds[true], STEP_ROWS, dice)
        certain += not all(possible(world, seen) for world in worlds)
    assert certain <= GAMES / 4 / 1_000


def possible(tally: Tally, seen: View) -> bool:
    """Tell whether these numbers could have led to what is seen."""
    number, *bands = seen
    whole = tally.people[STEP_ROWS[0]]
    can_hide = whole < ANSWERS or whole - CUT < ENOUGH
    if number is None:
        return can_hide
    if whole < ANSWERS or number not in {rounded(whole, e) for e in NUDGES}:
        return False
    parts = [tally.people[row] for row in STEP_ROWS[1:]]
    return all(
        can_hide if band is None else band in {share(part, whole, e) for e in NUDGES}
        for part, band in zip(parts, bands, strict=True)
    )


@pytest.mark.parametrize("others", [10, 12, 16, 20, 30, 60])
def test_who_knows_all_other_confidences_cannot_tell_the_last_ones(others: int) -> None:
    dice, certain = Random(others), 0
    rest = [(5, 7)] * others
    worlds = [theme([*rest, (0, 0)]), theme([*rest, (MOST, MOST)])]
    for _ in range(GAMES // 4):
        seen = view(worlds[dice.randrange(2)], THEME_ROWS, dice)
        certain += not all(_could_be(world, seen) for world in worlds)
    assert certain <= GAMES / 4 / 1_000


def _could_be(tally: Tally, seen: View) -> bool:
    many = tally.people[THEME_ROWS[0]]
    return all(
        shown is None or shown in {mean(tally.totals[row], many, e) for e in NUDGES}
        for row, shown in zip(THEME_ROWS[1:], seen[1:], strict=True)
    )
