"""The games of the attack audit: did this person log? The insider sees what is posted and guesses.

The best guess is known: it is made by how often each view appears in worlds with the person's
report and in worlds without it. The advantage is how much better that is than a coin (0 to 1).
"""

import os
from random import Random

import pytest

from models.counts.figure import Behind, shown
from tests.audit.games import GAMES, View, advantage

WHOLE = "HANDRAIL_TEST_AUDIT" in os.environ
WEEKS = 13
SITES = 6
SHARE = 0.4
"""How much of what is logged is of the kind that the person's report is of."""
NO_LINK = 0.25
VARYING = 0.3
"""How much the weeks of a quarter differ from what the insider would expect, beside chance."""


def quarter(dice: Random, *, is_there: bool, reports: int = 1, no_link: bool = False) -> View:
    """Show one quarter's figures that a report would be in: site, site by what, all by what.

    One other report a site and week comes in on average. Reports of one person are one in people.
    """
    rate = WEEKS * max(0.2, dice.gauss(1, VARYING))
    here = _many(dice, rate)
    of_kind = sum(dice.random() < SHARE for _ in range(here))
    others = _many(dice, rate * (SITES - 1))
    all_of_kind = sum(dice.random() < SHARE for _ in range(others))
    unlinked = _many(dice, rate * SITES * NO_LINK * SHARE)
    person = is_there and not no_link
    here, of_kind = here + person, of_kind + person
    people = of_kind + all_of_kind
    encounters = people + unlinked + (reports - person if is_there else 0)
    spread = max(of_kind, all_of_kind // (SITES - 1))
    site = shown(Behind(here, here), dice.randrange)
    by_what = shown(Behind(of_kind, of_kind), dice.randrange)
    organisation = shown(Behind(encounters, people, spread), dice.randrange)
    return site, by_what if site is not None else None, organisation


def _many(dice: Random, mean: float) -> int:
    """Return how many came in, when each moment is as likely as any other."""
    count, time = 0, dice.expovariate(1)
    while time < mean:
        count, time = count + 1, time + dice.expovariate(1)
    return count


@pytest.mark.parametrize(
    ("reports", "no_link"), [(1, False), (3, False), (5, True)], ids=["1", "3 times", "5 no link"]
)
def test_a_realistic_insider_is_at_most_a_fifth_better_than_a_coin(
    reports: int, no_link: bool
) -> None:
    games = 10 * GAMES if WHOLE else GAMES

    def play(dice: Random, side: bool) -> View:
        return quarter(dice, is_there=side, reports=reports, no_link=no_link)

    assert advantage(play, games, seed=reports) <= 0.20


def test_exact_figures_would_give_such_an_insider_away() -> None:
    def play(dice: Random, side: bool) -> View:
        return (9 + side, 4 + side, dice.randrange(3))

    assert advantage(play, 2_000, seed=1) > 0.9


@pytest.mark.parametrize("others", range(12))
def test_who_knows_all_but_one_is_certain_in_one_of_1000_games_at_most(others: int) -> None:
    """Certain: the view cannot be there without the person (or with them)."""
    dice, certain = Random(others), 0
    for _ in range(GAMES):
        side = dice.random() < 0.5
        people = others + side
        view = shown(Behind(people, people), dice.randrange)
        certain += view is not None and not _possible(people=others + (not side), view=view)
    assert certain <= GAMES / 1_000


def _possible(people: int, view: int) -> bool:
    """Tell whether so many people could have given this figure."""
    return people >= 5 and any(5 * ((people + e + 2) // 5) == view for e in range(-8, 9))
