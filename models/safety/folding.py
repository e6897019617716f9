"""Folds a text to small plain letters, so that Unicode cannot change what it means."""

import re
import unicodedata

from models.safety.lookalikes import LOOKALIKES

_READ = (
    (0x80, 0x3400),
    (0xA000, 0xAC00),
    (0xD7FF, 0x12000),
    (0x16800, 0x20000),
    (0xE0000, 0xE1000),
)
"""Code points with letters, marks or invisible ones; between them only ideographs and the like."""
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_FEW = 32
"""So few letters of a text are replaced one after another, which is faster."""
_LONGEST = 4
"""A character may unfold to so many; Unicode has one of 18, which would swell a text."""
_INVISIBLE = "\u115f\u1160\u3164\uffa0\u2800\u2044"
"""What leaves no trace; the last is the stroke of a fraction, which may be part of one sign."""
_LETTER_A_IN = (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
"""Where squared, circled and flag alphabets begin."""
_SIGNS = {
    "\n": "\u0085\u2028\u2029",
    "'": "\u2018\u2019\u201b\u2032\u02bc\u02b9\u00b4\u055a\ua78c\uff07",
    '"': "\u201c\u201d\u201e\u00ab\u00bb\u2033",
    ",": "\u2013\u2014\u2015\u3001\u060c",
    ".": "\u3002\u06d4",
    "?": "\u061f",
}
EMOJI = {
    "pillsign": "💊",
    "bladesign": "🔪🗡",
    "gunsign": "🔫",
    "gravesign": "⚰🪦",
    "ropesign": "🪢",
    "lol": "😂🤣",
}
"""Pictures that matter beside first-person words, and the words they are read as."""


def fold(text: str) -> str:
    """Return the text in small Latin letters where it can be; what cannot be stays as it is.

    Accents, invisible characters and control marks are gone. Linear, and never raises.
    """
    others = set() if text.isascii() else set(_NOT_ASCII.findall(text))
    if len(others) > _FEW:
        return text.translate(_TABLE).lower()
    for letter in others:
        text = text.replace(letter, _TABLE.get(ord(letter), letter))
    return text.lower()


def _plain(letter: str) -> str | None:
    """Return what one character is read as, or None when it stays as it is."""
    kind = unicodedata.category(letter)
    if _is_mark(letter) or kind == "Cf" or letter in _INVISIBLE:
        return ""
    if kind == "Zs":
        return " "
    parts = [part for part in unicodedata.normalize("NFKD", letter) if not _is_mark(part)]
    if len(parts) == 1:
        parts = [_ALIKE.get(parts[0], parts[0])]
    kept = "".join(part for part in parts if part.isascii())
    return kept if kept and len(kept) <= _LONGEST else None


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter)[0] == "M"


def _table() -> dict[int, str]:
    """Build what `str.translate` takes."""
    table = {}
    for start, end in _READ:
        for code in range(start, end):
            plain = _plain(chr(code))
            if plain is not None:
                table[code] = plain
    for first in _LETTER_A_IN:
        table.update({first + place: chr(ord("a") + place) for place in range(26)})
    for word, pictures in EMOJI.items():
        table.update({ord(picture): f" {word} " for picture in pictures})
    for sign, plain in _ALIKE.items():
        table[ord(sign)] = plain
    return table


def _alike() -> dict[str, str]:
    """Return each sign with the letter it looks like; one that stands there in both cases wins."""
    pairs = [(sign, plain) for plain, signs in (_SIGNS | LOOKALIKES).items() for sign in signs]
    larger = {sign.upper(): plain for sign, plain in pairs if len(sign.upper()) == 1}
    return larger | dict(pairs)


_ALIKE = _alike()
_TABLE = _table()
