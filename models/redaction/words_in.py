"""A text as words: each with where it stands, its letters, and what stands before it."""

import re
from typing import NamedTuple

from models.redaction.cues import CUES
from models.redaction.plain import Plain
from models.redaction.vocabulary import COMMON, GIVEN, KNOWN

_WORD = re.compile(r"(?<!\w)(?<!\S-)[^\W\d_]+(?:['\-](?!s\b)[^\W\d_]+)*(?!\w)")
_TRADES = ("ist", "ists", "tion", "ment", "ness", "ology", "ics", "ity")
_INFLECTED = ("ed", "ing", "ly", "ful", "ive", "ous", "able", "ible", "less", *_TRADES)
"""How verbs and trades end. Some names do too; those that are known are asked for first."""
_SHORTEST_INFLECTED = 5
_LEADS = GIVEN | CUES.keys()


class Word(NamedTuple):
    """One word; `gap` is all that stands between it and the word before."""

    start: int
    end: int
    text: str
    low: str
    gap: str

    @property
    def leads(self) -> bool:
        """Tell whether a name may follow or begin here: most words need no second look."""
        return self.low in _LEADS or "-" in self.low

    @property
    def capital(self) -> bool:
        """Tell whether it is written as a name is: Smith, McKay, O'Brien, al-Rashid."""
        parts = self.text.replace("'", "-").split("-")
        return not self.upper and any(part[:1].isupper() for part in parts)

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
        return self.low in KNOWN or ("-" in self.low and self._parts() <= KNOWN)

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


def words_of(plain: Plain) -> list[Word]:
    """Return the words of a text, with NOTHING before the first and after the last."""
    words, after = [NOTHING], 0
    for found in _WORD.finditer(plain.text):
        start, end = found.span()
        low = plain.low[start:end]
        words.append(Word(start, end, found.group(), low, plain.text[after:start]))
        after = end
    return [*words, NOTHING._replace(gap=plain.text[after:])]
