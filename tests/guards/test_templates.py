"""Every block of every template can be said, is said somewhere, and can be shown by Telegram."""

import ast
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.book import samples
from bot.book.samples import (
    CONTENT,
    QUESTION_TEMPLATES,
    NoSample,
    sayings,
    templates,
    values_of,
)
from messages import words
from messages.screen import Button, Screen, numbered
from messages.words import parts

LONGEST_LABEL, LONGEST_MESSAGE = 34, 4096
"""34 letters fill a button of a small phone; 4,096 are Telegram's limit."""
ROOT, FLOORS = words.FOLDER.parent, ("bot", "handlers", "messages", "models")
TAGS = frozenset({"b", "i", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"})
BY_TEMPLATE = pytest.mark.parametrize("template", templates())


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
def test_a_label_fits_a_button_of_a_phone(template: str) -> None:
    for saying in sayings(template):
        if "\n" not in saying.html and not saying.text.strip('"').endswith((".", "?")):
            assert 0 < len(saying.text) <= LONGEST_LABEL, saying.where


@BY_TEMPLATE
def test_no_sentence_has_a_hole_or_a_blank_too_many(template: str) -> None:
    for saying in sayings(template):
        assert not re.search(r"  | [.,;:?)]|\( ", saying.html), saying.where
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


@pytest.mark.parametrize("template", sorted(set(templates()) - QUESTION_TEMPLATES - CONTENT))
def test_no_block_is_left_over_that_nothing_ever_says(template: str) -> None:
    asked_for = strings_of_the_code()
    begun = tuple(word for word in asked_for if word.endswith("_"))
    left_over = {part for part in parts(template) - asked_for if not part.startswith(begun)}
    assert not left_over, f"messages/{template}.j2 has a block that the code never names"


def test_simple_view_numbers_every_button_in_the_text_and_says_how_to_answer() -> None:
    screen = numbered(Screen("<b>Where?</b>", ((Button("A&E", "a"), Button("Ward", "w")),)))
    assert screen.text.startswith("<b>Where?</b>\n\n1. A&amp;E\n2. Ward\n\n")
    assert "type a number" in screen.text
    assert [[button.label for button in row] for row in screen.rows] == [["1. A&E"], ["2. Ward"]]


@cache
def strings_of_the_code() -> frozenset[str]:
    """Return every string that stands in the program, where blocks are asked for by name."""
    sources = (path.read_text() for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
    return frozenset(
        node.value
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


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
