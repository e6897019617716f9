"""What stands on every card of a log, and in which order it asks."""

import pytest

from bot.book.walking import Walk
from messages.screen import Screen
from models.draft import new_draft
from models.flow import Choices, Notice, Question, Text
from models.report import REPORT, WITNESS
from models.turn import question_shown
from tests.conversations.made import FAST, HILL
from tests.conversations.phone import LONDON, NOON, Phone

ASKED = {"safe": 3, "what": 15, "who": 7, "where": 13, "when": 4, "effect": 8}
"""Question by question, and how many answers each has."""
EXTRAS = {"knows": 10, "role": 11, "linked": 11, "illness": 3, "own_words": 0}
FLOWS = (REPORT.name, WITNESS.name)
WALK = Walk(HILL, NOON, LONDON)


def labels_of(screen: Screen) -> set[str]:
    return {button.label for button in screen.buttons}


def test_it_asks_in_this_order_and_the_rest_only_on_the_review() -> None:
    assert {q.key: len(q.options) for q in REPORT.visible({})} == ASKED
    assert list(ASKED) == [q.key for q in REPORT.visible({})]
    assert {q.key: len(q.options) for q in REPORT.visible({}, extra=True)} == EXTRAS
    assert REPORT.question("when").options[0] == "this_shift"
    assert len(REPORT.question("why_not").options) == 11


@pytest.mark.parametrize("flow", FLOWS)
def test_every_card_leads_back_on_to_the_end_and_to_more(flow: str) -> None:
    cards: dict[str, Question] = {}
    for draft, screen in WALK.screens(new_draft(1, flow, NOON)):
        question = question_shown(draft)
        if question is None or draft.view.panel or isinstance(question, Text):
            continue
        cards[question.key] = question
        ways = {"Back", "Finish", "Need help now", "More"}
        ways |= set() if isinstance(question, Notice) else {"Skip"}
        several = isinstance(question, Choices) and not draft.view.ticking
        assert labels_of(screen) >= ways | ({"More than one"} if several else set()), question.key
    assert len(cards) == 14


@pytest.mark.parametrize("flow", FLOWS)
def test_more_holds_save_for_later_and_discard_which_asks_once(flow: str) -> None:
    seen = {draft.view.panel: screen for draft, screen in WALK.screens(new_draft(1, flow, NOON))}
    assert labels_of(seen["more"]) >= {"Save for later", "Discard", "Back"}
    assert "until midday tomorrow" in seen["later"].text
    assert [button.label for button in seen["discard"].buttons][:2] == [
        "Keep going",
        "Yes, discard it",
    ]


@pytest.mark.parametrize("button", ["It happened to me", "I saw it happen"])
async def test_an_old_beginning_does_not_lead_into_the_middle_of_another_log(
    sam: Phone, button: str
) -> None:
    await sam.says("/start")
    old = sam.screen
    data = next(b.value for row in old.buttons for b in row if b.text == button)
    await sam.says("/start")
    await sam.taps(*FAST[:4])
    await sam.forges(data, old.id)
    first = next(m for m in sam.messages if m.id == old.id)
    assert "What you began is kept until" in first.text
    assert next(b.text for row in first.buttons for b in row) == "Carry on"
    await sam.taps("Carry on")
    assert "Where did it happen?" in next(m.text for m in sam.messages if m.id == old.id)
