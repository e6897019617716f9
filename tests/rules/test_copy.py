"""The PDF of a copy: whatever was typed stands in it as text, and a machine can read it aloud."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from messages.copy import COPY, NOTES, PARTS, SHEET, Copy, draw
from messages.glyphs import STAND_IN, printable
from messages.words import label, parts
from tests.pdf import held, tags

PLAIN = Copy(
    lines=(("What happened", "Threatened"), ("Who did it", "Patient")),
    words="He shouted.\n\nThen he left.",
    added=((date(2026, 11, 30), "He came back."), (date(2026, 12, 7), "I told the police.")),
    sealed=date(2026, 11, 23),
    key="0123456789abcdef",
    organisation="Example Trust",
    contact="privacy@example.org",
    address="https://bot.example.org/verify",
)
HOSTILE = (
    '#set text(red) #panic() #image("/etc/passwd") #read("copy.j2")',
    "$x^2$ *bold* _it_ `raw` // gone /* gone */ = Heading - list + enum @ref <label> \\ ~",
    "<b>bold</b> &amp; <script>alert(1)</script>",
    "{{ 7*7 }} {% block x %} {# gone #}",
    '", "own": "other", "x": "',
)
UNPRINTABLE = {
    "a\0b": f"a{STAND_IN}b",
    "\u202eabc": f"{STAND_IN}abc",
    "a\u2066b\u2069": f"a{STAND_IN}b{STAND_IN}",
    "\ud83d": STAND_IN,
    "院": STAND_IN,
    "مرحبا": STAND_IN * 5,
    "😀": "[grinning face]",
    "❤️": "[heavy black heart]",
    "👩🏽‍⚕️": "[woman][staff of aesculapius]",
    "a\tb": "a b",
    "e\u0301": "é",
    "so\u00adft": "soft",
    "Ŵyn Łódź İ": "Ŵyn Łódź İ",
}


def opened(copy: Copy) -> PdfReader:
    return PdfReader(BytesIO(draw(copy)))


def words(copy: Copy) -> str:
    """Return the text in reading order, without blanks, which the setting of lines changes."""
    return re.sub(r"[\s\u200b]+", "", "".join(page.extract_text() for page in opened(copy).pages))


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    added = ((date(2026, 11, 30), text),)
    copy = replace(PLAIN, words=text, lines=((text, text),), organisation=text, contact=text)
    assert words(replace(copy, added=added)).count(bare(text)) >= 5


@pytest.mark.parametrize("text", UNPRINTABLE, ids=ascii)
def test_what_the_page_cannot_print_is_replaced_and_never_a_failure(text: str) -> None:
    assert printable(text) == UNPRINTABLE[text]
    for copy in (replace(PLAIN, words=text), replace(PLAIN, added=((PLAIN.sealed, text),))):
        said = words(copy)
        assert bare(UNPRINTABLE[text]) in said
        shown = bare("Square brackets stand for") in said
        assert shown == ("[" in UNPRINTABLE[text])


@given(st.text(st.characters(codec=None), max_size=60))
@settings(max_examples=60)
def test_any_text_can_be_drawn_and_is_read_back(text: str) -> None:
    reader = opened(replace(PLAIN, words=f"({text})"))
    said = "".join(page.extract_text() for page in reader.pages)
    letters = re.findall(r"[A-Za-z0-9]", printable(text))
    assert [each for each in letters if each not in said] == []


def test_the_longest_words_stay_on_the_paper() -> None:
    for long in ("x" * 2000, "wrong " * 333, "\n" * 1999 + "x", "W" * 1000 + "i" * 1000):
        reader = opened(replace(PLAIN, words=long))
        assert len(reader.pages) <= 50
        assert words(replace(PLAIN, words=long)).count("x") >= long.count("x")
        for page in reader.pages:
            assert _rightmost(page) < float(page.mediabox.width) - 50


def _rightmost(page: object) -> float:
    """Return how far to the right text begins on a page, in points."""
    found = [0.0]

    def visit(_text: str, _cm: object, tm: list[float], *_rest: object) -> None:
        found.append(tm[4])

    page.extract_text(visitor_text=visit)  # type: ignore[attr-defined]
    return max(found)


def test_it_can_be_read_aloud_in_the_order_of_the_page() -> None:
    root = opened(PLAIN).root_object
    assert held(root, "/Lang") == "en-GB"
    assert held(root, "/MarkInfo", "/Marked").value is True
    assert held(root, "/ViewerPreferences", "/DisplayDocTitle").value is True
    assert b"<pdfuaid:part>1</pdfuaid:part>" in held(root, "/Metadata").get_data()
    read: list[DictionaryObject] = tags(held(root, "/StructTreeRoot"))
    kinds = [str(tag.get("/S")) for tag in read]
    assert [kind for kind in kinds if re.fullmatch(r"/H\d", kind)] == ["/H1", *["/H2"] * 4]
    assert kinds.count("/LI") == len(PLAIN.lines)
    said = words(PLAIN)
    order = (
        *("What happened to me", "Threatened", "Patient", "In my own words", "Then he left"),
        *("Added, week of 30 November 2026", "He came back", "Added, week of 7 December 2026"),
        *("I told the police", "About this copy", "not an official"),
    )
    places = [said.index(bare(each)) for each in order]
    assert places == sorted(places)


def test_the_title_of_the_file_tells_nothing_of_an_incident_or_of_a_day() -> None:
    info = opened(PLAIN).metadata
    assert info is not None
    assert info.title == "Note, week of 23 November 2026"
    assert info.author is None
    assert info.creation_date is None
    assert PLAIN.name == "note-2026-11.pdf"


def test_the_same_copy_is_the_same_bytes() -> None:
    assert draw(PLAIN) == draw(PLAIN)


def test_a_witness_and_a_copy_without_words_or_address_are_told_as_they_are() -> None:
    said = words(replace(PLAIN, witness=True, words="", added=(), address=""))
    assert bare("What I saw or heard") in said
    assert bare("In my own words") not in said
    assert bare("Added, week") not in said
    assert bare("send this file to privacy@example.org") in said


def test_every_block_of_the_copy_is_on_the_sheet() -> None:
    assert parts(COPY) == {*PARTS, *NOTES, "when", "later"}
    shown = set(re.findall(r"said\.(\w+)", SHEET.read_text(encoding="utf-8")))
    assert shown == {*PARTS, "lines", "own", "added", "notes"}
    assert label(COPY, "key", key="x")


def test_no_font_of_the_machine_is_used() -> None:
    for page in opened(PLAIN).pages:
        fonts = held(page, "/Resources", "/Font")
        names = {str(held(font.get_object(), "/BaseFont")) for font in fonts.values()}
        assert all("+AtkinsonHyperlegibleNext" in name for name in names), names
