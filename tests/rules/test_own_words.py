"""Own words as rules: how long, how they travel, and what they do to a draft."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.draft import Draft, View, new_draft
from models.filing import Keep, keeps
from models.flow import Rejected
from models.own_words import MOST, ROOM, Act, Press, beginning, length, mark_of, read_press
from models.turn import Tap, Verb, take, takes_words, words_kept

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
ANYTHING = st.text(st.characters(), max_size=60)


def at_words() -> Draft:
    return replace(new_draft(7, "report", NOW), view=View(reopened="own_words"))


@given(ANYTHING)
def test_a_length_is_what_a_phone_counts_and_fits_the_room(words: str) -> None:
    assert length(words) == sum(1 + (ord(letter) > 0xFFFF) for letter in words)
    assert len(words.encode("utf-8", "surrogatepass")) <= 3 * length(words)
    assert 3 * MOST < ROOM


@given(ANYTHING, st.integers(1, 60))
def test_a_beginning_is_a_beginning_and_never_half_a_letter(words: str, most: int) -> None:
    cut = beginning(words, most)
    if length(words) <= most:
        assert cut == words
    else:
        assert words.startswith(cut.removesuffix("…").encode("utf-16", "ignore").decode("utf-16"))
        assert length(cut) <= most + 1


@given(st.sampled_from(Act), ANYTHING)
def test_a_press_comes_back_as_it_was_and_fits_a_button(act: Act, words: str) -> None:
    press = Press(new_draft(7, "report", NOW).id, act, mark_of(words))
    assert read_press(str(press)) == press
    assert len(str(press).encode()) <= 64


@given(ANYTHING)
def test_what_we_never_wrote_is_no_press(data: str) -> None:
    assert read_press(data) is None


def test_words_lead_back_to_the_list_from_their_question_and_else_nowhere() -> None:
    kept = words_kept(at_words(), "He shouted.", NOW)
    assert (kept.words, kept.view, kept.revision) == ("He shouted.", View(panel="extras"), 1)
    elsewhere = replace(at_words(), view=View(reopened="what"))
    assert words_kept(elsewhere, "He shouted.", NOW).view == elsewhere.view


def test_words_are_taken_only_where_they_are_asked_for() -> None:
    assert takes_words(at_words())
    for view in (View(), View(reopened="what"), View(reopened="own_words", panel="more")):
        assert not takes_words(replace(at_words(), view=view))


def test_leaving_them_out_is_the_only_thing_a_tap_does_to_words() -> None:
    worded = replace(at_words(), words="He shouted.")
    assert take(worded, Tap(worded.id, 0, Verb.SKIP), NOW).words == ""
    for verb in (Verb.BACK, Verb.FINISH, Verb.CARD):
        assert take(worded, Tap(worded.id, 0, verb), NOW).words == "He shouted."
    with pytest.raises(Rejected):
        take(worded, Tap(worded.id, 0, Verb.ANSWER, "own_words", "anything"), NOW)


def test_words_alone_are_kept_findable_or_not_at_all() -> None:
    empty = new_draft(7, "report", NOW)
    assert keeps(empty) == (Keep.NOTHING,)
    assert keeps(replace(empty, words="He shouted.")) == (Keep.FIND, Keep.NOTHING)
    assert keeps(replace(empty, answers={"what": ("threat",)})) == tuple(Keep)
