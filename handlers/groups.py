"""Groups: the bot is for private chats, so it says one line that names nobody and leaves."""

from contextlib import suppress

from telegram import Chat, ChatMember, Update
from telegram.error import BadRequest, Forbidden

from handlers.context import Context
from messages.words import label


async def on_group(update: Update, context: Context) -> None:
    """Leave any chat that is not private; a channel or a group that mutes us is left unsaid."""
    chat = update.effective_chat
    if chat is None or chat.type == Chat.PRIVATE or _is_out(update):
        return
    with suppress(BadRequest, Forbidden):
        await context.bot.send_message(chat.id, label("groups", "text"))
    with suppress(BadRequest, Forbidden):
        await context.bot.leave_chat(chat.id)


def _is_out(update: Update) -> bool:
    changed = update.my_chat_member
    return changed is not None and changed.new_chat_member.status in (
        ChatMember.LEFT,
        ChatMember.BANNED,
    )
