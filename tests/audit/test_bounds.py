"""The attack audit: nothing is proven of a hidden cell by all that was ever posted.

`make audit` runs every size and seed; the checks run a part. docs/counts.md holds the figures.
"""

import os
from random import Random

import pytest

from models.counts import posting
from models.counts.menu import TABLES, Row
from tests.audit import insider, outsider
from tests.audit.attack import ONE, Cell, attack
from tests.audit.outsider import ANYTHING
from tests.audit.world import SITES, World, by_rule, happened, post

WHOLE = "HANDRAIL_TEST_AUDIT" in os.environ
GAMES = [(size, seed) for size in (50, 300, 1_000) for seed in (1, 2, 3)]
SOME = GAMES if WHOLE else [(50, 1), (300, 2)]
LOOKS = SITES if WHOLE else SITES[:1]
NEVER_MORE = 0.005
BY_GAME = pytest.mark.parametrize(("size", "seed"), SOME)


def played(size: int, seed: int) -> World:
    world = happened(size, Random(seed))
    post(world, by_rule(Random(1_000 + seed)))
    return world


def truth_of(world: World) -> dict[Cell, float]:
    return {
        (row, period): (
            world.truth[period].people
            if TABLES[row.table].counts_people
            else world.truth[period].encounters
        )[row]
        for row, period in world.posted
    } | {ONE: 1.0}


def hidden(world: World) -> list[Cell]:
    return [cell for cell, shown in world.posted.items() if shown is None]


@BY_GAME
def test_all_figures_of_all_dates_prove_nothing_of_a_hidden_cell(size: int, seed: int) -> None:
    world = played(size, seed)
    known, truth = outsider.known(world), truth_of(world)
    assert known.allows(truth)
    assert sum(1 <= truth[cell] <= 4 for cell in hidden(world)) > 300
    found = attack(known, hidden(world))
    assert not found.not_empty, "hidden, and proven to hold somebody"
    assert not [cell for cell in found.small if truth[cell] == 0], "hidden, and proven to be 0"
    assert not found.pinned(truth), "a cell of 1 to 4 is known within 1"


@BY_GAME
@pytest.mark.parametrize("site", LOOKS)
def test_who_knows_all_other_sites_proves_nothing_of_their_own(
    size: int, seed: int, site: str
) -> None:
    world = played(size, seed)
    known, truth = insider.knowledge(world, site), insider.own_truth(world, site)
    assert known.allows(truth)
    cells = [cell for cell in insider.own_cells(world, site) if world.posted[cell] is None]
    found = attack(known, cells)
    assert not found.not_empty, "hidden, and proven to hold somebody"
    assert not [cell for cell in found.small if truth[cell] == 0], "hidden, and proven to be 0"
    assert len(found.pinned(truth)) <= NEVER_MORE * len(cells)


def test_without_the_rule_of_standing_out_an_insider_proves_a_hidden_cell(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(posting, "STANDS_OUT", ANYTHING)
    monkeypatch.setattr(insider, "STANDS_OUT", ANYTHING)
    world = played(300, 2)
    known, truth = insider.knowledge(world, "site1"), insider.own_truth(world, "site1")
    assert known.allows(truth)
    cells = [cell for cell in insider.own_cells(world, "site1") if world.posted[cell] is None]
    assert {cell[0] for cell in attack(known, cells).not_empty} == {
        Row("site_what", "site1", "physical")
    }


def test_live_counts_that_hide_what_is_under_5_fail_the_same_audit() -> None:
    known, truth = outsider.known_of_live_counts(happened(300, Random(1)))
    assert known.allows(truth)
    found = attack(known, truth)
    assert len(found.not_empty) > 20
    assert len(found.pinned(truth)) > 20
    assert [cell for cell in found.small if truth[cell] == 0]
