"""The bot's standing in a chat, and telling it when that changes (my_chat_member)."""

from bot.sandbox import wire
from bot.sandbox.chats import Chat
from bot.sandbox.rich import Json
from bot.sandbox.state import State

QUEUE = 5 << 33
"""Added to a chat's id, it names the queue of these updates (Client.cpp)."""


def change_standing(state: State, chat: Chat, by: Json, change: tuple[str, str]) -> None:
    """Tell the bot that `by` (a User) changed its standing from one status to another."""
    state.changes.bump()
    content = wire.membership(state, chat, by, change)
    state.tell("my_chat_member", content, chat.id + QUEUE)
