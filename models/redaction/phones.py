"""Telephone numbers that reach one person: here, from abroad, and inside a hospital.

Source: Ofcom's National Telephone Numbering Plan. Its numbers for drama are found like any other;
03, 08 and 09 are numbers of organisations.
"""

import re
from collections.abc import Iterator

from models.redaction.numbers import digits, is_of_a_thing
from models.redaction.plain import Plain, Span

_GAP = r"[ .\-()/]{0,3}"
_HERE = re.compile(
    rf"(?<![\w+£$#])(\(?(?:\+|00 ?|(?=44 ?7\d{{3}}))44{_GAP}(?:0{_GAP})?|\(?0{_GAP})"
    rf"([1-9](?:{_GAP}\d){{8,9}})(?!\w)"
)
_ABROAD = re.compile(rf"(?<![\w+])(?:\+ ?|00 ?)[1-9](?:{_GAP}\d){{6,14}}(?!\w)")
_LABELLED = re.compile(
    r"\b(?:tel|telephone|phone|mobile|mob|cell|landline|whatsapp|contact|fax)"
    r"(?: (?:no|num|number))?[ .:\-]{0,3}(?:(?:is|was|on) )?"
    rf"(\(?\d(?:{_GAP}\d){{5,14}})(?!\w)"
)
_EXTENSION = re.compile(
    r"\b(?:(?:ext|extn|xtn|extension)[ .:]{0,3}(?:(?:no|number|num|is)[ .:]{1,2})?|x(?=\d{4,5}\b))"
    r"(\d{3,6})(?!\w)"
)
_CRASH_TEAM = "2222"
_MOBILE = 10
_LONG = 11
"""With 00 and no plus a shorter row of digits is a serial number as often."""
_GROUP = 3
"""An area code stands together, 3 digits at least: dates and times do not."""


def here(plain: Plain, public: frozenset[str]) -> Iterator[Span]:
    """Yield the numbers of this country that one person can be reached by."""
    for found in _HERE.finditer(plain.text):
        before, rest = found.groups()
        number = digits(rest)
        serial = number == rest and number[0] != "7" and is_of_a_thing(plain, found.start())
        known = serial or "0" + number in public
        if not known and _one_person(number, (before + rest).lstrip("(")):
            yield found.span()


def abroad(plain: Plain) -> Iterator[Span]:
    """Yield the numbers of other countries, after + or 00."""
    for found in _ABROAD.finditer(plain.text):
        number = digits(found.group())
        country = number.removeprefix("00")
        long = found.group()[0] == "+" or len(number) >= _LONG
        if long and not country.startswith("44") and not is_of_a_thing(plain, found.start()):
            yield found.span()


def labelled(plain: Plain, public: frozenset[str]) -> Iterator[Span]:
    """Yield digits that are said to be a telephone number."""
    for found in _LABELLED.finditer(plain.low):
        number = digits(found.group(1))
        if number not in public and not number.startswith(("03", "08", "09", "116")):
            yield found.span(1)


def extensions(plain: Plain, public: frozenset[str]) -> Iterator[Span]:
    """Yield what is said to be an extension, other than the crash team's."""
    for found in _EXTENSION.finditer(plain.low):
        if found.group(1) not in public | {_CRASH_TEAM}:
            yield found.span(1)


def _one_person(number: str, written: str) -> bool:
    """Tell whether the digits after the 0 are a mobile, or a landline written as one is."""
    if number[0] == "7":
        return len(number) == _MOBILE
    abroad = written[0] == "+" or written.startswith("00")
    together = re.match(r"\d+", written)
    grouped = abroad or (together is not None and len(together[0]) >= _GROUP)
    return number[0] in "125" and grouped and (len(number) == _MOBILE or number[0] == "1")
