"""What can identify somebody in a text, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What identifies a person; the values name the words that stand in for it."""

    NHS_NUMBER = "nhs_number"
    PHONE = "phone"
    EMAIL = "email"
    POSTCODE = "postcode"
    DATE_OF_BIRTH = "date_of_birth"
    NAME = "name"
    HOSPITAL_NUMBER = "hospital_number"
    ADDRESS = "address"
    CAR_REGISTRATION = "car_registration"


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found: `text` is what stands at start:end of the text as it was typed."""

    kind: Kind
    start: int
    end: int
    text: str


def hide(text: str, found: tuple[Found, ...], marks: Mapping[Kind, str]) -> str:
    """Return the text with a mark, such as "[name]", for each thing found in it.

    `found` is what `find` returned for this very text, or some of it: in order, none overlapping.
    """
    parts, after = [], 0
    for one in found:
        parts += [text[after : one.start], marks[one.kind]]
        after = one.end
    return "".join([*parts, text[after:]])
