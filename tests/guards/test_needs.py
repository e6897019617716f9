"""Ties the words of support to its needs, both ways."""

import pytest

from bot.book.reading import plain
from handlers.aid import AID, QUIET
from handlers.place import AFTER_A_LOG, ANY_TIME
from handlers.routes import ROUTES
from handlers.support import SUPPORT
from messages.words import label, parts, say
from models.advice import Advice
from models.asked import Need
from models.route_rules import NEEDS
from tests.guards.language import lock_screen_safe

LONGEST_LABEL = 34


def test_every_need_has_its_words_and_no_words_lack_a_need() -> None:
    assert parts(SUPPORT) == {*ANY_TIME, Need.LASTING, "text", "roles"}
    assert parts(AID) == {*AFTER_A_LOG, *QUIET.values(), "question", "skill"}
    assert set(Advice) <= parts(ROUTES)


def test_every_need_that_is_offered_has_routes_by_rule() -> None:
    assert {*ANY_TIME, *AFTER_A_LOG, Need.LASTING} == set(NEEDS)


@pytest.mark.parametrize(("template", "needs"), [(SUPPORT, ANY_TIME), (AID, AFTER_A_LOG)])
def test_no_two_needs_read_alike_and_each_fits_a_button(
    template: str, needs: tuple[str, ...]
) -> None:
    labels = [label(template, need) for need in needs]
    assert len(set(labels)) == len(labels)
    assert max(map(len, labels)) <= LONGEST_LABEL


@pytest.mark.parametrize("part", ["question", *QUIET.values()])
def test_what_may_be_left_standing_after_a_log_names_nothing(part: str) -> None:
    assert lock_screen_safe(plain(say(AID, part)))
