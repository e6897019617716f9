"""Every sentence we say keeps every rule for words; the rules themselves are tried on examples."""

import textwrap
from datetime import date

import pytest

from bot.book.reading import OLDEST, plain, reading_age, sentences, syllables
from bot.book.samples import Saying, sayings, templates
from handlers.checkins import prompt_screen
from handlers.ending import asking_of, last_screen
from messages.care import CARE_CARD, care_card
from messages.words import names
from models.checkin import Prompt, Step
from tests.guards.language import RULES, faults, lock_screen_safe, lock_screen_words
from tests.guards.rule import Rule

FIRST_SCREEN_WORDS, CARE_CARD_WORDS = 60, 110
PHONE_LINES, PHONE_LETTERS = 23, 40
"""Lines of text, and letters in one, that a small phone shows above a row of buttons."""
NUMBERS = ("999", "111", "116 123", "85258", "55")
CARDS = (
    CARE_CARD,
    care_card("01632 960 130"),
    care_card("5555", internal=True),
    care_card("5555", internal=True, example=True),
)
BY_RULE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.asks)
BY_TEMPLATE = pytest.mark.parametrize("template", templates())
BY_CARD = pytest.mark.parametrize(
    "card", CARDS, ids=["plain", "outside line", "extension", "example"]
)


@BY_RULE
def test_a_rule_finds_what_breaks_it_and_leaves_what_keeps_it(rule: Rule) -> None:
    assert rule.find(rule.breaks)
    assert not rule.find(rule.keeps)


@BY_RULE
def test_the_good_example_of_a_rule_keeps_all_other_rules(rule: Rule) -> None:
    assert not faults(rule.keeps)


@BY_TEMPLATE
def test_every_sentence_keeps_the_rules_for_words(template: str) -> None:
    broken = [
        f"{saying.where}: {fault}" for saying in sayings(template) for fault in faults(saying.text)
    ]
    assert not broken, "\n" + "\n".join(dict.fromkeys(broken))


@BY_TEMPLATE
def test_a_template_read_as_a_whole_is_easy_to_read(template: str) -> None:
    """Short sentences say little one by one; labels are fragments, and only their words count."""
    running = "\n".join(dict.fromkeys(s.text for s in sayings(template) if _is_running(s)))
    assert reading_age(running) <= OLDEST


def _is_running(saying: Saying) -> bool:
    return saying.text.strip('"').endswith((".", "?", ":"))


def test_the_first_screen_has_at_most_60_words_whatever_it_says() -> None:
    for saying in sayings("home"):
        assert len(saying.text.split()) <= FIRST_SCREEN_WORDS, saying.text


@BY_CARD
def test_the_care_card_keeps_the_rules_for_words(card: str) -> None:
    assert not faults(plain(card))


@pytest.mark.parametrize("card", CARDS[:-1])  # the demo alone shows an example
def test_the_care_card_fits_one_screen_of_a_small_phone(card: str) -> None:
    text = plain(card)
    lines = sum(len(textwrap.wrap(line, PHONE_LETTERS)) or 1 for line in text.splitlines())
    assert len(text.split()) <= CARE_CARD_WORDS
    assert lines <= PHONE_LINES


@BY_CARD
def test_the_care_card_has_every_number_and_says_that_nobody_reads(card: str) -> None:
    text = plain(card)
    for number in NUMBERS:
        assert number in text
    for said in ("Call 999 or go to A&E now if:", "mental health option", "SHOUT", "Nobody is"):
        assert said in text
    assert "cannot call for help" in text


def test_the_care_card_shows_security_as_it_stands_and_marks_an_extension() -> None:
    assert "Security here: 01632 960 130\n" in care_card("01632 960 130")
    assert "Security (from a hospital phone): 5555\n" in care_card("5555", internal=True)
    assert "(from a hospital phone): 5555 (example)\n" in CARDS[-1]
    assert "&lt;b&gt;&amp;" in care_card("<b>&")
    assert "Security" not in care_card()


@pytest.mark.parametrize(
    "block", ["told", "find", "no_link", "nothing", "again", "discarded", "expired"]
)
def test_the_last_message_may_be_seen_on_a_lock_screen(block: str) -> None:
    said = [saying.text for saying in sayings("report/finished") if saying.block == block]
    assert said
    assert all(map(lock_screen_safe, said))


@pytest.mark.parametrize("template", sorted(names("checkins")))
def test_every_word_of_a_check_in_may_be_seen_there(template: str) -> None:
    said = [saying.text for saying in sayings(template)]
    assert said
    assert [words for text in said for words in lock_screen_words(text)] == []


def shown_to(step: Step, *, reminder: bool, simple: bool = False) -> Prompt:
    return Prompt(1, "example", step, reminder, False, simple, date(2026, 11, 24))  # noqa: FBT003


@pytest.mark.parametrize("reminder", [False, True])
@pytest.mark.parametrize("step", Step)
def test_a_check_in_is_one_short_line_that_says_who_it_is_from(
    step: Step, *, reminder: bool
) -> None:
    text = prompt_screen(shown_to(step, reminder=reminder)).text
    assert text == plain(text)
    assert "\n" not in text
    assert len(text) <= 70
    assert text.startswith("Handrail")
    assert not faults(text)
    simple = prompt_screen(shown_to(step, reminder=reminder, simple=True)).text
    assert simple == text


@pytest.mark.parametrize("simple", [False, True])
@pytest.mark.parametrize("came", ["find", "no_link", "nothing", "again", "discarded"])
def test_the_last_message_as_a_whole_may_be_seen_there_too(came: str, *, simple: bool) -> None:
    asking = asking_of(None, came, "Europe/London")
    text = plain(last_screen(came, (1, 2), asking, simple=simple).text)
    assert lock_screen_safe(text)
    assert not faults(text)
    if came != "discarded":
        told = "Nobody at work has been told. This is not an official report."
        assert text.splitlines()[0] == told
        assert text.endswith("What would help now?")


@pytest.mark.parametrize(
    "text",
    [
        "You logged abuse.",
        "After the ATTACK",
        "You were hit.",
        "how you were hurt",
        "sexual",
        "racist words",
        "the violence",
        "They threatened you",
    ],
)
def test_a_word_that_tells_of_an_incident_never_reaches_a_lock_screen(text: str) -> None:
    assert not lock_screen_safe(text)


@pytest.mark.parametrize(
    "text",
    ["Nobody at work has been told.", "Checking in. Is now all right?", "White hat, Sussex"],
)
def test_a_harmless_word_may_reach_a_lock_screen(text: str) -> None:
    assert lock_screen_words(text) == []


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("safe", 1),
        ("cannot", 2),
        ("people", 2),
        ("someone", 2),
        ("colleague", 2),
        ("everything", 3),
        ("sexual", 3),
        ("occupational", 5),
        ("needles", 2),
        ("Samaritans", 4),
    ],
)
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_reading_age_rises_with_long_sentences_and_with_long_words() -> None:
    easy = "You can stop at any time. Nothing is kept."
    long = "You can stop at any time and then of course nothing at all of this is kept by us here."
    hard = "Participation is discretionary. Information is eliminated."
    assert reading_age(easy) < OLDEST - 2 < reading_age(long)
    assert reading_age(hard) > OLDEST


def test_a_heading_a_bullet_and_a_full_stop_each_end_a_sentence() -> None:
    text = "Call 999 now if:\n• a blow to the head\n\nIt is free. Is it safe? Yes"
    assert sentences(text) == [
        "Call 999 now if:",
        "a blow to the head",
        "It is free.",
        "Is it safe?",
        "Yes",
    ]
