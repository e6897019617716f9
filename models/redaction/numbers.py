"""NHS numbers and hospital numbers.

Source: NHS Data Dictionary, NHS number: 10 digits, the last one a check digit (modulus 11).
Scotland's CHI and Northern Ireland's H&C numbers are made in the same way.
"""

import re
from collections.abc import Iterator
from operator import mul

from models.redaction.plain import Plain, Span

_TEN = r"\d(?:[ .\-/_]{0,2}\d){9}(?!\w)"
_IS = r"[ .:=#,\-]{0,4}(?:(?:is|was) )?\(?"
_NHS_LABELLED = re.compile(
    r"\b(?:n\.?h\.?s|chi|h ?& ?c|hcn|national health)\.?"
    r"(?: ?(?:nos?|nr|numbers?|num|id)(?![a-z])\.?(?:[a-z \(]{1,30}\)?)?)?"
    rf"{_IS}({_TEN})"
)
_GROUPS = ("334", "433", "343", "55", "22222", "37", "46", "64", "73")
"""How many digits stand together, when nothing else says that it is an NHS number."""
_SHAPES = "|".join(
    [r"\d{10}", *(r"[ .\-]{1,2}".join(rf"\d{{{size}}}" for size in group) for group in _GROUPS)]
)
_NHS = re.compile(rf"(?<![\w+])(?=[1-9])(?=({_SHAPES})(?!\w))")
_WEIGHTS = tuple(range(10, 0, -1))
_OTHER = re.compile(
    r"\b(?:datix|ref|reference|inc|incident|serial|asset|order|batch|job|ticket|tracking|crime|"
    r"log|cad|ulysses|invoice|account)\b"
    r"(?:[ .:#\-]{0,3}(?:no|number|num|id|ref|code|is|was))*[ .:#\-]{0,3}\Z"
)
"""What comes before a number that belongs to a thing."""
_APART = re.compile(r"\D+")
_NO_WORD = "0123456789 .:#-"
_HOSPITAL = re.compile(
    r"\b(?:mrn|(?P<crime>crn)|(?:hospital|hosp|unit|pas|medical records?|patient|case ?notes?) ?"
    rf"(?:no|number|num|id)){_IS}([a-z]{{0,3}}-?\d(?:[ \-]?\d){{4,10}})(?!\w)(?(crime)(?!/\d))"
)


def labelled_nhs(plain: Plain) -> Iterator[Span]:
    """Yield any 10 digits that are said to be an NHS number."""
    return (found.span(1) for found in _NHS_LABELLED.finditer(plain.low))


def unlabelled_nhs(plain: Plain) -> Iterator[Span]:
    """Yield 10 digits with the right check digit; 1 in 11 other numbers has it too."""
    after = 0
    for found in _NHS.finditer(plain.text):
        start, end = found.span(1)
        number = found[1].replace(" ", "").replace("-", "").replace(".", "")
        if start >= after and _right(number) and not is_of_a_thing(plain, start):
            after = end
            yield start, end


def hospital(plain: Plain) -> Iterator[Span]:
    """Yield what is said to be a hospital's own number of a patient, and is no NHS number."""
    return (span for span, is_nhs in _of_a_patient(plain) if not is_nhs)


def hospital_nhs(plain: Plain) -> Iterator[Span]:
    """Yield what is said to be a hospital's own number, and has the check digit of the NHS."""
    return (span for span, is_nhs in _of_a_patient(plain) if is_nhs)


def _of_a_patient(plain: Plain) -> Iterator[tuple[Span, bool]]:
    for found in _HOSPITAL.finditer(plain.low):
        number = digits(found[2])
        yield found.span(2), len(number) == len(_WEIGHTS) and _right(number)


def is_of_a_thing(plain: Plain, start: int) -> bool:
    """Tell whether the words before a number say that it is a reference, an order, a batch."""
    before = plain.low[max(0, start - 30) : start]
    return before.strip(_NO_WORD) != "" and bool(_OTHER.search(before))


def digits(written: str) -> str:
    """Return the digits of a number alone: "116 123" as "116123"."""
    return _APART.sub("", written)


def _right(number: str) -> bool:
    """Tell whether the last of 10 digits is the right check digit.

    It weighs the code of each digit, 48 more than the digit: 48 x 55 is a multiple of 11.
    """
    weighed: int = sum(map(mul, number.encode(), _WEIGHTS))
    return weighed % 11 == 0
