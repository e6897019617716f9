"""A guided conversation as data, and the pure engine that walks it.

Progress is derived from the answers and never stored. A question can only be skipped over, never
jumped to, so there are no loops. An answer is a tuple of option keys; an empty tuple is a skip.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

Answers: TypeAlias = Mapping[str, tuple[str, ...]]
MAX_KEY_BYTES = 36
"""What is left of Telegram's 64 bytes of callback data for a question, an option and a tick."""
PAGE = 8
"""Options a screen holds at most (issue of the first screens; Miller, and a phone's height)."""
GO_ON = "go_on"


class Rejected(ValueError):
    """An answer that does not fit; `reason` is a key worded in messages/."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Answered:
    """A condition as data: the question `key` has one of `options` among its answers."""

    key: str
    options: frozenset[str]

    def holds(self, answers: Answers) -> bool:
        """Tell whether the answers meet the condition."""
        return not self.options.isdisjoint(answers.get(self.key, ()))


def answered(key: str, *options: str) -> Answered:
    """Make a condition that reads aloud: ask if the question was answered with one of these."""
    return Answered(key, frozenset(options))


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One step. `extra` ones are only offered on the review; not `kept` ones are never filed."""

    key: str
    ask_if: Answered | None = None
    extra: bool = False
    kept: bool = True

    @property
    def options(self) -> tuple[str, ...]:
        """Return the keys that may be answered, in the order of asking."""
        return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Question):
    """Something to read before going on; never filed."""

    kept: bool = field(default=False, init=False)

    @property
    def options(self) -> tuple[str, ...]:
        """Return the one way: on."""
        return (GO_ON,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Question):
    """One option out of an enum. `first` of them stand on the first page, if not all fit."""

    among: type[StrEnum]
    first: int = PAGE

    @property
    def options(self) -> tuple[str, ...]:
        """Return the enum's keys in their written order."""
        return tuple(self.among)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices(Choice):
    """Several options may fit; each of `alone` excludes all others."""

    alone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Text(Question):
    """Words of one's own, which are typed; no code of them is ever filed."""

    kept: bool = field(default=False, init=False)


@dataclass(frozen=True, slots=True)
class Flow:
    """An ordered conversation; refuses at import what could never work."""

    name: str
    questions: tuple[Question, ...]

    def __post_init__(self) -> None:
        """Refuse doubled keys, conditions nobody can meet and buttons over Telegram's limit."""
        seen: dict[str, Question] = {}
        for question in self.questions:
            if question.key in seen:
                raise ValueError(f"{self.name}: {question.key} stands twice")
            _refuse_hopeless(question, seen)
            _refuse_long(question)
            seen[question.key] = question

    def question(self, key: str) -> Question:
        """Return the question of that key, or raise Rejected("unknown_question")."""
        for question in self.questions:
            if question.key == key:
                return question
        raise Rejected("unknown_question")

    def visible(self, answers: Answers, *, extra: bool = False) -> tuple[Question, ...]:
        """Return the questions these answers lead to, in order: the asked ones or the extras."""
        return tuple(
            question
            for question in self.questions
            if question.extra is extra and _is_met(question.ask_if, answers)
        )

    def open_question(self, answers: Answers) -> Question | None:
        """Return the first asked question without an answer, None when the review is due."""
        return next((q for q in self.visible(answers) if q.key not in answers), None)

    def may_visit(self, answers: Answers, key: str) -> bool:
        """Tell whether `key` can be shown now: answered before, open now, or a fitting extra."""
        asked = self.visible(answers)
        opened = self.open_question(answers)
        reached = asked if opened is None else asked[: asked.index(opened) + 1]
        return any(q.key == key for q in (*reached, *self.visible(answers, extra=True)))

    def before(self, answers: Answers, key: str | None) -> Question | None:
        """Return the question asked before `key`; before the review (None) stands the last one."""
        asked = self.visible(answers)
        keys = [q.key for q in asked]
        place = keys.index(key) if key in keys else len(asked)
        return asked[place - 1] if place else None

    def answer(self, answers: Answers, key: str, chosen: tuple[str, ...]) -> Answers:
        """Return the answers with this one in place and those it made moot dropped.

        Raises Rejected: "unknown_question", "unknown_option", "too_many", "not_now".
        """
        question = self.question(key)
        if not self.may_visit(answers, key):
            raise Rejected("not_now")
        if not set(chosen) <= set(question.options):
            raise Rejected("unknown_option")
        if len(chosen) > 1 and not isinstance(question, Choices):
            raise Rejected("too_many")
        in_order = tuple(str(option) for option in question.options if option in chosen)
        return self._without_moot({**answers, key: in_order})

    def tick(self, answers: Answers, key: str, option: str, *, on: bool) -> Answers:
        """Return the answers with one option ticked or not; an option that stands alone wins.

        Raises Rejected as `answer` does, and "too_many" where only one option fits.
        """
        question = self.question(key)
        if not isinstance(question, Choices):
            raise Rejected("too_many")
        ticked = {*answers.get(key, ())} - {option}
        if on:
            rivals = ticked if option in question.alone else question.alone
            ticked = (ticked - rivals) | {option}
        return self.answer(answers, key, tuple(ticked))

    def finish(self, answers: Answers) -> Answers:
        """Return the answers with every question that is still open skipped."""
        while (question := self.open_question(answers)) is not None:
            answers = {**answers, question.key: ()}
        return answers

    def progress(self, answers: Answers, key: str) -> tuple[int, int]:
        """Return (this question's place, how many there are), notices not counted."""
        asked = [q.key for q in self.visible(answers) if not isinstance(q, Notice)]
        return (asked.index(key) + 1 if key in asked else 0, len(asked))

    def _without_moot(self, answers: Answers) -> Answers:
        kept: dict[str, tuple[str, ...]] = {}
        for question in self.questions:  # conditions only look back, so one pass settles it
            if question.key in answers and _is_met(question.ask_if, kept):
                kept[question.key] = answers[question.key]
        return kept


def _is_met(condition: Answered | None, answers: Answers) -> bool:
    return condition is None or condition.holds(answers)


def _refuse_hopeless(question: Question, earlier: Mapping[str, Question]) -> None:
    wanted = question.ask_if
    if wanted is None:
        return
    if wanted.key not in earlier or not wanted.options <= set(earlier[wanted.key].options):
        raise ValueError(f"{question.key} waits for an answer nobody can give")


def _refuse_long(question: Question) -> None:
    for option in question.options:
        if len(f"{question.key}:{option}".encode()) > MAX_KEY_BYTES:
            raise ValueError(f"{question.key}: {option} is over Telegram's button size")
