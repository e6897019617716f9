"""The baseline: a bot as python-telegram-bot's examples build one, with all its defaults."""

import sys

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, ContextTypes

KEYS = InlineKeyboardMarkup([[InlineKeyboardButton("On", callback_data="on")]])


async def start(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer /start with a button."""
    assert update.message is not None
    await update.message.reply_text("0", reply_markup=KEYS)


async def on(update: Update, _context: ContextTypes.DEFAULT_TYPE) -> None:
    """Answer a tap and edit the message, as a form's step does; nothing is stored."""
    query = update.callback_query
    assert query is not None
    await query.answer()
    await query.edit_message_text(f"{update.update_id}", reply_markup=KEYS)


def main(api: str, token: str) -> None:
    """Poll until told to stop."""
    app = Application.builder().token(token).base_url(f"{api}/bot").build()
    app.add_handler(CommandHandler("start", start))
    app.add_handler(CallbackQueryHandler(on))
    app.run_polling()


if __name__ == "__main__":
    main(*sys.argv[1:])
