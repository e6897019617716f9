"""What a document's font can write, and what stands in for the rest."""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "documents" / "fonts"
REGULAR = FONTS / "AtkinsonHyperlegibleNext-Regular.ttf"
SEGMENTS = 4
STAND_IN = "[?]"
"""What a letter without a glyph and without a name becomes."""

_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff]")
"""What only joins, hides or colours what is beside it."""
_SYMBOLS = ("So", "Sk", "Sm", "Sc")


def printable(text: str) -> str:
    """Return a text in letters that the font has: a picture becomes its name, "[black heart]".

    Lines stay lines. Signs that change how others are read (right to left, nul) are shown as
    STAND_IN, so that what is printed is what is there.
    """
    lines = "\n".join(unicodedata.normalize("NFC", text).splitlines()).replace("\t", " ")
    return "".join(map(_printed, _UNSEEN.sub("", lines)))


def _printed(letter: str) -> str:
    if letter == "\n" or (ord(letter) in _known() and letter.isprintable()):
        return letter
    kind = unicodedata.category(letter)
    if kind == "Zs":
        return " "
    name = unicodedata.name(letter, "").lower() if kind in _SYMBOLS else ""
    return f"[{name}]" if name else STAND_IN


@cache
def _known() -> frozenset[int]:
    """Return the characters that the font has a glyph for."""
    font = REGULAR.read_bytes()
    (tables,) = struct.unpack_from(">H", font, 4)
    places = dict(struct.unpack_from(">4s4xI", font, 12 + 16 * each) for each in range(tables))
    cmap = places[b"cmap"]
    (first,) = struct.unpack_from(">I", font, cmap + 8)
    return frozenset(_mapped(font, cmap + first))


def _mapped(font: bytes, at: int) -> Iterator[int]:
    """Yield the characters of a character map of format 4 (OpenType, "cmap")."""
    form, double = struct.unpack_from(">H4xH", font, at)
    if form != SEGMENTS:
        raise ValueError("the font has another form of character map")
    columns = [at + 14 + double * column + (2 if column else 0) for column in range(4)]
    for segment in range(0, double, 2):
        end, start, delta, far = (
            struct.unpack_from(">H", font, column + segment)[0] for column in columns
        )
        for letter in range(start, end + 1):
            glyph = letter + delta
            if far:
                place = columns[3] + segment + far + 2 * (letter - start)
                (glyph,) = struct.unpack_from(">H", font, place)
            if glyph & 0xFFFF:
                yield letter
