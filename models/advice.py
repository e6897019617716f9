"""What is said above a list of routes, because of what happened or what was asked."""

from enum import StrEnum

from models.allowed import by_an_insider
from models.asked import Asked, Facts, Need
from models.report import What, Who

UNKNOWN = Facts(who=frozenset({Who.COLLEAGUE}))
"""Stands in when the answers are gone already: as careful as if a colleague had done it."""

_EVIDENCE = frozenset({What.SEXUAL_TOUCH, What.SEXUAL_ASSAULT})


class Advice(StrEnum):
    """A line above a list. Source of the first: NHS England on referral centres, 2026."""

    SOONER = "sooner"
    NOT_CLOSE = "not_close"
    SHARED_PHONE = "shared_phone"
    LOCAL_FORM = "local_form"
    UNION = "union"


def advice(asked: Asked) -> tuple[Advice, ...]:
    """Return the lines that belong above the routes for what was asked."""
    holds = {
        Advice.SOONER: asked.need is Need.SEXUAL or not _EVIDENCE.isdisjoint(asked.facts.what),
        Advice.NOT_CLOSE: by_an_insider(asked),
        Advice.SHARED_PHONE: asked.need is Need.HOME,
        Advice.LOCAL_FORM: asked.need is Need.OFFICIAL,
        Advice.UNION: asked.need is Need.LEGAL,
    }
    return tuple(line for line in Advice if holds[line])
