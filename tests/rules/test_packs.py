"""What each reader of a text to paste is given, and which form it belongs to."""

from dataclasses import replace

import pytest

from models.packs import EVERYTHING, ORDERS, WHEN, WORDS, Pack, form_of
from models.report import QUESTIONS
from models.route import Kind, Status
from tests.rules.stock import FORM

ASKED = [question.key for question in QUESTIONS if question.kept] + [WORDS]


def test_the_whole_copy_leaves_nothing_out_and_asks_nothing_twice() -> None:
    assert sorted(EVERYTHING) == sorted(ASKED)


@pytest.mark.parametrize("pack", Pack)
def test_a_pack_holds_some_of_the_answers_each_once(pack: Pack) -> None:
    order = ORDERS[pack]
    assert len(set(order)) == len(order)
    assert set(order) < set(EVERYTHING)
    assert {"what", WHEN, "where", "who", "harm", WORDS} <= set(order)


def test_a_local_form_is_told_what_when_where_who_harm_and_action_in_this_order() -> None:
    order = ORDERS[Pack.FORM]
    steps = [order.index(key) for key in ("what", "when", "where", "who", "harm", "knows")]
    assert steps == sorted(steps)


def test_packs_differ_in_what_is_left_out() -> None:
    left = {pack: set(EVERYTHING) - set(ORDERS[pack]) for pack in Pack}
    assert left[Pack.FORM] == {"why_not", "role"}
    assert left[Pack.POLICE] == {"knows", "why_not", "role", "illness"}
    assert left[Pack.UNION] == {"illness"}


def test_only_the_sites_own_form_that_somebody_made_sure_of_is_linked() -> None:
    assert form_of([FORM], "hill") is FORM
    assert form_of([FORM], "vale") is None
    assert form_of([replace(FORM, site="")], "") is None
    for change in (
        {"kind": Kind.HR},
        {"link": ""},
        {"status": Status.VERIFY},
        {"verified": None},
    ):
        assert form_of([replace(FORM, **change)], "hill") is None
