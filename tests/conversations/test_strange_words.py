"""Own words that are too long, or strange: nothing is lost, and what is kept is kept exactly."""

from dataclasses import replace

import pytest

from bot.book.reading import plain
from handlers.card import SHOWN as CUT
from handlers.card import Brush
from handlers.mine import Ask, Mine, mine_screen
from messages.screen import numbered
from models.draft import new_draft
from models.filing import incident_of
from models.own_words import MOST, beginning, length
from models.report import FLOWS
from tests.conversations.made import HILL
from tests.conversations.own_words import TITLE, at_words, draft_of, mine_of, typed_in
from tests.conversations.phone import LONDON, NOON, Phone


async def test_words_that_are_too_long_stay_in_the_chat_until_the_person_decides(
    sam: Phone,
) -> None:
    await at_words(sam)
    await sam.says("x" * (MOST + 1))
    assert "That is 2,001 characters" in sam.screen.text
    assert typed_in(sam) == ["x" * 2001]
    assert (await draft_of(sam)).words == ""
    await sam.taps("Leave out")
    assert typed_in(sam) == []
    await sam.says("x" * MOST)
    await sam.taps("Keep it")
    assert (await draft_of(sam)).words == "x" * MOST
    await sam.taps(f"✓ {TITLE}")
    await sam.says("y")
    assert "That is 2,002 characters" in sam.screen.text


async def test_ten_thousand_letters_lose_nothing_and_keep_nothing(sam: Phone) -> None:
    await at_words(sam)
    await sam.says("x" * 10_000)
    assert "".join(typed_in(sam)) == "x" * 10_000
    assert (await draft_of(sam)).words == ""


@pytest.mark.parametrize(
    "typed",
    [
        "\u202e\u202dright to left \u05e9\u05dc\u05d5\u05dd",
        "null \x00 byte",
        "👩‍⚕️🔪💊 3 stitches",
        "<b>bold</b><script>alert(1)</script> & more",
        "{{ config }} {% include 'x' %} {# no #}",
        "' OR 1=1; DROP TABLE draft; --",
        "one\n\n\ntwo   three\ttabs",
        "😀" * (MOST // 2),
        "<" * MOST,
        "&amp;" * (MOST // 5),
    ],
)
async def test_strange_words_are_kept_exactly_and_shown_as_they_are(
    sam: Phone, typed: str
) -> None:
    await at_words(sam)
    await sam.says(typed)
    shown = typed.replace("\x00", " ").replace("\t", " ")  # a phone shows these as blanks
    assert shown in sam.screen.text
    await sam.taps("Keep it", f"✓ {TITLE}")
    assert shown in sam.screen.text
    await sam.taps("Back", "Done")
    assert beginning(shown, CUT) in sam.screen.text
    await sam.taps("I can find it")
    assert await mine_of(sam) == [typed]
    await sam.says("/mine")
    await sam.taps("Week of 23 November 2026")
    assert shown in sam.screen.text


@pytest.mark.parametrize("flow", FLOWS)
def test_the_longest_words_and_the_fullest_report_fit_one_message(flow: str) -> None:
    everything = {q.key: tuple(q.options) for q in FLOWS[flow].questions}
    words = "😀" * (MOST // 2)
    fullest = replace(new_draft(1, flow, NOON), answers=everything, words=words)
    review = Brush(fullest, HILL, NOON.astimezone(LONDON), LONDON).review()
    report = replace(incident_of(fullest, NOON, LONDON), words=words)
    read = mine_screen(Mine((("1", report),)), Ask("one", "1"))
    for screen in (numbered(review), read):
        assert 3000 < length(plain(screen.text)) <= 4096
