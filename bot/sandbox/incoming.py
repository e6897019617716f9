"""How a phone sends what was typed: cut to size, commands, links and numbers marked."""

import re

from bot.sandbox.rich import Json, units

LONGEST = 4096
_MARKED = (
    ("bot_command", re.compile(r"(?<![\w/<>])/[a-zA-Z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")),
    ("url", re.compile(r"https?://[^\s<>]+")),
    ("phone_number", re.compile(r"(?<![\w+])\+\d[\d ()-]{6,18}\d(?!\w)")),
)
"""A number is a link only with its country before it; "111" and "0808 ..." stay plain words."""


def find_numbers(text: str) -> tuple[Json, ...]:
    """Return the telephone numbers in `text` as entities: what a bot sends has them marked too."""
    return tuple(each for each in find_entities(text) if each["type"] == "phone_number")


def find_entities(text: str) -> tuple[Json, ...]:
    """Return the commands, links and numbers in `text` as entities, in UTF-16 units."""
    found = [
        {
            "type": kind,
            "offset": units(text[: hit.start()]),
            "length": units(hit[0]),
        }
        for kind, pattern in _MARKED
        for hit in pattern.finditer(text)
    ]
    return tuple(sorted(found, key=lambda each: int(str(each["offset"]))))


def split(text: str) -> list[str]:
    """Cut typed text as phones do: at most 4,096 characters a message, ends trimmed.

    Raises ValueError when nothing is left of it.
    """
    pieces = [text[at : at + LONGEST].strip() for at in range(0, len(text), LONGEST)]
    kept = [piece for piece in pieces if piece]
    if not kept:
        raise ValueError("a phone sends no empty message")
    return kept
