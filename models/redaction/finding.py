"""Finds what identifies somebody in a person's own words.

Made for people who type in good faith and look at what would be hidden: it asks, and never
deletes. Linear in the length of the text, and never raises.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from models.redaction import addresses, birth, contacts, names, numbers, phones
from models.redaction.found import Found, Kind
from models.redaction.plain import Plain, Span, read

_DIGIT = re.compile(r"\d")
_OF_WORDS = (Kind.EMAIL, Kind.NAME)
"""Kinds that have no digit in them: the rules for all others are for texts that do."""
Rule = tuple[Kind, Callable[[Plain], Iterator[Span]]]


def find(text: str, today: date, public: frozenset[str] = frozenset()) -> tuple[Found, ...]:
    """Return what identifies somebody, in order of where it stands; no two overlap.

    `today` tells a date that makes an age from that of a shift. `public` holds what anybody may
    know: phone numbers as digits with no blanks ("116123"), email addresses in small letters.
    """
    plain = read(text)
    found = []
    numbers_in_it = _DIGIT.search(plain.text) is not None
    for kind, rule in _rules(today, public):
        spans = list(rule(plain)) if numbers_in_it or kind in _OF_WORDS else []
        for start, end in spans:
            begin, stop = plain.typed(start, end)
            found.append(Found(kind, begin, stop, text[begin:stop]))
        plain = plain.without(spans) if spans else plain
    return tuple(sorted(found, key=lambda one: one.start))


def _rules(today: date, public: frozenset[str]) -> tuple[Rule, ...]:
    """Return the rules, the surest first: each reads what those before it have left."""
    return (
        (Kind.EMAIL, lambda plain: contacts.emails(plain, public)),
        (Kind.EMAIL, lambda plain: contacts.spelt_out(plain, public)),
        (Kind.NHS_NUMBER, numbers.labelled_nhs),
        (Kind.HOSPITAL_NUMBER, numbers.hospital),
        (Kind.NHS_NUMBER, numbers.hospital_nhs),
        (Kind.DATE_OF_BIRTH, birth.labelled),
        (Kind.DATE_OF_BIRTH, lambda plain: birth.full(plain, today)),
        (Kind.CAR_REGISTRATION, addresses.labelled_registrations),
        (Kind.CAR_REGISTRATION, addresses.registrations),
        (Kind.PHONE, lambda plain: phones.here(plain, public)),
        (Kind.PHONE, phones.abroad),
        (Kind.PHONE, lambda plain: phones.labelled(plain, public)),
        (Kind.NHS_NUMBER, numbers.unlabelled_nhs),
        (Kind.PHONE, lambda plain: phones.extensions(plain, public)),
        (Kind.POSTCODE, addresses.postcodes),
        (Kind.ADDRESS, addresses.streets),
        (Kind.NAME, names.names),
    )
