"""Reads a text as a person sees it, and remembers where each character was typed.

Full-width and other digits become 0 to 9, letters that look like Latin ones become those, a row of
blanks or pictures becomes one blank, and what cannot be seen is left out.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from models.safety.folding import fold

Span = tuple[int, int]
"""Where something stands: its first character, and the one after its last."""
_BLANKS = frozenset({"Cc", "So", "Sk", "Cs", "Co", "Cn", "Zs", "Zl", "Zp"})
"""Categories that are read as a blank: controls, pictures, halves of characters, blanks."""


class _Letters(dict[str, str]):
    """What each character is read as; filled as characters are met."""

    def __missing__(self, letter: str) -> str:
        read = self[letter] = _read(letter)
        return read


def _read(letter: str) -> str:
    """Return the one character that this one is read as, or "" when it cannot be seen."""
    kind = unicodedata.category(letter)
    if letter == "\n" or (letter.isascii() and kind != "Cc"):
        return letter
    if kind in _BLANKS:
        return " "
    if kind == "Nd":
        return str(unicodedata.decimal(letter))
    return "-" if kind == "Pd" else _alike(letter)


def _alike(letter: str) -> str:
    """Return the Latin letter or the sign that a character looks like, in its case."""
    plain = fold(letter)
    if plain and (len(plain) > 1 or letter.isalpha() != plain.isalpha()):
        return letter
    return plain.upper() if letter.isupper() else plain


_LETTERS = _Letters()


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as it is read: `low` is it in small letters, `places` where each one was typed."""

    text: str
    low: str
    places: Sequence[int]

    def typed(self, start: int, end: int) -> tuple[int, int]:
        """Return where a part of this was typed: it stands at start:end of the original."""
        return self.places[start], self.places[end - 1] + 1

    def without(self, spans: Sequence[Span]) -> "Plain":
        """Return this with brackets over some spans, as it is read once they are hidden."""
        parts, after = [], 0
        for start, end in spans:
            parts += [self.text[after:start], "[", "]" * (end - start - 1)]
            after = end
        text = "".join([*parts, self.text[after:]])
        return Plain(text, _small(text), self.places)


def read(typed: str) -> Plain:
    """Return a text as it is read. Linear, and never raises."""
    if typed.isascii() and typed.isprintable() and "  " not in typed:
        return Plain(typed, typed.lower(), range(len(typed)))
    letters, places, before = [], [], ""
    for place, letter in enumerate(map(_LETTERS.__getitem__, typed)):
        if not letter or letter == before == " ":
            continue
        letters.append(letter)
        places.append(place)
        before = letter
    text = "".join(letters)
    return Plain(text, _small(text), places)


def _small(text: str) -> str:
    """Return small letters, one for each letter: a few in Unicode would become two."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(one.lower()[:1] for one in text)
