"""The script's hand on python-telegram-bot."""

import telegram

from tests.sandbox.clients import Keys, Seen, asked


class PtbClient:
    """python-telegram-bot."""

    def __init__(self, bot: telegram.Bot) -> None:
        self._bot = bot

    def _markup(self, keys: Keys) -> telegram.InlineKeyboardMarkup | None:
        rows = [[telegram.InlineKeyboardButton(label, callback_data=data)] for label, data in keys]
        return telegram.InlineKeyboardMarkup(rows) if rows else None

    async def me(self) -> str:
        return (await asked(self._bot.get_me())).username or ""

    async def send(self, chat: int, html: str, keys: Keys = (), reply_to: int = 0) -> int:
        reply = telegram.ReplyParameters(reply_to) if reply_to else None
        call = self._bot.send_message(
            chat, html, "HTML", reply_markup=self._markup(keys), reply_parameters=reply
        )
        return (await asked(call)).message_id

    async def edit(self, chat: int, message: int, html: str, keys: Keys = ()) -> None:
        markup = self._markup(keys)
        await asked(
            self._bot.edit_message_text(
                html, chat, message, parse_mode="HTML", reply_markup=markup
            )
        )

    async def strip(self, chat: int, message: int) -> None:
        await asked(self._bot.edit_message_reply_markup(chat, message))

    async def delete(self, chat: int, *messages: int) -> None:
        if len(messages) == 1:
            await asked(self._bot.delete_message(chat, messages[0]))
        else:
            await asked(self._bot.delete_messages(chat, messages))

    async def answer(self, query: str, text: str, *, alert: bool) -> None:
        await asked(self._bot.answer_callback_query(query, text, show_alert=alert))

    async def photo(self, chat: int, content: bytes, caption: str) -> str:
        return (await asked(self._bot.send_photo(chat, content, caption))).photo[0].file_id

    async def document(self, chat: int, name: str, content: bytes) -> str:
        sent = await asked(self._bot.send_document(chat, content, filename=name))
        assert sent.document
        return sent.document.file_id

    async def fetch(self, file: str) -> bytes:
        found = await asked(self._bot.get_file(file))
        return bytes(await asked(found.download_as_bytearray()))

    async def commands(self, *pairs: tuple[str, str]) -> list[tuple[str, str]]:
        await asked(self._bot.set_my_commands(pairs))
        return [(c.command, c.description) for c in await asked(self._bot.get_my_commands())]

    async def describe(self, words: str) -> str:
        await asked(self._bot.set_my_short_description(words))
        return (await asked(self._bot.get_my_short_description())).short_description

    async def leave(self, chat: int) -> None:
        await asked(self._bot.leave_chat(chat))

    async def updates(self, offset: int = 0, wait: int = 0) -> list[Seen]:
        found = await asked(self._bot.get_updates(offset, timeout=wait))
        return [_seen_by_ptb(each) for each in found]

    async def webhook(self, url: str, secret: str = "") -> str:
        await asked(self._bot.set_webhook(url, secret_token=secret or None))
        return (await asked(self._bot.get_webhook_info())).url

    async def unhook(self) -> None:
        await asked(self._bot.delete_webhook())


def _seen_by_ptb(update: telegram.Update) -> Seen:
    query = update.callback_query
    if query:
        return Seen(update.update_id, "tap", query.data or "", query.id)
    message = update.effective_message
    kind = "edit" if update.edited_message else "member" if update.my_chat_member else "message"
    return Seen(update.update_id, kind, (message and message.text) or "")
