"""A wish as at most 6 letters of a button's data: until Yes, nothing of it is stored."""

import re
from collections.abc import Sequence
from typing import TypeVar

from models.checkin import FIXED
from models.checkin_hours import Pattern, Window
from models.checkin_plan import Wish
from models.facts_code import base36

T = TypeVar("T")
MAX_CODE = 6
_CODE = re.compile(rf"[0-9a-z]{{1,{MAX_CODE}}}")
_PATTERNS = tuple(Pattern)
_SIZES = (len(FIXED), 7, 5, 2, 2, 2, 1)
"""Bits of: steps, weekdays, hour, pattern, weeks, shift, silent."""


def pack(wish: Wish) -> str:
    """Return a wish in base 36, without its zone."""
    window = wish.window
    parts = (
        sum(1 << place for place, step in enumerate(FIXED) if step in wish.steps),
        sum(1 << day for day in window.weekdays),
        window.hour,
        _PATTERNS.index(window.pattern),
        wish.every,
        wish.shift,
        int(wish.silent),
    )
    number = 0
    for part, size in zip(parts, _SIZES, strict=True):
        number = number << size | part
    return base36(number)


def unpack(code: str, zone: str) -> Wish | None:
    """Return the wish of a code that `pack` made, None for anything else."""
    if not _CODE.fullmatch(code):
        return None
    number, parts = int(code, 36), []
    for size in reversed(_SIZES):
        parts.append(number & (1 << size) - 1)
        number >>= size
    if number:
        return None
    silent, shift, every, pattern, hour, weekdays, steps = parts
    try:
        window = Window(hour, _PATTERNS[pattern], _bits(weekdays, range(7)), zone)
        return Wish(window, _bits(steps, FIXED), every, bool(silent), shift)
    except (IndexError, ValueError):
        return None


def _bits(number: int, among: Sequence[T]) -> frozenset[T]:
    return frozenset(each for place, each in enumerate(among) if number >> place & 1)
