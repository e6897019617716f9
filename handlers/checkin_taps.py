"""The taps under a check-in: an answer, the way to the next question, and the ways out."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from telegram import Update

from handlers.chat import answer_stale, deliver, show, tapped
from handlers.checkins import (
    ANSWER,
    ASK,
    CHECK,
    END,
    LATER,
    MINE,
    NOT_NOW,
    SOONER,
    STOP,
    Ahead,
    button,
    end_screen,
    later_screen,
    name_of,
    question_screen,
    told_screen,
)
from handlers.context import Context, once, person_of
from handlers.home import as_read
from handlers.looking_back import ERASE, on_erase, send_answers
from handlers.moments import are_quiet
from messages.screen import Screen
from messages.words import label
from models.checkin import QUESTIONS, Answered, left, questions
from models.checkin_plan import later_moments
from models.store import checkins, plans
from models.store.doors import Tx

VERBS = frozenset({ANSWER, ASK, END, LATER, NOT_NOW, SOONER, STOP})
_PARTS, _MOST = 4, len(QUESTIONS)


@dataclass(frozen=True, slots=True)
class Press:
    """A button of a check-in as it travels."""

    verb: str
    prompt: str
    question: str
    option: str


def read_press(data: str) -> Press | None:
    """Read callback data, which is user input: None for anything that we never wrote."""
    prefix, *rest = data.split(":")
    if prefix != CHECK or len(rest) > _PARTS or not rest or rest[0] not in VERBS:
        return None
    return Press(*(*rest, "", "", "")[:_PARTS])


async def on_check(update: Update, context: Context, data: str) -> None:
    """Take a button of a check-in, or check:m, which asks for all of one's own answers."""
    if data == f"{CHECK}:{MINE}":
        await send_answers(update, context)
        return
    if data.startswith(f"{CHECK}:{ERASE}"):
        await on_erase(update, context, data)
        return
    press = read_press(data)
    if press is None:
        await answer_stale(update)
        return
    person = person_of(update)
    if press.verb == STOP:
        await plans.landed(context.services.store, person)
    screen = await once(update, context, partial(_turn, person, press))
    shown = show(context.bot, person, screen, at=tapped(update))
    await deliver(update, context, CHECK, shown)


def meant(tx: Tx, person: int, text: str) -> str | None:
    """Return the button that typed words mean: an answer to the question that is open now."""
    answered = checkins.latest(tx, person)
    open_now = left(answered.step, answered.answers) if answered else ()
    if answered is None or not open_now:
        return None
    question, typed = open_now[0], text.strip().casefold()
    words = {label(name_of(question), option).casefold(): option for option in question.options}
    if typed not in words:
        return None
    return button("", ANSWER, answered.id, question.key, words[typed]).data


def _turn(person: int, press: Press, tx: Tx, fresh: bool) -> Screen:
    return as_read(tx, person, _TURNS[press.verb](tx, person, press, fresh))


def _answer(tx: Tx, person: int, press: Press, fresh: bool) -> Screen:
    """Keep an answer and show what follows it."""
    if fresh:
        answered = checkins.answer(tx, person, press.prompt, press.question, press.option)
    else:
        answered = checkins.open_prompt(tx, person, press.prompt)
    if answered is None:
        return told_screen("over", Ahead(None))
    keys = [question.key for question in questions(answered.step)]
    place = keys.index(press.question) + 1 if press.question in keys else len(keys)
    return _at(tx, person, answered, place)


def _ask(tx: Tx, person: int, press: Press, _fresh: bool) -> Screen:
    """Show one question, which a button named: nothing is kept by it."""
    answered = checkins.open_prompt(tx, person, press.prompt)
    if answered is None:
        return told_screen("over", Ahead(None))
    keys = [question.key for question in questions(answered.step)]
    if press.verb == END or press.question not in keys:
        return _end(tx, person, answered)
    return _at(tx, person, answered, keys.index(press.question))


def _at(tx: Tx, person: int, answered: Answered, place: int) -> Screen:
    asked = questions(answered.step)
    if place < len(asked):
        return question_screen(answered, asked[place])
    return _end(tx, person, answered)


def _end(tx: Tx, person: int, answered: Answered) -> Screen:
    quiet = are_quiet(tx, person, tx.now.date())
    return end_screen(answered, ahead_of(tx, person), skills=not quiet)


def _later(tx: Tx, person: int, press: Press, fresh: bool) -> Screen:
    """Ask to which day, or put it off to the one that was chosen, if it can still be."""
    plan = plans.of(tx, person)
    if plan is None:
        return told_screen("over", Ahead(None))
    window = plan.wish.window
    days = {window.local(each).date(): each for each in later_moments(tx.now, window)}
    chosen = days.get(_day(press.question) or date.min)
    if not fresh and chosen is not None:
        ahead = ahead_of(tx, person)
        return told_screen("put_off" if ahead.due else "over", ahead)
    if checkins.open_prompt(tx, person, press.prompt) is None:
        return told_screen("over", Ahead(None))
    if chosen is None:
        return later_screen(press.prompt, tuple(days))
    due = plans.later(tx, person, press.prompt, chosen)
    part = "put_off" if due is not None else "over"
    return told_screen(part, Ahead(window.local(due) if due is not None else None))


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _not_now(tx: Tx, person: int, press: Press, fresh: bool) -> Screen:
    passed = plans.not_now(tx, person, press.prompt) if fresh else True
    return told_screen("passed" if passed else "over", ahead_of(tx, person))


def _stop(tx: Tx, person: int, _press: Press, fresh: bool) -> Screen:
    if fresh:
        plans.stop(tx, person)
    return told_screen("stopped", Ahead(None))


def _sooner(tx: Tx, person: int, _press: Press, fresh: bool) -> Screen:
    if fresh:
        plans.sooner(tx, person)
    ahead = ahead_of(tx, person)
    return told_screen("sooner_set" if ahead.due else "over", ahead)


def ahead_of(tx: Tx, person: int) -> Ahead:
    """Read when the next check-in of somebody comes."""
    plan = plans.of(tx, person)
    if plan is None or plan.next is None:
        return Ahead(None)
    return Ahead(plan.wish.window.local(plan.next.due))


def owed_screen(tx: Tx, person: int) -> Screen:
    """Return what is owed when the reply to an answer did not arrive: what is open in it now."""
    answered = checkins.latest(tx, person)
    if answered is None:
        return told_screen("over", Ahead(None))
    open_now = left(answered.step, answered.answers)
    place = questions(answered.step).index(open_now[0]) if open_now else _MOST
    return as_read(tx, person, _at(tx, person, answered, place))


_TURNS = {
    ANSWER: _answer,
    ASK: _ask,
    END: _ask,
    LATER: _later,
    NOT_NOW: _not_now,
    STOP: _stop,
    SOONER: _sooner,
}
