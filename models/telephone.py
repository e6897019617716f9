"""Telephone numbers of the United Kingdom: which there are, and how they are grouped.

Sources: Ofcom's National Telephone Numbering Plan; the NHS service manual (A to Z, phone numbers).
"""

import re

CRASH_TEAM = "2222"
"""Calls the resuscitation team in every NHS hospital (National Patient Safety Agency, 2004)."""

_CRASH_TEAM_NAMED = re.compile(rf"(?<![0-9])(?<![0-9] ){CRASH_TEAM}(?! ?[0-9])")
_EMPTY = re.compile(r"[ ()-]")
_SHORT = re.compile(r"999|112|111|119|101|105")
_HARMONISED = re.compile(r"116\d{3}")
_NATIONAL = re.compile(r"01\d{8,9}|02\d{9}|03\d{9}|0800\d{6,7}|0808\d{7}|07[1-9]\d{8}")
_TEXT = re.compile(r"[68]\d{4}|07[1-9]\d{8}")
_EXTENSION = re.compile(r"\d{3,6}")
_GROUPS = (
    re.compile(r"(116)(\d{3})"),
    re.compile(r"(02\d)(\d{4})(\d{4})"),
    re.compile(r"(011\d|01\d1)(\d{3})(\d{4})"),
    re.compile(r"(01\d{3})(\d{3})(\d{2,3})"),
    re.compile(r"(07\d{3})(\d{3})(\d{3})"),
    re.compile(r"(0[38]\d\d)(\d{3})(\d{3,4})"),
)


class BadNumber(ValueError):
    """A number that nobody here could call; its text says why."""


def telephone(written: str) -> str:
    """Return a number that any telephone here can call, grouped. Raises BadNumber."""
    digits = _digits(written)
    _refuse_crash_team(digits)
    if _SHORT.fullmatch(digits):
        return digits
    if _HARMONISED.fullmatch(digits) or _NATIONAL.fullmatch(digits):
        return _grouped(digits)
    raise BadNumber(f"{written!r} is no number of the United Kingdom, like 020 7946 0123")


def from_anywhere(number: str) -> str:
    """Return a grouped number with its country, "" for one that works in this country alone.

    Telegram makes a link of a number only when the country stands before it (its server marks
    phone numbers that begin with +), whatever the telephone.
    """
    return f"+44 {number[1:]}" if number.startswith("0") else ""


def extension(written: str) -> str:
    """Return a number that works from a hospital phone only. Raises BadNumber."""
    digits = _digits(written)
    _refuse_crash_team(digits)
    if not _EXTENSION.fullmatch(digits):
        raise BadNumber(f"{written!r} is no extension of 3 to 6 digits")
    return digits


def text_number(written: str) -> str:
    """Return a number that takes texts, a short code or a mobile. Raises BadNumber."""
    digits = _digits(written)
    if not _TEXT.fullmatch(digits):
        raise BadNumber(f"{written!r} takes no texts: give 5 digits, or a mobile's 11")
    return _grouped(digits)


def calls_crash_team(written: str) -> bool:
    """Tell whether a number, however it is written, calls the resuscitation team."""
    return re.sub(r"\D", "", written) == CRASH_TEAM


def names_crash_team(words: str) -> bool:
    """Tell whether words name the resuscitation team's number, and not one that ends like it."""
    return bool(_CRASH_TEAM_NAMED.search(words))


def _refuse_crash_team(digits: str) -> None:
    if calls_crash_team(digits):
        raise BadNumber("2222 calls the crash team in every NHS hospital, never anybody else")


def _digits(written: str) -> str:
    if written.startswith("+"):
        raise BadNumber(f"{written!r}: write it with 0 instead of +44")
    digits = _EMPTY.sub("", written)
    if not (digits.isascii() and digits.isdigit()):
        raise BadNumber(f"{written!r} is not made of digits")
    return digits


def _grouped(digits: str) -> str:
    for pattern in _GROUPS:
        if found := pattern.fullmatch(digits):
            return " ".join(found.groups())
    return digits
