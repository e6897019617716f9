"""One's own answers to check-ins: a picture with the same in words below it, and their end."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from telegram import InputFile, Update
from telegram.constants import ParseMode

from handlers.care import help_button
from handlers.chat import deliver, keyboard, show
from handlers.checkins import CHECK, mine_button, name_of
from handlers.context import Context, once, person_of
from handlers.copies import out_button
from handlers.home import as_read, start_button
from messages.looking_back import WIDTH, Answer, draw
from messages.picture import png_of
from messages.screen import Button, Screen, rows
from messages.times import date_words
from messages.words import label, say
from models.checkin import QUESTIONS, Doing, Kept
from models.store import checkins
from models.store.doors import Tx

MINE = "checkins/mine"
CAPTION = 1024
"""Letters that Telegram lets stand below a picture."""

DRAWING = "drawing"
"""What is owed when a picture did not arrive (handlers.debts)."""


@dataclass(frozen=True, slots=True)
class Told:
    """One check-in in words: its day, how they were doing, and what else was answered."""

    day: str
    answer: str
    more: str


async def send_answers(update: Update, context: Context) -> None:
    """Send the picture of all that is kept; it stays in the chat until they remove it."""
    person = person_of(update)
    kept = await once(update, context, lambda tx, _fresh: checkins.mine(tx, person))
    if not answered(kept):
        await deliver(update, context, "plan", show(context.bot, person, none_screen()))
        return
    await deliver(update, context, DRAWING, _send(context, person, kept))


async def _send(context: Context, person: int, kept: Sequence[Kept]) -> None:
    under = answers_screen(kept)
    png = await asyncio.to_thread(png_of, draw(*picture_of(kept)), WIDTH)
    await context.bot.send_photo(
        person,
        InputFile(png, filename="answers.png"),
        caption=under.text,
        parse_mode=ParseMode.HTML,
        disable_notification=True,
        api_kwargs={"reply_markup": keyboard(under)},
    )


def answered(kept: Sequence[Kept]) -> list[Kept]:
    """Return the check-ins in which somebody said how they were doing."""
    return [each for each in kept if "doing" in each.answers]


def picture_of(kept: Sequence[Kept]) -> tuple[list[Answer], list[str]]:
    """Return what the picture shows: the answers by day, and the words of its rows."""
    order = list(Doing)
    dots = [Answer(each.day, order.index(Doing(each.answers["doing"]))) for each in answered(kept)]
    return dots, [label("checkins/doing", option) for option in order]


def answers_screen(kept: Sequence[Kept]) -> Screen:
    """Return what stands below the picture: its figures in words, as many as fit."""
    told = [_told(each) for each in reversed(answered(kept))]
    shown = told
    while len(text := say(MINE, shown=shown, earlier=len(told) - len(shown))) > CAPTION:
        shown = shown[:-1]
    erase = Button(label(MINE, "erase"), f"{CHECK}:{ERASE}")
    return Screen(text, (*rows(out_button(), erase), (help_button(),)))


def _told(kept: Kept) -> Told:
    words = {
        q.key: label(name_of(q), kept.answers[q.key]) for q in QUESTIONS if q.key in kept.answers
    }
    more = [f"{label(f'checkins/{key}', 'title')}: {said}" for key, said in words.items()]
    return Told(date_words(kept.day), words["doing"], ". ".join(more[1:]))


ERASE = "erase"
YES = f"{CHECK}:{ERASE}:yes:"
"""What the data of the button begins with that erases; how many it told of follows."""


async def on_erase(update: Update, context: Context, data: str) -> None:
    """Ask before all answers are erased, or on check:erase:yes:<check-ins> erase them.

    One that told of fewer has it asked anew: it may stand in the chat for months.
    """
    person = person_of(update)
    screen = await once(update, context, partial(_turn, person, data))
    await deliver(update, context, "plan", show(context.bot, person, screen))


def _turn(person: int, data: str, tx: Tx, fresh: bool) -> Screen:
    """Erase what the button told of; ask while there are answered check-ins still."""
    kept = len(checkins.mine(tx, person))
    if fresh and data == f"{YES}{kept}":
        checkins.erase_mine(tx, person)
        kept = 0
    return as_read(tx, person, ask_screen(kept) if kept else erased_screen())


def none_screen() -> Screen:
    """Return what is said to somebody without answers."""
    return Screen(say(MINE, "none"), ((help_button(), start_button()),))


def ask_screen(kept: int) -> Screen:
    """Ask once before all answers are erased; keeping stands first."""
    no = Button(label(MINE, "no"), "plan:")
    yes = Button(label(MINE, "yes"), f"{YES}{kept}")
    return Screen(say(MINE, "ask"), ((no,), (yes,), (help_button(),)))


def erased_screen() -> Screen:
    """Return what is said when no answer is kept any more."""
    return Screen(say(MINE, "erased"), ((help_button(), start_button()),))


def again_screen() -> Screen:
    """Return what is owed when a picture did not arrive; the picture itself is never kept."""
    return Screen(say(MINE, "again"), ((mine_button(), help_button()), (start_button(),)))
