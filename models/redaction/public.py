"""What anybody may know: the numbers and addresses of the places to turn to."""

from collections.abc import Iterable

from models.redaction.numbers import digits
from models.route import Route


def public_of(routes: Iterable[Route]) -> frozenset[str]:
    """Return what `find` takes as public: digits with no blanks, addresses in small letters."""
    known: set[str] = set()
    for route in routes:
        known |= {digits(route.phone), digits(route.text.number if route.text else "")}
        known.add(route.email.lower())
    return frozenset(known - {""})
