"""How a finished draft becomes an incident: kept answers, a week and a band, nothing else."""

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from models.draft import Draft
from models.flow import Answers
from models.incident import Incident
from models.report import FLOWS, WITNESS, When
from models.shift import dated

WHEN = "when"
"""The question that dates a report."""


class Keep(StrEnum):
    """The three choices at the end; there is no default."""

    FIND = "find"
    NO_LINK = "no_link"
    NOTHING = "nothing"


def kept_answers(draft: Draft) -> Answers:
    """Return the answers that would be filed: kept questions with at least one option."""
    return {
        question.key: draft.answers[question.key]
        for question in FLOWS[draft.flow].questions
        if question.kept and draft.answers.get(question.key)
    }


def keeps(draft: Draft) -> tuple[Keep, ...]:
    """Return the choices there are: what says nothing is not kept, own words only findable."""
    if kept_answers(draft):
        return tuple(Keep)
    return (Keep.FIND, Keep.NOTHING) if draft.words else (Keep.NOTHING,)


def incident_of(draft: Draft, now: datetime, zone: ZoneInfo) -> Incident:
    """Return the incident that the draft tells of, dated in the service's zone.

    What was answered counts from the moment of the answer: a draft may be finished a day later.
    """
    when = next(iter(draft.answers.get(WHEN, ())), None)
    week, band = dated(when, (when and draft.dated) or now, zone)
    return Incident(
        week=week,
        band=str(band) if band else None,
        witness=draft.flow == WITNESS.name,
        answers=kept_answers(draft),
    )


def is_of_the_log(incident: Incident) -> bool:
    """Tell whether its week is that of the log: "earlier", or not said, names no other."""
    return not {When.THIS_SHIFT, When.YESTERDAY, When.THIS_WEEK}.intersection(
        incident.answers.get(WHEN, ())
    )
