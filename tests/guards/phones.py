"""How phone numbers are grouped, so that they can be read aloud (NHS service manual, A to Z)."""

import re

_NUMBER = re.compile(r"(?<![\d-])(?:\+|\(?0)[\d\s().-]{7,}\d|\b116123\b|(?<!\d)\d{7,}(?!\d)")
_GROUPED = re.compile(
    r"02\d \d{4} \d{4}|01(?:1\d|\d1) \d{3} \d{4}|01\d{3} \d{3} \d{3}|"
    r"0[389]\d\d \d{3} \d{3,4}|07\d{3} \d{3} \d{3}"
)
"""020 7450 4000; 0113 496 0000; 01273 800 900; 0800 890 567; 0300 123 4567; 07700 900 866.
With the country before it, +44 stands for the 0 and the rest keeps its groups."""


def badly_grouped(text: str) -> list[str]:
    """Return the phone numbers of a text that are not grouped as the NHS writes them."""
    found = _NUMBER.findall(text)
    return [number for number in found if not _GROUPED.fullmatch(number.replace("+44 ", "0"))]
