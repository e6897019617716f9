"""Email addresses, also when somebody spells out the signs."""

import re
from collections.abc import Iterator

from models.redaction.plain import Plain, Span
from models.redaction.vocabulary import COMMON

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789._%+-'"
_LONGEST = 64
"""So long the part before the sign may be (RFC 5321)."""
_NHS = r"nhs ?[.,] ?(?:net|uk|scot)"
"""What staff type most, so its stop may be a comma or stand apart."""
_DOMAIN = re.compile(rf" ?((?:[a-z0-9-]{{1,63}}\.){{1,6}}[a-z]{{2,24}}|{_NHS})\b")
_SPELT = re.compile(
    r"(?: at | ?[\[(]at[\])] ?)((?:[a-z0-9-]{1,63}(?:\.| dot | ?[\[(]dot[\])] ?)){1,6}"
    r"(?:com|org|net|uk|ie|co|io|info|scot|wales))\b"
)
_PART = re.compile(r"(?:[a-z0-9_.-]{1,64} dot ){0,3}[a-z0-9_.-]{1,64}\Z")


def emails(plain: Plain, public: frozenset[str]) -> Iterator[Span]:
    """Yield email addresses that are not public.

    Finds each sign and looks both ways, so that a long text costs one step a sign.
    """
    low = plain.low
    at, after = low.find("@"), 0
    while at >= 0:
        domain = _DOMAIN.match(low, at + 1)
        start = _name_before(low, max(after, at - _LONGEST - 1), at) if domain else at
        if domain and start < at:
            after = domain.end()
            if f"{low[start:at].rstrip()}@{domain[1]}" not in public:
                yield start, after
        at = low.find("@", max(after, at + 1))


def _name_before(low: str, window: int, at: int) -> int:
    """Return where the part before a sign begins, or the sign when there is none."""
    part = low[window:at].removesuffix(" ")
    name = part[len(part.rstrip(_LETTERS)) :].lstrip(".'-%+")
    return window + len(part) - len(name) if name else at


def spelt_out(plain: Plain, public: frozenset[str]) -> Iterator[Span]:
    """Yield "jo dot smith at example dot com"; a plain word before "at" is just a sentence."""
    low, after = plain.low, 0
    for found in _SPELT.finditer(low):
        window = max(after, found.start() - _LONGEST)
        start = max(window, low.rfind(" ", window, found.start()) + 1)
        while low.endswith(" dot ", window, start):
            start = max(window, low.rfind(" ", window, start - len(" dot ")) + 1)
        name = low[start : found.start()]
        plainly = f"{name}@{found[1]}".replace(" dot ", ".")
        if _PART.match(name) and name not in COMMON and plainly not in public:
            after = found.end()
            yield start, after
