"""All that is kept about a person beside their reports: one entry for each table, in words."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime

from handlers.catalogue import catalogue, words_of
from messages.times import date_words, month_words, until_words
from messages.words import label
from models.store import checkins, desk, drafts, enrolments, leads, owed, plans, practice, quiet
from models.store.doors import Tx

KEPT = "kept"
Tell = Callable[[Tx, int, datetime], Iterator[str]]
"""Tells what a table holds about a person, in lines, at a local moment."""


def _enrolled(tx: Tx, person: int, _now: datetime) -> Iterator[str]:
    seat = enrolments.of(tx, person)
    if seat is not None:
        if seat.site is not None:
            yield label(KEPT, "site", site=seat.site.name, example=seat.site.example)
        if seat.simple:
            yield label(KEPT, "simple")
        month = date.fromisoformat(f"{enrolments.month_of(tx, person)}-01")
        yield label(KEPT, "month", month=month_words(month))


def _leading(tx: Tx, person: int, _now: datetime) -> Iterator[str]:
    lead = leads.of(tx, person)
    if lead is not None:
        places = [] if lead.all_sites else [site.name for site in lead.sites]
        yield label(KEPT, "lead", called=lead.name, places=places)
        yield label(KEPT, "looks")
    if desk.wants_note(tx, person):
        yield label(KEPT, "note")


def _begun(tx: Tx, person: int, now: datetime) -> Iterator[str]:
    draft = drafts.load(tx, person)
    if draft is not None:
        yield label(KEPT, "draft", until=until_words(draft.expires.astimezone(now.tzinfo), now))


def _undelivered(tx: Tx, person: int, now: datetime) -> Iterator[str]:
    until = owed.owed_until(tx, person)
    if until is not None:
        yield label(KEPT, "owed", until=until_words(until.astimezone(now.tzinfo), now))


def _planned(tx: Tx, person: int, _now: datetime) -> Iterator[str]:
    plan = plans.of(tx, person)
    if plan is not None and (plan.next or not plan.theme):
        yield label(KEPT, "plan")
    if plan is not None and plan.theme:
        yield label(KEPT, "weekly")


def _answered(tx: Tx, person: int, _now: datetime) -> Iterator[str]:
    answers = len(checkins.mine(tx, person))
    if answers:
        yield label(KEPT, "answers", answers=answers)


def _hushed(tx: Tx, person: int, _now: datetime) -> Iterator[str]:
    until = quiet.until(tx, person)
    if until is not None:
        yield label(KEPT, "quiet", until=date_words(until))


def _practised(tx: Tx, person: int, _now: datetime) -> Iterator[str]:
    held, known = practice.of(tx, person), catalogue()
    for theme, rating in held.ratings.items():
        if theme in known.themes:
            yield label(KEPT, "rating", title=label(words_of(theme), "title"), rating=rating)
    for lesson, recall in held.recalls.items():
        if lesson in known.lessons:
            title = label(words_of(known.lessons[lesson]), "title")
            yield label(KEPT, "recall", title=title, day=date_words(recall.due))


def _with_another(_tx: Tx, _person: int, _now: datetime) -> Iterator[str]:
    """Say nothing: it is told elsewhere."""
    yield from ()


TELLS: Mapping[str, Tell] = {
    "enrolment": _enrolled,
    "lead": _leading,
    "draft": _begun,
    "draft_words": _with_another,  # with the draft
    "incident": _with_another,  # in the list of reports
    "owed": _undelivered,
    "plan": _planned,
    "check_in": _answered,
    "quiet": _hushed,
    "practice": _practised,
}
"""One entry for each table that holds a person; a test fails for one that is missing here."""


def kept_about(tx: Tx, person: int, now: datetime) -> tuple[str, ...]:
    """Return a line for each thing that is kept about this person, beside their reports."""
    return tuple(line for tell in TELLS.values() for line in tell(tx, person, now))
