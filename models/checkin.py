"""A check-in: its steps, what each asks, and what an answer leads to; nothing is ever scored.

The steps follow the timetable of trauma risk management (72 hours, about a month), NICE's
follow-up within a month, and the taper of caring contacts (next day, 1 week, 3 months).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from models.flow import Choice


class Step(StrEnum):
    """One step of a plan; the first five come once, a moment and a theme come again.

    A theme of skills asks nothing: it is no check-in, and gives way to all that are.
    """

    NEXT_DAY = "next_day"
    THREE_DAYS = "three_days"
    WEEK = "week"
    FOUR_WEEKS = "four_weeks"
    NINETY_DAYS = "ninety_days"
    EXTRA = "extra"
    MOMENT = "moment"
    THEME = "theme"


DAYS: Mapping[Step, int] = {
    Step.NEXT_DAY: 1,
    Step.THREE_DAYS: 3,
    Step.WEEK: 7,
    Step.FOUR_WEEKS: 28,
    Step.NINETY_DAYS: 90,
}
"""How many days after the plan began a step comes."""

FIXED = tuple(DAYS)
"""The steps that can be ticked."""

QUIET = timedelta(days=14)
"""How long a care card keeps skills and notes quiet."""

LATER_DAYS = (1, 3, 7)
"""How far a check-in can be put off; less would bring two within 20 hours."""


class Doing(StrEnum):
    """How somebody is doing today, in their own judgement."""

    WELL = "well"
    ALL_RIGHT = "all_right"
    UP_AND_DOWN = "up_and_down"
    HARD = "hard"
    VERY_HARD = "very_hard"


class Sleep(StrEnum):
    """How they have slept."""

    WELL = "well"
    SO_SO = "so_so"
    BADLY = "badly"


class AtWork(StrEnum):
    """How being at work has been."""

    FINE = "fine"
    HARD = "hard"
    AWAY = "away"


class Talk(StrEnum):
    """Whether there is somebody to talk to."""

    YES = "yes"
    NOT_YET = "not_yet"
    NO = "no"


QUESTIONS: tuple[Choice, ...] = (
    Choice(key="doing", among=Doing),
    Choice(key="sleep", among=Sleep),
    Choice(key="work", among=AtWork),
    Choice(key="talk", among=Talk),
)

_LONG = frozenset({Step.THREE_DAYS, Step.FOUR_WEEKS})
_HARD: Mapping[str, frozenset[str]] = {
    "doing": frozenset({Doing.HARD, Doing.VERY_HARD}),
    "sleep": frozenset({Sleep.BADLY}),
    "work": frozenset({AtWork.HARD}),
    "talk": frozenset({Talk.NO}),
}
"""Answers after which more is offered: one is enough, and nothing is added up."""


class Offer(StrEnum):
    """What may be offered after an answer; ROUTES are the ways to professional help."""

    SUPPORT = "support"
    SKILL = "skill"
    SOONER = "sooner"
    CARE = "care"
    ROUTES = "routes"


@dataclass(frozen=True, slots=True)
class Prompt:
    """A check-in, or a theme, to be sent to a chat; `day` is that of the wall it is sent to."""

    telegram_id: int = field(repr=False)
    id: str
    step: Step
    reminder: bool
    silent: bool
    simple: bool
    day: date


@dataclass(frozen=True, slots=True)
class Answered:
    """A check-in as far as it is answered: an option for each question."""

    id: str
    step: Step
    answers: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Kept:
    """An answered check-in among a person's own; `day` is the local day of the answer."""

    day: date
    step: Step
    answers: Mapping[str, str] = field(repr=False)


def questions(step: Step) -> tuple[Choice, ...]:
    """Return what a step asks: one question, four after 3 days and 4 weeks, a theme none."""
    if step is Step.THEME:
        return ()
    return QUESTIONS if step in _LONG else QUESTIONS[:1]


def left(step: Step, answers: Mapping[str, str]) -> tuple[Choice, ...]:
    """Return the questions of a step that are still open, in order."""
    return tuple(each for each in questions(step) if each.key not in answers)


def offers(step: Step, answers: Mapping[str, str]) -> tuple[Offer, ...]:
    """Return what is offered after these answers, in order; support always is."""
    hard = any(option in _HARD[question] for question, option in answers.items())
    doing = answers.get("doing")
    holds = {
        Offer.CARE: doing == Doing.VERY_HARD,
        Offer.ROUTES: hard and step in {Step.FOUR_WEEKS, Step.NINETY_DAYS},
        Offer.SUPPORT: True,
        Offer.SKILL: hard or doing == Doing.UP_AND_DOWN,
        Offer.SOONER: hard,
    }
    return tuple(each for each, fits in holds.items() if fits)
