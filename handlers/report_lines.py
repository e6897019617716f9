"""A report's answers in words: as they were asked, and in another order for whom they are for."""

from collections.abc import Iterable

from messages.times import date_words
from messages.words import label
from models.flow import Question
from models.incident import Incident
from models.packs import WHEN
from models.report import REPORT, When

Line = tuple[str, str]
"""The title of a question and its answer."""


def name_of(question: Question) -> str:
    """Return the template that holds a question's words."""
    return f"report/{question.key}"


def lines(incident: Incident, *, kept: bool = False) -> list[Line]:
    """Return the answers as they were given, in the order of asking.

    kept: it is read later, so of when it was only the kind of shift stands beside its week.
    """
    told = []
    for question in REPORT.questions:
        words = _words(incident, question)
        if question.key == WHEN and kept:
            words = _band(incident)
        elif question.key == WHEN and incident.band:
            words = f"{words} ({_band(incident)})"
        if words:
            told.append((label(name_of(question), "title"), words))
    return told


def lines_to_take(incident: Incident, order: Iterable[str]) -> list[Line]:
    """Return the answers to these questions in this order, and when it was as a week.

    "This shift" says nothing to somebody who reads it a month later.
    """
    told = [(question, _words(incident, question)) for question in map(REPORT.question, order)]
    dated = [
        (question, _dated(incident) if question.key == WHEN else words) for question, words in told
    ]
    return [(label(name_of(question), "title"), words) for question, words in dated if words]


def _words(incident: Incident, question: Question) -> str:
    chosen = incident.answers.get(question.key, ())
    known = [option for option in question.options if option in chosen]
    return "; ".join(label(name_of(question), option) for option in known)


def _dated(incident: Incident) -> str:
    given = incident.answers.get(WHEN, ())
    return label(
        "documents/copy",
        "when",
        week=date_words(incident.week),
        band=_band(incident),
        before=When.EARLIER in given,
        said=bool(given),
    )


def _band(incident: Incident) -> str:
    return label("report/review", f"band_{incident.band}") if incident.band else ""
