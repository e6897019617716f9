"""deleteMessage and deleteMessages, with Telegram's 48 hours."""

from datetime import timedelta

from bot.sandbox.call import Call, whole
from bot.sandbox.chats import Chat
from bot.sandbox.reach import known_chat
from bot.sandbox.refusals import bad_request
from bot.sandbox.state import State

LONGEST = timedelta(hours=48)
"""https://core.telegram.org/bots/api#deletemessage"""
MOST = 100


def _check(state: State, chat: Chat, message_id: int) -> None:
    """Refuse what is too old, and what others wrote in a group."""
    message = chat.kept[message_id]
    if message.by == "person" and chat.person is None:
        raise bad_request("message can't be deleted")
    if state.now() - message.at > LONGEST:
        raise bad_request("message can't be deleted for everyone")


def delete_message(state: State, call: Call) -> bool:
    """Delete a message for both sides; in a private chat the person's too."""
    chat, number = known_chat(state, call), call.number("message_id")
    if number not in chat.kept:
        raise bad_request("message to delete not found")
    _check(state, chat, number)
    chat.remove(number)
    state.changes.bump()
    return True


def delete_messages(state: State, call: Call) -> bool:
    """Delete up to 100 messages; those that are gone are passed over."""
    chat, numbers = known_chat(state, call), call.json("message_ids")
    if not isinstance(numbers, list) or not numbers:
        raise bad_request("message identifiers are not specified")
    if len(numbers) > MOST:
        raise bad_request("too many message identifiers specified")
    found = [number for number in dict.fromkeys(map(whole, numbers)) if number in chat.kept]
    for number in found:
        _check(state, chat, number)
    for number in found:
        chat.remove(number)
    state.changes.bump()
    return True
