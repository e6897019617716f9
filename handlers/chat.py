"""Speaks to one person's chat: shows a screen, takes one away, and owes what did not arrive."""

import asyncio
from collections.abc import Awaitable
from contextlib import suppress
from typing import Any, TypeVar

from telegram import (
    Bot,
    LinkPreviewOptions,
    MaybeInaccessibleMessage,
    Message,
    ReplyParameters,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from handlers.context import Context, Services, person_of
from messages.screen import Button, Screen
from messages.words import label
from models.store import owed
from models.store.doors import Tx

T = TypeVar("T")
REPLY_SECONDS = 5.0
"""The one attempt a reply gets before it is owed and the update is acknowledged."""

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def keyboard(screen: Screen) -> dict[str, Any] | None:
    """Return a screen's buttons in the Bot API's own form, for `api_kwargs`; None without any.

    To make the library's objects of a dozen buttons, which it takes apart again for the request,
    was a sixth of what an update costs.
    """
    if not screen.rows:
        return None
    return {"inline_keyboard": [[_button(button) for button in row] for row in screen.rows]}


def _button(button: Button) -> dict[str, Any]:
    if button.url:
        return {"text": button.label, "url": button.url}
    if button.copy:
        return {"text": button.label, "copy_text": {"text": button.copy}}
    return {"text": button.label, "callback_data": button.data}


def tapped(update: Update) -> int | None:
    """Return the id of the message whose button was tapped, None for what was typed."""
    query = update.callback_query
    return query.message.message_id if query and query.message else None


def data_of(message: MaybeInaccessibleMessage | None) -> tuple[str, ...]:
    """Return what a message's own buttons hold: what we wrote, whatever a tap on it claims."""
    if not isinstance(message, Message) or message.reply_markup is None:
        return ()
    buttons = [button for row in message.reply_markup.inline_keyboard for button in row]
    return tuple(b.callback_data for b in buttons if isinstance(b.callback_data, str))


async def show(
    bot: Bot, person: int, screen: Screen, *, at: int | None = None, reply_to: int | None = None
) -> int:
    """Edit message `at` into the screen, or send it anew, silently; return the message's id.

    A message that is already so counts as success; one that cannot be edited is sent anew.
    Raises BadRequest when the message that it shall reply to is gone.
    """
    if at is not None and await edited(bot, person, screen, at):
        return at
    return await send(bot, person, screen, reply_to=reply_to)


async def send(
    bot: Bot, person: int, screen: Screen, *, reply_to: int | None = None, silent: bool = True
) -> int:
    """Send the screen as a new message and return its id; raises BadRequest as `show` does.

    A phone must not ring because of a flow; it may for what comes at an hour of their choice.
    """
    message = await bot.send_message(
        person,
        screen.text,
        parse_mode=ParseMode.HTML,
        reply_parameters=ReplyParameters(reply_to) if reply_to else None,
        disable_notification=silent,
        link_preview_options=NO_PREVIEW,
        api_kwargs={"reply_markup": keyboard(screen)},
    )
    return message.message_id


async def edited(bot: Bot, person: int, screen: Screen, at: int) -> bool:
    """Edit a message into the screen; tell whether it is that now."""
    try:
        await bot.edit_message_text(
            screen.text,
            chat_id=person,
            message_id=at,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            api_kwargs={"reply_markup": keyboard(screen)},
        )
    except BadRequest as error:
        return "not modified" in error.message.lower()
    return True


async def still(bot: Bot, person: int, message: int) -> None:
    """Take the buttons off a message that is no longer the open screen."""
    try:
        await bot.edit_message_reply_markup(chat_id=person, message_id=message)
    except BadRequest:
        return  # gone, too old, or bare already: all the same to the person


async def remove(bot: Bot, person: int, *messages: int) -> bool:
    """Delete messages from the chat; tell whether all of them could be deleted.

    One that is too old has Telegram refuse all of them, so then each is tried by itself.
    """
    try:
        return await bot.delete_messages(person, messages)
    except BadRequest:
        if len(messages) == 1:
            return False
    return all([await remove(bot, person, each) for each in messages])


async def answer_tap(update: Update, words: str = "") -> None:
    """Answer a tap so that its button stops turning.

    One that cannot be answered is no matter: the screen beside it must not be sent twice for it.
    """
    if update.callback_query is not None:
        with suppress(TelegramError):
            await update.callback_query.answer(words or None)


async def answer_stale(update: Update) -> None:
    """Say of a button that it is from an older screen: it changes nothing."""
    await answer_tap(update, label("report/finished", "stale"))


async def deliver(
    update: Update, context: Context, screen: str, sending: Awaitable[T], *, toast: str = ""
) -> T | None:
    """Give the reply its one attempt, beside the tap's answer; owe `screen` if it fails.

    `screen` is a key of handlers.debts. Returns None when the reply is owed or the person has
    blocked the bot.
    """
    person = person_of(update)
    try:
        async with asyncio.timeout(REPLY_SECONDS):
            _, sent = await asyncio.gather(answer_tap(update, toast), sending)
    except Forbidden:
        return None
    except RetryAfter as error:
        await _owe(context.services, person, screen, seconds=wait_of(error))
    except (TelegramError, TimeoutError):
        await _owe(context.services, person, screen)
    else:
        return sent
    return None


async def _owe(services: Services, person: int, screen: str, *, seconds: int = 0) -> None:
    def turn(tx: Tx) -> None:
        owed.owe(tx, person, screen)
        if seconds:
            owed.later(tx, person, seconds)

    await services.store.write(turn)


def wait_of(error: RetryAfter) -> int:
    """Return the whole seconds that Telegram asks this chat to wait."""
    wait = error.retry_after
    return wait if isinstance(wait, int) else int(wait.total_seconds())
