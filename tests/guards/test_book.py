"""The message book: nothing that can be said is missing from it."""

import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.book import samples
from bot.book.chapters import Book, book_at
from bot.book.page import FIELDS, mark_of_words, page_of
from bot.book.reading import OLDEST, age_of, plain
from bot.book.samples import NoSample, templates
from messages import words
from messages.care import CARE_CARD
from messages.words import heard, label, parts, say
from models.flow import Flow
from models.report import FLOWS

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=ZoneInfo("Europe/London"))


@pytest.fixture(scope="module")
def book() -> Book:
    return book_at(NOW)


@pytest.fixture(scope="module")
def page(book: Book) -> str:
    return page_of(book, NOW)


def test_every_block_of_every_template_is_in_the_book(book: Book) -> None:
    every = {(template, part) for template in templates() for part in parts(template)}
    assert book.blocks >= every, every - book.blocks


def test_a_block_that_the_book_forgets_is_noticed(book: Book) -> None:
    every = {(template, part) for template in templates() for part in parts(template)}
    fewer = Book(book.chapters[:-1], book.lines)
    assert not fewer.blocks >= every


def test_what_is_a_screen_stands_among_the_screens_and_not_among_the_lines(book: Book) -> None:
    titled = [line.where for line in book.lines if line.html.startswith("<b>")]
    assert not titled, f"add these to bot/book/screens.py: {titled}"


def test_a_new_template_comes_in_by_itself_and_a_value_without_an_example_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "zebra.j2").write_text("{% block text %}Soup at {{ noon }}{% endblock %}")
    monkeypatch.setattr(samples, "FOLDER", tmp_path)
    with pytest.raises(NoSample, match="noon"):
        book_at(NOW)


def test_every_line_that_is_said_alone_stands_on_the_page(book: Book, page: str) -> None:
    for line in book.lines:
        assert line.html in page, line.where


def test_every_screen_stands_on_the_page_with_all_its_buttons(book: Book, page: str) -> None:
    read = plain(page)
    for chapter in book.chapters:
        assert chapter.screens, chapter.title
        for screen in chapter.screens:
            assert screen.text in page
            assert all(button.label in read for button in screen.buttons)
    assert CARE_CARD in page


@pytest.mark.parametrize("flow", FLOWS.values(), ids=lambda flow: flow.name)
def test_every_question_and_every_answer_of_a_flow_is_in_its_chapter(
    book: Book, flow: Flow
) -> None:
    (chapter,) = (each for each in book.chapters if each.title == f"flow_{flow.name}")
    shown = {button.label.strip("✓ ") for screen in chapter.screens for button in screen.buttons}
    for question in flow.questions:
        assert (f"report/{question.key}", "witness" if flow.name == "witness" else "text") in (
            chapter.blocks
        )
        for option in question.options:
            assert label(f"report/{question.key}", option) in shown
    assert any("No detail is needed." in screen.text for screen in chapter.screens)


def test_each_screen_says_its_reading_age_and_none_is_too_hard(book: Book, page: str) -> None:
    screens = [screen for chapter in book.chapters for screen in chapter.screens]
    assert page.count("<article>") == len(screens) > 300
    ages = [age_of(plain(screen.text)) for screen in screens]
    assert page.count('<p class="about">Reading age') == sum(age is not None for age in ages)
    told = [age for age in ages if age is not None]
    assert max(told) <= OLDEST + 1, max(told)  # a list of names of services is read as one


def test_it_says_what_it_is_of_when_and_where_to_sign(page: str) -> None:
    read = plain(page)
    assert "Made on 24 November 2026 from version" in read
    assert mark_of_words() in read
    for field in FIELDS:
        assert label("book", field) in read


def test_another_word_is_another_mark(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = mark_of_words()
    assert re.fullmatch("[0-9a-f]{16}", before)
    for path in [*words.FOLDER.rglob("*.j2"), words.FOLDER / "care.py"]:
        copy = tmp_path / path.relative_to(words.FOLDER)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    monkeypatch.setattr("bot.book.page.FOLDER", tmp_path)
    assert mark_of_words() == before
    with (tmp_path / "home.j2").open("a", encoding="utf-8") as home:
        home.write(" ")
    assert mark_of_words() != before


def test_no_script_and_no_network_and_nothing_of_a_person(page: str) -> None:
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#)', page)
    assert "default-src 'none'" in page
    assert 'lang="en-GB"' in page


def test_a_moment_without_a_zone_by_name_is_refused() -> None:
    with pytest.raises(TypeError):
        book_at(datetime(2026, 11, 24, tzinfo=UTC))


def test_who_listens_hears_only_what_is_said_meanwhile() -> None:
    say("home", "help")
    with heard() as outer:
        label("home", "more")
        with heard() as inner:
            label("home", "support")
        label("home", "back")
    say("home", "help")
    assert inner == {("home", "support")}
    assert outer == {("home", "more"), ("home", "back")}
