"""Copy packs: which answers a reader is given, and in which order."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from models.route import Kind, Route


class Pack(StrEnum):
    """Whom a text to paste is for; the words stand in messages/copies.j2."""

    FORM = "form"
    POLICE = "police"
    UNION = "union"


WORDS = "own_words"
WHEN = "when"
"""The week and the shift; it is there whether or not the question was answered."""

EVERYTHING = (
    *("what", WHEN, "where", "who", "effect", "harm", "knows", "why_not"),
    *("role", "linked", "illness", WORDS),
)
"""The whole copy, as it was asked."""

ORDERS: Mapping[Pack, tuple[str, ...]] = {
    # A local form asks what, when, where, who, harm and action. Why nobody was told is not for it.
    Pack.FORM: (
        *("what", WHEN, "where", "who", "illness", "linked"),
        *("effect", "harm", WORDS, "knows"),
    ),
    # Police ask first what was done and whether it was hate; who knows at work is another matter.
    Pack.POLICE: ("what", "linked", WHEN, "where", "who", "harm", "effect", WORDS),
    # A union or a guardian asks who was told and what held somebody back.
    Pack.UNION: (
        *("what", "who", WHEN, "where", "linked", "effect", "harm"),
        *(WORDS, "knows", "why_not", "role"),
    ),
}


def form_of(routes: Iterable[Route], site: str) -> Route | None:
    """Return the site's own incident form: its first route to report by that has a link."""
    forms = (
        route
        for route in routes
        if site and route.site == site and route.kind is Kind.REPORTING and route.link
    )
    return next((route for route in forms if route.may_be_shown), None)
