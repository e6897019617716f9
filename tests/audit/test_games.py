"""The games of the attack audit: did this person log? The insider sees what is posted and guesses.

The best guess is known: it is made by how often each view appears in worlds with the person's
report and in worlds without it. The advantage is how much better that is than a coin (0 to 1).
"""

import os
from random import Random

import pytest

from models.counts.figure import STANDS_OUT, Behind, chances, rounded, shown
from tests.audit.games import GAMES, View, advantage

WHOLE = "HANDRAIL_TEST_AUDIT" in os.environ
WEEKS = 13
SITES = 6
SHARE = 0.4
"""How much of what is logged is of the kind that the person's report is of."""

BY_ONE = 0.6
"""How much of that was done by the one who did it in the person's report."""

NO_LINK = 0.25
VARYING = 0.3
"""How much the weeks of a quarter differ from what the insider would expect, beside chance."""


def quarter(
    dice: Random, *, is_there: bool, reports: int = 1, no_link: bool = False, across: bool = False
) -> View:
    """Show one quarter's figures that a report would be in: site, site by what, all by what.

    One other report a site and week comes in on average. Reports of one person are one in people.
    across: show the people of all sites by what and who as well.
    """
    rate = WEEKS * max(0.2, dice.gauss(1, VARYING))
    here = _many(dice, rate)
    of_kind = _some(dice, here, SHARE)
    others = _many(dice, rate * (SITES - 1))
    all_of_kind = _some(dice, others, SHARE)
    unlinked = _many(dice, rate * SITES * NO_LINK * SHARE)
    person = is_there and not no_link
    here, of_kind = here + person, of_kind + person
    people = of_kind + all_of_kind
    encounters = people + unlinked + (reports - person if is_there else 0)
    spread = max(of_kind, all_of_kind // (SITES - 1))
    site = shown(Behind(here, here), dice.randrange)
    by_what = shown(Behind(of_kind, of_kind), dice.randrange)
    organisation = shown(Behind(encounters, people, spread), dice.randrange)
    by_what = by_what if site is not None else None
    if not across:
        return site, by_what, organisation
    own = _some(dice, of_kind - person, BY_ONE) + person
    by_who = _by_who(dice, own, _some(dice, all_of_kind, BY_ONE), by_what, organisation)
    return site, by_what, organisation, by_who


def _by_who(
    dice: Random, own: int, others: int, by_what: int | None, organisation: int | None
) -> int | None:
    """Show people by what and who; the other sites are as good as shown, which hides least."""
    behind = Behind(own + others, own + others, max(own, others // (SITES - 1)))
    figure = shown(behind, dice.randrange)
    at_open_sites = others + (own if by_what is not None else 0)
    if figure is None or organisation is None or figure - at_open_sites >= STANDS_OUT:
        return None
    return figure


def _some(dice: Random, many: int, share: float) -> int:
    return sum(dice.random() < share for _ in range(many))


def _many(dice: Random, mean: float) -> int:
    """Return how many came in, when each moment is as likely as any other."""
    count, time = 0, dice.expovariate(1)
    while time < mean:
        count, time = count + 1, time + dice.expovariate(1)
    return count


def of_one_person(reports: int, *, no_link: bool = False, across: bool = False) -> float:
    def play(dice: Random, side: bool) -> View:
        return quarter(dice, is_there=side, reports=reports, no_link=no_link, across=across)

    return advantage(play, 10 * GAMES if WHOLE else GAMES, seed=reports)


@pytest.mark.parametrize(
    ("reports", "no_link"), [(1, False), (3, False), (5, True)], ids=["1", "3 times", "5 no link"]
)
def test_a_realistic_insider_is_at_most_a_fifth_better_than_a_coin(
    reports: int, no_link: bool
) -> None:
    assert of_one_person(reports, no_link=no_link) <= 0.20


@pytest.mark.parametrize("reports", [1, 3])
def test_nor_are_they_who_see_what_by_who_as_well(reports: int) -> None:
    assert of_one_person(reports, across=True) <= 0.20


def test_what_by_who_tells_more_of_5_reports_with_no_link_as_the_document_says() -> None:
    """People say how much was logged, so that what is beside them stands out."""
    assert of_one_person(5, no_link=True, across=True) <= 0.30


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


def test_luck_lifts_a_figure_as_far_as_one_may_stand_out_in_more_than_1_of_1000_cases() -> None:
    """Else whoever knows all other sites would be as good as certain that theirs is not empty."""
    above = [lifted(by) for by in (STANDS_OUT - 1, STANDS_OUT)]
    assert above[0] > 1 / 1_000 > above[1]


def lifted(by: int) -> float:
    """Return the chance that a figure is so much or more above the number behind it."""
    ends = range(100, 105)
    found = (chance for n in ends for e, chance in chances().items() if rounded(n, e) - n >= by)
    return sum(found) / len(ends)
