"""The engine that walks a conversation."""

from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.flow import Answers, Choice, Choices, Flow, Notice, Rejected, answered
from models.report import REPORT, pages
from models.site import SiteKind


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"
    NONE = "none"


FLOW = Flow(
    "colours",
    (
        Choices(key="like", among=Colour, alone=frozenset({Colour.NONE})),
        Notice(key="warn", ask_if=answered("like", Colour.RED)),
        Choice(key="how", among=Colour, ask_if=answered("like", Colour.RED)),
        Choice(key="end", among=Colour),
        Choice(key="more", among=Colour, extra=True),
    ),
)


def test_the_open_question_follows_from_the_answers() -> None:
    assert FLOW.open_question({}) == FLOW.question("like")
    assert FLOW.open_question({"like": ("blue",)}) == FLOW.question("end")
    assert FLOW.open_question({"like": ("red",)}) == FLOW.question("warn")
    assert FLOW.open_question({"like": (), "end": ()}) is None


def test_changing_an_answer_drops_those_it_made_moot() -> None:
    answers = FLOW.answer({"like": ("red",), "warn": (), "how": ("blue",)}, "like", ("blue",))
    assert answers == {"like": ("blue",)}


def test_an_option_that_stands_alone_excludes_the_others() -> None:
    answers = FLOW.tick({"like": ("red", "blue")}, "like", "none", on=True)
    assert answers["like"] == ("none",)
    assert FLOW.tick(answers, "like", "blue", on=True)["like"] == ("blue",)


@pytest.mark.parametrize(
    ("key", "chosen", "reason"),
    [
        ("nothing", ("red",), "unknown_question"),
        ("like", ("green",), "unknown_option"),
        ("end", ("red",), "not_now"),
        ("how", ("red",), "not_now"),
    ],
)
def test_what_does_not_fit_is_rejected_by_name(
    key: str, chosen: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(Rejected) as rejected:
        FLOW.answer({}, key, chosen)
    assert rejected.value.reason == reason


def test_one_option_means_one() -> None:
    with pytest.raises(Rejected, match="too_many"):
        FLOW.answer({"like": ()}, "end", ("red", "blue"))


def test_finish_skips_the_rest_and_keeps_what_was_said() -> None:
    assert FLOW.finish({"like": ("red",)}) == {"like": ("red",), "warn": (), "how": (), "end": ()}


def test_progress_does_not_count_what_is_only_read() -> None:
    assert FLOW.progress({"like": ("red",)}, "how") == (2, 3)
    assert FLOW.progress({"like": ("red",)}, "warn") == (0, 3)


def test_a_flow_that_could_never_work_is_refused_at_import() -> None:
    like = FLOW.question("like")
    with pytest.raises(ValueError, match="stands twice"):
        Flow("twice", (like, like))
    with pytest.raises(ValueError, match="nobody can give"):
        Flow("early", (Choice(key="a", among=Colour, ask_if=answered("like", "red")), like))
    with pytest.raises(ValueError, match="nobody can give"):
        Flow("wrong", (like, Choice(key="a", among=Colour, ask_if=answered("like", "green"))))
    with pytest.raises(ValueError, match="button size"):
        Flow("long", (Choice(key="k" * 40, among=Colour),))


@given(st.data())
def test_every_walk_ends_at_the_review_and_only_holds_answers_that_are_open(
    data: st.DataObject,
) -> None:
    answers: Answers = {}
    for _ in range(30):
        question = REPORT.open_question(answers)
        if question is None:
            break
        chosen = data.draw(st.sampled_from([(), *((option,) for option in question.options)]))
        answers = REPORT.answer(answers, question.key, chosen)
        assert set(answers) <= {q.key for q in REPORT.visible(answers)}
    assert REPORT.open_question(answers) is None


@pytest.mark.parametrize("kind", [None, *SiteKind])
def test_no_screen_has_more_than_8_options_and_none_is_lost(kind: SiteKind | None) -> None:
    for question in REPORT.questions:
        leaves = pages(question, kind)
        leads_on = [1] * (len(leaves) - 1) + [0]
        buttons = [len(leaf) + more for leaf, more in zip(leaves, leads_on, strict=True)]
        assert max(buttons) <= 8, question.key
        assert sorted(sum(leaves, ())) == sorted(question.options)


def test_the_site_kinds_own_place_comes_first() -> None:
    where = REPORT.question("where")
    assert pages(where, SiteKind.AMBULANCE)[0][0] == "ambulance"
    assert pages(where, SiteKind.PRACTICE)[0][0] == "practice"
    assert pages(where, None)[0][0] == "ward"
