"""Whether the bot may act in a chat, and on a message."""

from bot.sandbox.call import Call
from bot.sandbox.chats import Chat
from bot.sandbox.refusals import ApiError, bad_request
from bot.sandbox.shapes import Message
from bot.sandbox.state import State


def known_chat(state: State, call: Call) -> Chat:
    """Return the chat a call names; the bot knows only those who wrote to it."""
    if not call.text("chat_id"):
        raise bad_request("chat_id is empty")
    chat = state.chats.get(call.number("chat_id"))
    if chat is None or not chat.started:
        raise bad_request("chat not found")
    if chat.left:
        raise ApiError(403, "Forbidden: bot is not a member of the group chat")
    return chat


def open_chat(state: State, call: Call) -> Chat:
    """Return a chat the bot may write in."""
    chat = known_chat(state, call)
    if chat.blocked:
        raise ApiError(403, "Forbidden: bot was blocked by the user")
    return chat


def own_message(state: State, call: Call) -> Message:
    """Return the bot's own message a call wants to edit."""
    chat = open_chat(state, call)
    message = chat.kept.get(call.number("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if message.by != "bot":
        raise bad_request("message can't be edited")
    return message
