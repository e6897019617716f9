"""Facts as at most 8 letters, to travel in a button's data: nothing of them is stored."""

import re
from enum import StrEnum
from typing import TypeVar

from models.asked import Facts
from models.report import Ground, Role, What, Who

T = TypeVar("T", bound=StrEnum)
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_WHAT, _WHO, _GROUNDS, _ROLES = tuple(What), tuple(Who), tuple(Ground), tuple(Role)
MAX_CODE = 8
"""Letters at most: 37 bits in base 36. A button has 64 bytes, most of them for other things."""
_CODE = re.compile(rf"0|[1-9a-z][0-9a-z]{{0,{MAX_CODE - 1}}}")


def pack(facts: Facts) -> str:
    """Return the facts as base 36: a bit for each option, the role's number on top."""
    number = 0 if facts.role is None else _ROLES.index(facts.role) + 1
    number = number << len(_GROUNDS) | _bits(_GROUNDS, facts.grounds)
    number = number << len(_WHO) | _bits(_WHO, facts.who)
    number = number << len(_WHAT) | _bits(_WHAT, facts.what)
    return base36(number)


def unpack(code: str) -> Facts | None:
    """Return the facts of a code that `pack` made, None for anything else."""
    if not _CODE.fullmatch(code):
        return None
    number = int(code, 36)
    number, what = _split(number, _WHAT)
    number, who = _split(number, _WHO)
    role, grounds = _split(number, _GROUNDS)
    if role > len(_ROLES):
        return None
    return Facts(what=what, who=who, grounds=grounds, role=_ROLES[role - 1] if role else None)


def _bits(options: tuple[T, ...], chosen: frozenset[T]) -> int:
    return sum(1 << place for place, option in enumerate(options) if option in chosen)


def _split(number: int, options: tuple[T, ...]) -> tuple[int, frozenset[T]]:
    chosen = frozenset(o for place, o in enumerate(options) if number >> place & 1)
    return number >> len(options), chosen


def base36(number: int) -> str:
    """Return a number, 0 or more, in base 36."""
    code = ""
    while number >= len(_DIGITS):
        number, digit = divmod(number, len(_DIGITS))
        code = _DIGITS[digit] + code
    return _DIGITS[number] + code
