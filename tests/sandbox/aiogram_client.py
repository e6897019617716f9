"""The script's hand on aiogram."""

import aiogram
from aiogram import types

from tests.sandbox.clients import Keys, Seen, asked


class AiogramClient:
    """aiogram."""

    def __init__(self, bot: aiogram.Bot) -> None:
        self._bot = bot

    def _markup(self, keys: Keys) -> types.InlineKeyboardMarkup | None:
        rows = [
            [types.InlineKeyboardButton(text=label, callback_data=data)] for label, data in keys
        ]
        return types.InlineKeyboardMarkup(inline_keyboard=rows) if rows else None

    async def me(self) -> str:
        return (await asked(self._bot.get_me())).username or ""

    async def send(self, chat: int, html: str, keys: Keys = (), reply_to: int = 0) -> int:
        reply = types.ReplyParameters(message_id=reply_to) if reply_to else None
        call = self._bot.send_message(
            chat,
            html,
            parse_mode="HTML",
            reply_markup=self._markup(keys),
            reply_parameters=reply,
        )
        return (await asked(call)).message_id

    async def edit(self, chat: int, message: int, html: str, keys: Keys = ()) -> None:
        call = self._bot.edit_message_text(
            html,
            chat_id=chat,
            message_id=message,
            parse_mode="HTML",
            reply_markup=self._markup(keys),
        )
        await asked(call)

    async def strip(self, chat: int, message: int) -> None:
        await asked(self._bot.edit_message_reply_markup(chat_id=chat, message_id=message))

    async def delete(self, chat: int, *messages: int) -> None:
        if len(messages) == 1:
            await asked(self._bot.delete_message(chat, messages[0]))
        else:
            await asked(self._bot.delete_messages(chat, list(messages)))

    async def answer(self, query: str, text: str, *, alert: bool) -> None:
        await asked(self._bot.answer_callback_query(query, text, show_alert=alert))

    async def photo(self, chat: int, content: bytes, caption: str) -> str:
        file = types.BufferedInputFile(content, "chart.png")
        sent = await asked(self._bot.send_photo(chat, file, caption=caption))
        assert sent.photo
        return sent.photo[0].file_id

    async def document(self, chat: int, name: str, content: bytes) -> str:
        file = types.BufferedInputFile(content, name)
        sent = await asked(self._bot.send_document(chat, file))
        assert sent.document
        return sent.document.file_id

    async def fetch(self, file: str) -> bytes:
        found = await asked(self._bot.download(file))
        return found.read() if found else b""

    async def commands(self, *pairs: tuple[str, str]) -> list[tuple[str, str]]:
        wanted = [types.BotCommand(command=name, description=words) for name, words in pairs]
        await asked(self._bot.set_my_commands(wanted))
        return [(c.command, c.description) for c in await asked(self._bot.get_my_commands())]

    async def describe(self, words: str) -> str:
        await asked(self._bot.set_my_short_description(words))
        return (await asked(self._bot.get_my_short_description())).short_description

    async def leave(self, chat: int) -> None:
        await asked(self._bot.leave_chat(chat))

    async def updates(self, offset: int = 0, wait: int = 0) -> list[Seen]:
        found = await asked(self._bot.get_updates(offset, timeout=wait))
        return [_seen_by_aiogram(each) for each in found]

    async def webhook(self, url: str, secret: str = "") -> str:
        await asked(self._bot.set_webhook(url, secret_token=secret or None))
        return (await asked(self._bot.get_webhook_info())).url

    async def unhook(self) -> None:
        await asked(self._bot.delete_webhook())


def _seen_by_aiogram(update: types.Update) -> Seen:
    if update.callback_query:
        query = update.callback_query
        return Seen(update.update_id, "tap", query.data or "", query.id)
    if update.my_chat_member:
        return Seen(update.update_id, "member", "")
    message = update.message or update.edited_message
    kind = "edit" if update.edited_message else "message"
    return Seen(update.update_id, kind, (message and message.text) or "")
