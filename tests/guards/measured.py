"""The rules for words that measure: length, reading age, capitals, phone numbers."""

import re

from bot.book.reading import OLDEST, age_of, paragraphs, sentences, words
from tests.guards.phones import badly_grouped
from tests.guards.rule import Rule

MOST_WORDS, MOST_SENTENCES, LONG = 20, 3, 11
CAPITALS = frozenset({"SHOUT", "NHS", "GP", "PDF", "CSV"})
"""A&E is 2 letters with a sign between, so it needs no excuse."""
EXCUSED_LONG = frozenset(
    {
        "occupational",
        "organisation",
        "orientation",
        "outpatients",
        "partnership",
        "reassignment",
        "responsible",
    }
)
"""Words of 11 letters or more that staff know, or that the law uses; anything else is too long."""


def _long_sentences(text: str) -> list[str]:
    return [said for said in sentences(text) if len(said.split()) > MOST_WORDS]


def _long_paragraphs(text: str) -> list[str]:
    return [told for told in paragraphs(text) if len(sentences(told)) > MOST_SENTENCES]


def _long_words(text: str) -> list[str]:
    return [word for word in words(text) if len(word) >= LONG and not _excused(word)]


def _excused(word: str) -> bool:
    return word.lower() in EXCUSED_LONG or "-" in word


def _capitals(text: str) -> list[str]:
    return [word for word in re.findall(r"\b[A-Z]{2,}\b", text) if word not in CAPITALS]


def _hard(text: str) -> list[str]:
    age = age_of(text)
    return [f"age {age:.1f}"] if age is not None and age > OLDEST else []


MEASURED = (
    Rule(
        "a reading age of at most 11",
        _hard,
        "Your identity is in no way associated with the information that is retained by us.",
        "Nothing ties it to you. Nobody can find it later, and you cannot change it.",
    ),
    Rule(
        "sentences of at most 20 words",
        _long_sentences,
        "You can tell a friend " + "and a friend " * 6 + ".",
        "You can tell a friend. You can tell the manager on call too.",
    ),
    Rule(
        "paragraphs of at most 3 sentences",
        _long_paragraphs,
        "It is kept. It is safe. You can read it. You can delete it.",
        "It is kept. You can read it.\n\nYou can delete it. It is safe.",
    ),
    Rule("no word of 11 letters or more", _long_words, "Get confirmation.", "Outpatients"),
    Rule("no block capitals", _capitals, "DO NOT wait.", "Text SHOUT. Go to A&E or a GP."),
    Rule("phone numbers grouped", badly_grouped, "Call 02074504000.", "Call 020 7450 4000."),
)
