"""What one tap does to a draft."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.draft import LIFE, View, new_draft
from models.flow import Question, Rejected
from models.report import REPORT
from models.turn import Stale, Tap, Verb, question_shown, read_tap, take

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
NEW = new_draft(7, "report", NOW)


def tap(verb: Verb, key: str = "", option: str = "", revision: int = 0) -> Tap:
    return Tap(NEW.id, revision, verb, key, option)


def test_an_answer_moves_on_and_gives_a_new_lease() -> None:
    later = NOW + timedelta(hours=3)
    moved = take(NEW, tap(Verb.ANSWER, "safe", "yes"), later)
    shown = question_shown(moved)
    assert shown is not None
    assert shown.key == "what"
    assert moved.expires == later + LIFE
    assert moved.revision == 1


def test_another_draft_or_an_earlier_screen_is_stale() -> None:
    with pytest.raises(Stale):
        take(NEW, replace(tap(Verb.SKIP), draft="another1"), NOW)
    with pytest.raises(Stale):
        take(replace(NEW, revision=4), tap(Verb.SKIP, revision=3), NOW)


def test_a_tick_keeps_the_screen_so_that_two_quick_ones_both_count() -> None:
    opened = replace(NEW, answers={"safe": ("yes",)}, view=View(reopened="what", ticking=True))
    once = take(opened, tap(Verb.TICK, "what", "threat"), NOW)
    twice = take(once, tap(Verb.TICK, "what", "verbal"), NOW)
    assert twice.answers["what"] == ("verbal", "threat")
    assert twice.revision == opened.revision


def test_several_answers_reopen_as_ticks_so_that_none_is_lost() -> None:
    answers = {"safe": ("yes",), "what": ("verbal", "threat")}
    back = take(replace(NEW, answers=answers), tap(Verb.BACK), NOW)
    assert back.view == View(reopened="what", ticking=True)
    assert back.answers == answers


def test_nothing_is_kept_from_anywhere_but_the_review() -> None:
    for keep in ("find", "no_link", "nothing"):
        with pytest.raises(Rejected):
            take(NEW, tap(Verb.CHOOSE, keep), NOW)


def test_discard_has_to_be_asked_first() -> None:
    with pytest.raises(Rejected):
        take(NEW, tap(Verb.DISCARD), NOW)
    take(replace(NEW, view=View(panel="discard")), tap(Verb.DISCARD), NOW)


@given(st.builds(Tap, st.from_regex(r"[A-Za-z0-9_-]{8}", fullmatch=True),
                 st.integers(0, 36**4), st.sampled_from(Verb)))  # fmt: skip
def test_a_tap_reads_back_as_it_was_written(made: Tap) -> None:
    assert read_tap(str(made)) == made
    assert len(str(made).encode()) <= 64


@given(st.text())
def test_what_we_never_wrote_is_stale_and_nothing_worse(data: str) -> None:
    try:
        read_tap(data)
    except Stale:
        return


def test_every_button_of_the_flow_fits_64_bytes() -> None:
    longest = max(
        (Tap("x" * 8, 36**3, Verb.ANSWER, q.key, o) for q in _questions() for o in q.options),
        key=lambda each: len(str(each)),
    )
    assert len(str(longest).encode()) <= 64


def _questions() -> tuple[Question, ...]:
    return REPORT.questions
