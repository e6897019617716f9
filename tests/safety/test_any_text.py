"""Whatever is typed: it never fails, Unicode changes nothing, and the work grows with length."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.safety import Heard, read, ready
from models.safety.clause import Listener
from models.safety.cutting import Meanings, cut, readings
from models.safety.folding import fold
from models.safety.lookalikes import LOOKALIKES

PIECES = [
    *("I", "want to", "die", "not", "never", "he", "said", "kill", "myself", "me", "but", "and"),
    *(
        "years ago",
        "again",
        "patient",
        "suicidal",
        '"',
        "'",
        ",",
        ".",
        "|",
        "?",
        "1",
        "k m s",
        "2",
    ),
    *("has a knife", "my husband", "hits me", "no", "point", "\n", "😀", "💊", "\u200d", "d!e"),
    *(
        "still",
        "followed me",
        "police came",
        "calmed down",
        "well ever since",
        "therapy sorted me",
    ),
]
TYPED = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=16)
TEXTS = st.text() | st.builds(" ".join, TYPED) | st.builds("".join, TYPED)
ready()  # before anything is timed
WISH = "I want to kill myself"
DENIAL = "I am not suicidal"


@given(TEXTS)
def test_it_never_fails_and_reads_the_same_every_time(text: str) -> None:
    assert read(text) is read(text)


@given(TEXTS)
def test_another_sentence_never_silences_a_wish_to_die(text: str) -> None:
    assert read(f"{text.replace(chr(34), '')}\n{WISH}") is Heard.CARE


@given(TEXTS)
def test_nor_does_a_sentence_that_follows(text: str) -> None:
    assert read(f"{WISH}.\n{text}") is Heard.CARE


@given(TEXTS)
def test_what_is_read_until_it_is_enough_calls_for_no_more_than_the_whole(text: str) -> None:
    whole = [one.heard for one in ready().all(text)]
    assert (read(text) is Heard.CARE) == (Heard.CARE in whole)


@example("S\u00bc")
@given(st.text(max_size=30))
def test_capitals_and_composition_change_nothing(text: str) -> None:
    for form in ("NFC", "NFD", "NFKC"):
        assert read(unicodedata.normalize(form, text)) is read(unicodedata.normalize("NFC", text))
    assert read(WISH.upper()) is read(WISH.title()) is Heard.CARE


def disguises(text: str) -> list[str]:
    """Return the text in other letters that look alike, and with what cannot be seen in it."""
    alike = {plain: signs for plain, signs in LOOKALIKES.items() if len(plain) == 1}
    most = max(map(len, alike.values()))
    letters = [
        "".join(alike[c][turn % len(alike[c])] if c in alike else c for c in text.lower())
        for turn in range(most)
    ]
    unseen = [
        "\u200b",
        "\u200d",
        "\u00ad",
        "\u2060",
        "\ufe0f",
        "\u0301",
        "\u0489",
        "\u202e",
        "\u3164",
    ]
    return [
        *letters,
        *(sign.join(text) for sign in unseen),
        "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text),
        "".join(chr(0x1D41A + ord(c) - ord("a")) if c.isalpha() else c for c in text.lower()),
        "".join(chr(0x24D0 + ord(c) - ord("a")) if c.isalpha() else c for c in text.lower()),
        "".join(chr(0x1F170 + ord(c) - ord("a")) if c.isalpha() else c for c in text.lower()),
        text.replace(" ", "\u00a0"),
        text.replace(" ", " 😀 "),
        text.replace(" ", "😀"),
        "💀" + text + "💀",
        text.replace("'", "\u2019"),
    ]


@pytest.mark.parametrize("disguise", disguises(WISH))
def test_a_wish_to_die_is_heard_in_any_letters(disguise: str) -> None:
    assert read(disguise) is Heard.CARE


@pytest.mark.parametrize("disguise", disguises(DENIAL))
def test_a_denial_stays_one_in_any_letters(disguise: str) -> None:
    assert read(disguise) is Heard.NOTHING


@pytest.mark.parametrize(
    "text",
    [
        "k m s",
        "k.m.s",
        "K-M-S",
        "i want to d i e",
        "i w a n t t o d i e",
        "iwanttodie",
        "#killmyself",
        "k!ll mys3lf",
        "want to d*e",
        "su1c1dal",
        "ki11 myself",
        "kiiiill myselffff",
        "su-icide is on my mind",
        "ki😀ll my😀self",
        "wnt 2 die",
        "im sucidal",
    ],
)
def test_it_is_heard_however_it_is_spelt(text: str) -> None:
    assert read(text).alarms


@pytest.mark.parametrize(
    "text", ["patient had her 💊 at 8", "🔪", "knife block 🔪 for the kitchen"]
)
def test_pictures_alone_mean_nothing(text: str) -> None:
    assert read(text) is Heard.NOTHING


def test_pictures_count_beside_first_words() -> None:
    assert read("i am done 💊💊💊") is Heard.CHECK


def steps(text: str) -> int:
    """Count the words that are read and the phrases that were found to fit: the work done."""
    taken = 0
    meanings = Meanings(ready()._list.spelling.read)
    for plain in readings(fold(text), meanings):
        words = cut(plain, meanings, ready()._list.joined)
        listener: Listener = ready()._listen(words)
        taken += len(words) + len(listener.hits)
    return taken


LONG = 100_000
PATHOLOGICAL = [
    *("i ", "a", "kill myself ", "k m s ", "he is at my door ", "i want to ", "\"'", ", i", "\n"),
    *(
        "k\u0301\u0302",
        "\ufdfa",
        "😀k",
        "killmyself",
        "k*ll ",
        "a.b-c_",
        "1 2 3 ",
        "not i ",
        "(",
        "'a",
    ),
    *("I want to end ", "w1x ", "\u202e", "“", "@$!", "no thoughts of ", "he said ", "a-"),
]


@pytest.mark.parametrize("piece", PATHOLOGICAL)
def test_twice_the_text_takes_twice_the_steps(piece: str) -> None:
    once = steps(piece * (LONG // len(piece) // 2))
    twice = steps(piece * (LONG // len(piece)))
    assert twice <= 2.1 * once + 20
    assert twice <= 12 * LONG


def test_a_stretched_word_that_could_be_two_is_the_first_by_the_alphabet() -> None:
    assert ready()._list.spelling.read("hoveer") == ("hoover",)
    assert ready()._list.spelling.read("noossee") == ("noose",)
