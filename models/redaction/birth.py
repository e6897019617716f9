"""Dates of birth: said to be one, or a full date whose year makes somebody's age."""

import re
from collections.abc import Iterator
from datetime import date

from models.redaction.plain import Plain, Span

_NAMED = re.compile("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")
_MONTHS = 12
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:\d{4}|'?\d{2})(?!\d)"
_DATE = (
    rf"(?:\d{{1,2}} ?[/.\-] ?\d{{1,2}} ?[/.\-] ?{_YEAR}|"
    r"\d{4}[/.\-]\d{1,2}[/.\-]\d{1,2}(?!\d)|"
    rf"{_DAY}[ \-]?(?:of )?{_MONTH}[, \-]{{0,2}}{_YEAR}|{_MONTH} ?{_DAY}(?: |, ?){_YEAR})(?![\w])"
)
_LESS = rf"(?:{_DAY} (?:of )?{_MONTH}|{_MONTH} (?:{_DAY}|\d{{4}})|(?:19|20)\d\d)"
_BARE = rf"(?:\d{{8}}|\d{{6}}|\d{{1,2}} \d{{1,2}} (?:\d{{4}}|\d{{2}})|{_LESS})(?!\w)"
"""What is a date of birth only when it is said to be one: 120356, 3rd of April, 1956."""
_LABEL = (
    r"(?=[db(y])(?:\bd ?[./\-]? ?o ?[./\-]? ?b\.?|\bdate of birth|\b(?:birth ?|b['\-]?)da(?:te|y)|"
    r"\bborn|\byob|\byear of birth|\(b\b\.?)"
    r"(?: (?:of|for) (?:the |this )?[a-z]{1,20})?[ .:=,;\-]{0,4}"
    r"(?:(?:is|was|on|in|the|as|of) ){0,3}"
)
_LABELLED = re.compile(rf"{_LABEL}({_DATE}|{_BARE})")
_FULL = re.compile(rf"(?<![\w/.])(?=[\djfmasond])(?:{_DATE})")
_NO_BIRTH = re.compile(
    r"\b(?:since|dated|policy|from|joined|started|began|until|till|by|before|after|qualified|"
    r"registered|retired|married|built|opened|expire[sd]|review(?:ed)?|due|version|here|employed|"
    r"issued|published|updated)(?: (?:on|in|the|is|was|of))?[ :]{0,2}\Z"
)
"""What comes before the date of something else."""
_AGE = 10
"""A younger child's date cannot be told from that of an old incident without a label."""
_OLDEST = 115
_CENTURY = 100
_FULL_YEAR = len("1948")
_LAST_DAY = 31
_NUMBER = re.compile(r"\d+")


def labelled(plain: Plain) -> Iterator[Span]:
    """Yield whatever date is said to be one of birth, or the part of it that is told."""
    return (found.span(1) for found in _LABELLED.finditer(plain.low))


def full(plain: Plain, today: date) -> Iterator[Span]:
    """Yield full dates whose year makes an age, unless they are said to be of something else."""
    for found in _FULL.finditer(plain.low):
        before = plain.low[max(0, found.start() - 24) : found.start()]
        of_a_thing = before[-3:].rstrip(" :")[-1:].isalpha() and _NO_BIRTH.search(before)
        if not of_a_thing and _makes_an_age(found.group(), today):
            yield found.span()


def _makes_an_age(written: str, today: date) -> bool:
    """Tell whether it is a date at all, and of somebody who lives and is no small child.

    A year of 2 digits is one of the last century: 5/10/15 is a dose or a score as often.
    """
    numbers = _NUMBER.findall(written)
    *parts, year = map(int, numbers if len(numbers[0]) < _FULL_YEAR else numbers[::-1])
    short = max(map(len, numbers)) < _FULL_YEAR
    if short:
        year += (today.year // _CENTURY - 1) * _CENTURY
    real = min(parts) >= 1 and max(parts) <= _LAST_DAY
    real = real and (min(parts) <= _MONTHS or _NAMED.search(written) is not None)
    return real and _AGE <= today.year - year <= (_CENTURY - 1 if short else _OLDEST)
