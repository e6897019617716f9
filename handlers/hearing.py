"""Every text is read for danger before anything else is done with it; nothing of it is noted."""

import asyncio
from collections.abc import Iterator

from telegram import Chat, Update

from handlers.care import CLOSE, calls_for_help, help_button, show_care
from handlers.chat import answer_stale, answer_tap, show
from handlers.context import Context, person_of
from handlers.place import Place
from messages.screen import Button, Screen, rows
from messages.words import label, say
from models.asked import Need
from models.safety import Heard, read

SAFETY = "safety"
ASK = "ask"
FIRST, LAST = -10, 10
"""The groups of handlers: what is heard comes before all others, and is forgotten after them."""

ANSWERED = "answered"
"""Where updates are held that were answered and are still in hand: told once, however often tried.
Memory only, and forgotten as soon as the update is done."""

_MOST = 1000
_URGENCY = (Heard.CARE, Heard.CHECK, Heard.PATIENT, Heard.REPORTED, Heard.NOTHING)


def texts_of(update: Update) -> Iterator[str]:
    """Yield every text that a person can send: typed, edited, under a picture, in a poll."""
    message = update.effective_message
    if message is None or update.callback_query is not None:
        return
    yield from filter(None, (message.text, message.caption))
    if message.poll is not None:
        yield message.poll.question
        yield from (option.text for option in message.poll.options)
    if message.checklist is not None:
        yield message.checklist.title
        yield from (task.text for task in message.checklist.tasks)


def heard_in(update: Update) -> Heard:
    """Return the most urgent of what an update's texts call for; private chats only."""
    chat = update.effective_chat
    if chat is None or chat.type != Chat.PRIVATE:
        return Heard.NOTHING
    return min(map(read, texts_of(update)), key=_URGENCY.index, default=Heard.NOTHING)


def is_urgent(update: Update) -> bool:
    """Tell whether an update waits for nothing: a call for help, or a text of danger."""
    return calls_for_help(update) or heard_in(update) is Heard.CARE


async def on_any(update: Update, context: Context) -> None:
    """Answer danger at once: no transaction comes first, and the store may be down.

    What cannot be sent raises, so the update is not acknowledged and comes again.
    """
    heard, answered = heard_in(update), _answered(context)
    if heard is Heard.NOTHING or calls_for_help(update) or update.update_id in answered:
        return
    person = person_of(update)
    if heard is Heard.CARE:
        await show_care(context, person)
    else:
        await show(context.bot, person, heard_screen(heard))
    answered[update.update_id] = None
    if len(answered) > _MOST:
        del answered[next(iter(answered))]


async def on_done(update: Update, context: Context) -> None:
    """Forget that an update was answered, once everything else is done with it."""
    _answered(context).pop(update.update_id, None)


def was_answered(update: Update, context: Context) -> bool:
    """Tell whether what was heard in an update was answered, so that nothing need stand below."""
    return update.update_id in _answered(context)


def _answered(context: Context) -> dict[int, None]:
    held: dict[int, None] = context.bot_data.setdefault(ANSWERED, {})
    return held


def heard_screen(heard: Heard) -> Screen:
    """Return the question whether it is about them, or the line for others or for the incident."""
    if heard is not Heard.CHECK:
        return Screen(say(SAFETY, heard), ((help_button(), _close()),))
    safe = Button(label(SAFETY, "safe"), f"{ASK}:safe")
    talk = Button(label(SAFETY, "talk"), str(Place(need=Need.TALK)))
    other = Button(label(SAFETY, "else"), f"{ASK}:else")
    return Screen(say(SAFETY, "check"), (*rows(safe, talk, other), (help_button(),)))


_ANSWERS = {"safe": "after_safe", "else": "after_else"}


async def on_answer(update: Update, context: Context, data: str) -> None:
    """Show the next step in place of the question; nothing of the answer is kept."""
    query = update.callback_query
    part = _ANSWERS.get(data.partition(":")[2])
    if part is None or query is None or query.message is None:
        await answer_stale(update)
        return
    shown = show(context.bot, person_of(update), next_screen(part), at=query.message.message_id)
    await asyncio.gather(answer_tap(update), shown)


def next_screen(part: str) -> Screen:
    """Return what follows an answer: "after_safe" or "after_else"."""
    return Screen(say(SAFETY, part), ((help_button(), _close()),))


def _close() -> Button:
    return Button(label("care_buttons", "close"), CLOSE)
