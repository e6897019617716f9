"""A text as words: each with where it stands, its letters, and what stands before it."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from models.redaction.cues import COPULAS, CUES
from models.redaction.plain import Plain
from models.redaction.vocabulary import ALSO_WORDS, COMMON, GIVEN, KNOWN, NEVER

_WORD = re.compile(r"(?<!\w)(?<!\S-)[^\W\d_]+(?:['\-](?!s\b)[^\W\d_]+)*(?!\w)")
_TRADES = ("ist", "ists", "tion", "ment", "ness", "ology", "ics", "ity")
_INFLECTED = ("ed", "ing", "ly", "ful", "ive", "ous", "able", "ible", "less", *_TRADES)
"""How verbs and trades end. Some names do too; those that are known are asked for first."""
_SHORTEST_INFLECTED = 5
_SHAPED = re.compile(
    r"(?:o'|mc|fitz|oluwa|chukwu)[a-z]{3,20}\Z|[a-z]{3,20}(?:wicz|wski|wska|escu|czyk|enko|ullah|"
    r"uddin|preet|jeet|vinder|winder|nathan|swamy|poulos|shvili|dottir)\Z"
).match
"""How family names of some peoples begin and end, so that each need not be in a list."""
_CALLINGS = CUES.keys() - GIVEN - KNOWN - ALSO_WORDS
_NO_NAME = frozenset(word for word in NEVER - COPULAS | _CALLINGS if len(word) > 1)
"""Words that end what a title or a role began, so that most roles cost nothing."""


class Word(NamedTuple):
    """One word; `gap` is all that stands between it and the word before."""

    start: int
    end: int
    text: str
    low: str
    gap: str

    @property
    def capital(self) -> bool:
        """Tell whether it is written as a name is: Smith, McKay, O'Brien, al-Rashid."""
        if self.text[:1].isupper():
            return not self.upper
        if self.text == self.low:
            return False
        parts = self.text.replace("'", "-").split("-")
        return any(part[:1].isupper() for part in parts)

    @property
    def upper(self) -> bool:
        """Tell whether it is in capitals, which say nothing: BP, SMITH, DNA'd."""
        return len(self.text) > 1 and self.text[0].isupper() and self.text[1].isupper()

    @property
    def initial(self) -> bool:
        """Tell whether it is one capital letter."""
        return len(self.text) == 1 and self.text.isupper()

    @property
    def known(self) -> bool:
        """Tell whether it is a name and nothing else."""
        low = self.low
        if low in KNOWN or ("-" in low and self._parts() <= KNOWN):
            return True
        return len(low) > _SHORTEST_INFLECTED and bool(_SHAPED(low)) and low not in COMMON

    @property
    def given(self) -> bool:
        """Tell whether it is a given name: Mary, Mary-Anne; it may be a word as well."""
        return self.low in GIVEN or self.low.partition("-")[0] in GIVEN

    @property
    def common(self) -> bool:
        """Tell whether it is a word that names nobody."""
        return self.low in COMMON or ("-" in self.low and self._parts() <= COMMON)

    @property
    def trade(self) -> bool:
        """Tell whether it ends as trades and things do, and is no name that is known."""
        return self._ends(_TRADES)

    @property
    def inflected(self) -> bool:
        """Tell whether it ends as verbs, trades and things do, and is no name that is known."""
        return self._ends(_INFLECTED)

    def _ends(self, endings: tuple[str, ...]) -> bool:
        long = len(self.low) >= _SHORTEST_INFLECTED
        return long and self.low.endswith(endings) and not self.known

    def _parts(self) -> set[str]:
        return set(self.low.split("-"))


NOTHING = Word(0, 0, "", "", "\n")
"""Stands before the first word and after the last."""


class Words(dict[int, Word]):
    """The words of a text by their number, with NOTHING before the first and after the last.

    A word is made when it is looked at: most of them never are.
    """

    def __init__(self, plain: Plain) -> None:
        self._plain = plain
        spans = [found.span() for found in _WORD.finditer(plain.text)]
        end = len(plain.text)
        self._spans = [(0, 0), *spans, (end, end)]
        self._lows = [plain.low[start:end] for start, end in self._spans]
        gap = plain.text[self._spans[-2][1] :]
        super().__init__({0: NOTHING, len(spans) + 1: NOTHING._replace(gap=gap)})

    def __missing__(self, at: int) -> Word:
        start, end = self._spans[at]
        typed, before = self._plain.text, self._spans[at - 1][1]
        word = self[at] = Word(start, end, typed[start:end], self._lows[at], typed[before:start])
        return word

    def _is_last_initial(self, at: int) -> bool:
        """Tell whether it is a capital and a stop before a longer word: the B of "A. B. Lowe"."""
        (start, end), (after, stop) = self._spans[at], self._spans[at + 1]
        if end - start != 1 or stop - after == 1:
            return False
        typed = self._plain.text
        return typed[end : end + 1] == "." and typed[start].isupper()

    def leads(self) -> Iterator[int]:
        """Yield the words that a name may follow or begin at."""
        for at, (word, after) in enumerate(pairwise(self._lows)):
            if word in CUES:
                if after not in _NO_NAME or word in GIVEN:
                    yield at
            elif word in GIVEN or "-" in word or self._is_last_initial(at):
                yield at
