"""Ties words and flow both ways, and checks that all that is said can be shown by Telegram."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from messages import words
from messages.words import label, parts
from models.flow import Question
from models.report import QUESTIONS, pages
from models.site import SiteKind
from tests.guards import samples
from tests.guards.reading import plain
from tests.guards.samples import (
    QUESTION_TEMPLATES,
    NoSample,
    sayings,
    templates,
    values_of,
)

LONGEST_LABEL, LONGEST_TITLE = 34, 4
"""34 letters fill a button of a small phone; a title shares its row on the review."""
LONGEST_MESSAGE = 4096
TAGS = frozenset({"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"})
QUESTION_VALUES = {"site", "sexual"}
NO_DETAIL = "No detail is needed."
AFTER_WHAT = QUESTIONS[[question.key for question in QUESTIONS].index("what") :]
BY_KEY = pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.key)
BY_TEMPLATE = pytest.mark.parametrize("template", templates())


def name_of(question: Question) -> str:
    return f"report/{question.key}"


def wanted(question: Question) -> set[str]:
    several = {"others"} if len(pages(question, None)) > 1 else set()
    return {"title", "text", "witness", *question.options} | several


@BY_KEY
def test_a_question_and_its_words_fit_both_ways(question: Question) -> None:
    assert parts(name_of(question)) == wanted(question)


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


@BY_TEMPLATE
def test_every_block_can_be_said_with_every_value_it_takes(template: str) -> None:
    said = list(sayings(template))
    assert {saying.block for saying in said} == parts(template)


@BY_TEMPLATE
def test_telegram_can_show_all_that_is_said(template: str) -> None:
    for saying in sayings(template):
        assert not unshowable(saying.html), saying.where
        assert len(saying.text) <= LONGEST_MESSAGE, saying.where


@BY_TEMPLATE
def test_a_line_begins_and_ends_with_words_and_never_stands_alone_in_blanks(template: str) -> None:
    for saying in sayings(template):
        assert "  " not in saying.html, saying.where
        assert "\n\n\n" not in saying.html, saying.where
        assert all(line == line.strip() for line in saying.html.splitlines()), saying.where


def test_what_telegram_cannot_show_is_noticed() -> None:
    assert not unshowable("<b>A&amp;E</b> at <i>5 &lt; 6</i>")
    assert unshowable("<b>never closed")
    assert unshowable("<h1>a heading</h1>")
    assert unshowable("A&E")


def test_a_value_without_a_sample_is_named_with_its_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "lunch.j2").write_text("{% block text %}Soup at {{ noon }}{% endblock %}")
    monkeypatch.setattr(samples, "FOLDER", tmp_path)
    with pytest.raises(NoSample, match=r"lunch\.j2 takes the value 'noon'"):
        list(sayings("lunch"))


def test_every_sample_is_still_taken_by_a_template() -> None:
    taken = {
        value for name in templates() for values in values_of(name).values() for value in values
    }
    placed = {
        f"{name}.{value}"
        for name in templates()
        for values in values_of(name).values()
        for value in values
    }
    assert set(samples.SAMPLES) <= taken | placed


def test_every_question_has_a_template_of_its_own() -> None:
    assert set(templates()) >= QUESTION_TEMPLATES


def unshowable(html: str) -> list[str]:
    """Return what Telegram's HTML does not know: other tags, unclosed ones, a bare sign."""
    seen = _Seen()
    seen.feed(html)
    seen.close()
    bare = re.findall(r"&(?!(?:amp|lt|gt|quot|#\d+);)", html)
    return [*seen.wrong, *seen.opened, *bare]


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append(tag)
        if tag not in TAGS:
            self.wrong.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.opened or self.opened.pop() != tag:
            self.wrong.append(f"/{tag}")
