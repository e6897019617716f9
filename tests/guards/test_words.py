"""Ties the words of every question to the flow, both ways."""

import re

import pytest

from bot.book.reading import plain
from bot.book.samples import (
    QUESTION_TEMPLATES,
    sayings,
    templates,
    values_of,
)
from messages import words
from messages.words import label, parts
from models.checkin import QUESTIONS as CHECKIN_QUESTIONS
from models.flow import Choice, Question
from models.report import QUESTIONS, pages
from models.site import SiteKind

LONGEST_LABEL, LONGEST_TITLE = 34, 4
"""34 letters fill a button of a small phone; a title shares its row on the review."""
QUESTION_VALUES = {"site", "sexual"}
NO_DETAIL = "No detail is needed."
AFTER_WHAT = QUESTIONS[[question.key for question in QUESTIONS].index("what") :]
BY_KEY = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)


def name_of(question: Question) -> str:
    return f"report/{question.key}"


def wanted(question: Question) -> set[str]:
    several = {"others"} if len(pages(question, None)) > 1 else set()
    return {"title", "text", "witness", *question.options} | several


@BY_KEY
def test_a_question_and_its_words_fit_both_ways(question: Question) -> None:
    assert parts(name_of(question)) == wanted(question)


@pytest.mark.parametrize("question", CHECKIN_QUESTIONS, ids=lambda question: question.key)
def test_a_question_of_a_check_in_and_its_words_fit_both_ways(question: Choice) -> None:
    assert parts(f"checkins/{question.key}") == {"title", "text", *question.options}
    labels = [label(f"checkins/{question.key}", option) for option in question.options]
    assert len(set(labels)) == len(labels) <= 5
    assert not any(letter.isdigit() for letter in "".join(labels)), "never a score"


@BY_KEY
def test_a_question_takes_the_values_that_every_question_is_given(question: Question) -> None:
    taken = values_of(name_of(question))
    assert set().union(*taken.values()) <= QUESTION_VALUES
    for block in wanted(question) - {"text", "witness"}:
        assert not taken[block], f"{block} is a label: it is said without values"


@BY_KEY
def test_a_label_of_a_question_fits_a_button_of_a_phone(question: Question) -> None:
    for block in wanted(question) - {"text", "witness"}:
        said = label(name_of(question), block)
        assert said == plain(said)
        assert 0 < len(said) <= LONGEST_LABEL
    assert len(label(name_of(question), "title").split()) <= LONGEST_TITLE


@BY_KEY
def test_no_two_options_of_a_question_read_alike(question: Question) -> None:
    labels = [label(name_of(question), option) for option in question.options]
    assert len({text.casefold() for text in labels}) == len(labels)


@BY_KEY
def test_a_witness_is_asked_in_words_of_their_own(question: Question) -> None:
    told = {saying.block: saying.html for saying in sayings(name_of(question))}
    assert told["text"] != told["witness"]


@BY_KEY
def test_the_first_line_of_a_question_stands_out(question: Question) -> None:
    for saying in sayings(name_of(question)):
        if saying.block in ("text", "witness"):
            assert re.fullmatch(r"<b>[^<]+</b>", saying.html.splitlines()[0])


@pytest.mark.parametrize("question", AFTER_WHAT, ids=lambda question: question.key)
def test_after_a_sexual_thing_every_question_says_that_no_detail_is_needed(
    question: Question,
) -> None:
    for part in ("text", "witness"):
        said = words.say(name_of(question), part, site=None, sexual=True)
        assert plain(said).count(NO_DETAIL) == 1


@pytest.mark.parametrize("kind", [None, *SiteKind])
def test_the_button_to_other_places_is_worded_for_every_kind_of_site(
    kind: SiteKind | None,
) -> None:
    for question in QUESTIONS:
        if len(pages(question, kind)) > 1:
            assert "others" in parts(name_of(question))


def test_every_question_has_a_template_of_its_own() -> None:
    assert set(templates()) >= QUESTION_TEMPLATES
