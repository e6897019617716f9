"""How hard a text is to read: its sentences, syllables and reading age, with no network.

The formula is Flesch-Kincaid's grade (Kincaid 1975), since it weighs syllables most: our sentences
are short, and a formula of letters lets a hard word pass in a short sentence. A grade plus 5 is an
age. `textstat` has the formula, but loads a dictionary from the network and leaves out sentences
of 2 words, so the two counts it needs stand here.
"""

import re
from html import unescape

GRADE_TO_AGE = 5
OLDEST = 11
"""NHS service manual, How we write: a reading age of 9 to 11."""
EXCUSED_NAMES = ("Samaritans", "Freedom to Speak Up", "A&E", "NHS 111 online", "Telegram")
"""Names of services, which nobody can make shorter; the reading age leaves them out."""
ENOUGH_WORDS = 12
"""Fewer words than this say nothing under the formula; they are read together instead."""

CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
"""An apostrophe as some editors write it; every rule reads it as the straight one."""
_TAG = re.compile(r"<[^>]+>")
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+|\n+")
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*")
_GROUP = re.compile(r"[aeiouy]+")
_SPLIT = re.compile(
    r"ia(?!l\b|ge)|(?<![cgstx])io(?!n)|iu|eo\b|(?<![gq])ua|ui(?=d)|uie|"
    r"(?<=\w)yo(?!u)|[aeo]ing|ier\b|cie(?=n)"
)
"""2 vowels side by side that are 2 syllables: diary, video, usual, fluid, anyone, going."""
_SILENT = re.compile(
    r"(?<![^aeiouy]l)(?<![aeiouy])e\b|gue\b|(?<=some)(?=[^\Wo])|(?<=ever)y|"
    r"(?<=[^aeiouytd])ed\b|(?<![^aeiouy]l)(?<![aeiouyszgc])es\b"
)
"""Vowels that are written but not said: role, colleague, someone, every, bullied, sites."""


def plain(html: str) -> str:
    """Return Telegram HTML as the person sees it."""
    return unescape(_TAG.sub("", html)).replace(CURLY, "'").strip()


def sentences(text: str) -> list[str]:
    """Return the sentences of a plain text; a line, a heading or a bullet ends one as well."""
    parts = (part.strip(" •✓") for part in _SENTENCE_END.split(text))
    return [part for part in parts if part]


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a plain text; on a phone a line break already ends one."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def words(text: str) -> list[str]:
    """Return the words of a plain text; numbers are none, and are read at a glance."""
    return _WORD.findall(text)


def syllables(word: str) -> int:
    """Return about how many syllables an English word has: its groups of vowels, mended."""
    low = word.lower().replace("'", "")
    groups = len(_GROUP.findall(low)) + len(_SPLIT.findall(low))
    return max(1, groups - len(_SILENT.findall(low)))


def reading_age(text: str) -> float:
    """Return the reading age in years of a plain text; 0 for one without words."""
    said, found = sentences(text), words(text)
    if not found:
        return 0.0
    beats = sum(map(syllables, found))
    grade = 0.39 * len(found) / len(said) + 11.8 * beats / len(found) - 15.59
    return grade + GRADE_TO_AGE


def age_of(text: str) -> float | None:
    """Return the reading age without the names of services; None for too few words to tell."""
    for name in EXCUSED_NAMES:
        text = text.replace(name, "it")
    return reading_age(text) if len(words(text)) >= ENOUGH_WORDS else None
