"""Where somebody lives and what they drive: postcodes, streets with a number, registrations.

Sources: Royal Mail's programmers' guide (shapes and areas of postcodes); DVLA INF104 (marks).
"""

import re
from collections.abc import Iterator

from models.redaction.plain import Plain, Span
from models.redaction.vocabulary import ALSO_WORDS, COMMON, word_list

_AREAS = word_list("postcode_areas")
_POSTCODE = re.compile(
    r"(?<![\w£#])([a-z]{1,2})\d(?:\d|[abcdefghjkmnprstuvwxy])? ?(\d([abd-hjlnp-uw-z]{2}))(?!\w)"
)
_NOT_HOME = re.compile(r"\b(?:ward|bay|bed|room|vitamin|theatre|zone|level|floor|junction) \Z")
_UNITS = frozenset({"st", "nd", "rd", "th", "hr", "yr", "bd", "td", "ds", "qd", "lt", "ft", "ltr"})
_SAID = ("postcode ", "post code ", "postcode: ", "postcode is ")
_COUNTED = re.compile(r" (?:bed|bay|floor|room|ward|door|side|time|on|of|year)")
"""What follows when 2ND is the second of something."""

_WORD = r"[^\W\d_][\w'.\-]{0,20}"
_STREET = re.compile(
    rf"(?<![\w/:.£-])(?:(?:flat|apartment|apt) ?\d{{1,3}}[a-z]?,? )?\d{{1,4}}[a-z]?,? "
    rf"((?:{_WORD} ){{1,3}}?)"
    r"(avenue|ave|road|rd|street|st|lane|ln|drive|dr|crescent|cres|terrace|gardens|grove|parade|"
    r"close|court|ct|place|way|walk|hill|park|row|mews|rise|view|square|green)(?!\w)"
)
_SURE_STREETS = frozenset(
    {"avenue", "ave", "road", "rd", "street", "lane", "drive", "crescent", "terrace", "gardens"}
)
_AT_WORK = re.compile(r"\b(?:ward|bay|bed|room|theatre|band|level|floor|page|bleep) \Z")
_STREET_WORDS = word_list("street_words")

_NOW = r"[a-hj-pr-y]{2} ?(?:0[1-9]|[1-7]\d) ?[a-hj-pr-z]{3}"
_MARK = re.compile(rf"(?<!\w){_NOW}(?!\w)")
_EARLIER = r"[a-z]\d{1,3} ?[a-z]{3}|[a-z]{3} ?\d{1,4}[a-z]?|[a-z]{1,2} ?\d{3,4}"
_SAID_MARK = re.compile(
    r"\b(?:reg|registration|plates?|vrm)(?: (?:no|number|mark))?"
    rf"[ .:=#\-]{{0,4}}(?:(?:is|was|of) )?({_NOW}|{_EARLIER})(?!\w)"
)


def postcodes(plain: Plain) -> Iterator[Span]:
    """Yield whole postcodes, never the first half alone: that is what wards are called."""
    for found in _POSTCODE.finditer(plain.low):
        if found.group(1) in _AREAS and not _is_of_a_ward(plain, found):
            yield found.span()


def _is_of_a_ward(plain: Plain, found: re.Match[str]) -> bool:
    """Tell whether it is a ward or a vitamin with a count after it: B4 2nd bed, B12 1 BD."""
    before = max(0, found.start() - 12)
    if _NOT_HOME.search(plain.low, before, found.start()):
        return True
    if not _counts(found[2]) or plain.low.endswith(_SAID, before, found.start()):
        return False
    area = plain.text[found.start(1) : found.end(1)]
    small = plain.text[found.start(3) : found.end(3)].islower() and " " in found[0]
    alike = small and (len(area) == 1 or area.isupper())
    return alike or bool(_COUNTED.match(plain.low, found.end()))


def _counts(written: str) -> bool:
    """Tell whether the second half is a number of something: 2nd, 4hr; 2st counts nothing."""
    number, unit = written[0], written[1:]
    ordinal = {"1": "st", "2": "nd", "3": "rd"}.get(number, "th")
    return unit in _UNITS and (unit not in {"st", "nd", "rd", "th"} or unit == ordinal)


def streets(plain: Plain) -> Iterator[Span]:
    """Yield a house number with its street."""
    for found in _STREET.finditer(plain.low):
        between = plain.text[found.start(1) : found.end(1)].split()
        kind = plain.text[found.start(2) : found.end(2)]
        at_work = _AT_WORK.search(plain.low, max(0, found.start() - 10), found.start())
        if not at_work and _is_a_street(between, kind):
            yield found.span()


def _is_a_street(words: list[str], kind: str) -> bool:
    """Tell by its capitals, or with none by its words, that it is the name of a street."""
    lows = [word.lower() for word in words]
    if kind[0].isupper() and all(word[0].isupper() for word in words):
        return all(low in _STREET_WORDS | ALSO_WORDS or low not in COMMON for low in lows)
    sure = kind.lower() in _SURE_STREETS or lows[-1] in _STREET_WORDS
    return sure and all(low in _STREET_WORDS or low not in COMMON for low in lows)


def labelled_registrations(plain: Plain) -> Iterator[Span]:
    """Yield what is said to be a car's registration, of any shape."""
    return (found.span(1) for found in _SAID_MARK.finditer(plain.low))


def registrations(plain: Plain) -> Iterator[Span]:
    """Yield a car's registration of today's shape, in capitals."""
    for found in _MARK.finditer(plain.low):
        written = plain.text[found.start() : found.end()]
        if written.isupper() and written[-3:].lower() not in COMMON:
            yield found.span()
