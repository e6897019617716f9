"""Text as Telegram reads and keeps it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox.html_in import read_html
from bot.sandbox.refusals import ApiError
from bot.sandbox.rich import write_html
from bot.sandbox.shapes import Person
from bot.sandbox.world import World
from tests.sandbox.asking import ask, said


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("5 < 6", 'Unsupported start tag "" at byte offset 2'),
        ("é<div>x</div>", 'Unsupported start tag "div" at byte offset 2'),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        (
            "<b><i>x</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ("<b", "Unclosed start tag at byte offset 0"),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_html_telegram_cannot_read_is_refused_in_its_words(source: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        read_html(source)
    assert refused.value.description == f"Bad Request: can't parse entities: {words}"


@pytest.mark.parametrize(
    ("source", "text", "kinds"),
    [
        ("a <b>b</b> c", "a b c", [("bold", 2, 1)]),
        ("😀<b>b</b>", "😀b", [("bold", 2, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<STRONG>a</STRONG>", "a", [("bold", 0, 1)]),
        ("&lt;b&gt; &amp;amp; &quot;&#39;", "<b> &amp; \"'", []),
        ("&nbsp;&copy;", "&nbsp;&copy;", []),
        ('<a href="tel:999">999</a>', "999", [("text_link", 0, 3)]),
        ('<a href="https://a.example/?q=>">a</a>', "a", [("text_link", 0, 1)]),
        ("<b></b>x", "x", []),
        ('<tg-spoiler>s</tg-spoiler><span class="tg-spoiler">s</span>', "ss",
         [("spoiler", 0, 1), ("spoiler", 1, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
    ],
)  # fmt: skip
def test_html_becomes_plain_words_and_entities(
    source: str, text: str, kinds: list[tuple[str, int, int]]
) -> None:
    rich = read_html(source)
    assert rich.text == text
    assert [(e["type"], e["offset"], e["length"]) for e in rich.entities] == kinds


PIECES = st.recursive(
    st.text(alphabet="ab<>&\"' 😀\n", max_size=6).map(
        lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    ),
    lambda inner: st.tuples(st.sampled_from(["b", "i", "u", "code"]), st.lists(inner)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    ),
)


@settings(max_examples=60)
@given(st.lists(PIECES).map("".join))
def test_what_was_read_can_be_written_and_read_again(source: str) -> None:
    rich = read_html(source)
    again = read_html(write_html(rich))
    assert again.text == rich.text
    looks = [
        {(e["type"], e["offset"], e["length"]) for e in each.entities} for each in (rich, again)
    ]
    assert looks[0] == looks[1]


async def test_white_space_round_a_message_is_cut_and_entities_move_along(
    world: World, ana: Person
) -> None:
    await world.send(ana, "hi")
    await said(world, ana.id, "\n  <b> Hello</b> you \r\n", parse_mode="HTML")
    shown = world.chat(ana).last
    assert (shown.text, shown.html) == ("Hello you", "<b>Hello</b> you")


async def test_without_a_parse_mode_nothing_is_markup(world: World, ana: Person) -> None:
    await world.send(ana, "hi")
    await said(world, ana.id, "<b>Hello</b> {{ 7*7 }}")
    shown = world.chat(ana).last
    assert shown.text == "<b>Hello</b> {{ 7*7 }}"
    assert shown.html == "&lt;b&gt;Hello&lt;/b&gt; {{ 7*7 }}"


async def test_a_number_with_its_country_is_a_link_and_no_other_number_is(
    world: World, ana: Person
) -> None:
    await world.send(ana, "hi")
    await said(world, ana.id, "<b>Call</b> 111 or 0808 500 2222, +44 808 500 2222.")
    await said(world, ana.id, "<b>Call</b> +44 808 500 2222.", parse_mode="HTML")
    plain, shown = world.chat(ana).messages[-2:]
    link = '<a href="tel:+448085002222">+44 808 500 2222</a>.'
    assert plain.html.endswith(f"Call&lt;/b&gt; 111 or 0808 500 2222, {link}")
    assert shown.html == f"<b>Call</b> {link}"


async def test_entities_may_come_as_they_are(world: World, ana: Person) -> None:
    await world.send(ana, "hi")
    looks = [
        {"type": "bold", "offset": 0, "length": 5},
        {"type": "text_link", "offset": 6, "length": 3, "url": "https://a.example/?a&b"},
        {"type": "expandable_blockquote", "offset": 10, "length": 2},
    ]
    await ask(world, "sendMessage", chat_id=ana.id, text="Hello you, x", entities=looks)
    assert world.chat(ana).last.html == (
        '<b>Hello</b> <a href="https://a.example/?a&amp;b">you</a>,'
        "<blockquote expandable> x</blockquote>"
    )
