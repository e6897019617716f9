"""editMessageText, editMessageCaption, editMessageReplyMarkup."""

from bot.sandbox import wire
from bot.sandbox.call import Call
from bot.sandbox.keyboard import read_buttons
from bot.sandbox.methods.sending import shows_preview
from bot.sandbox.reach import own_message
from bot.sandbox.refusals import bad_request
from bot.sandbox.rich import Json, Rich
from bot.sandbox.shapes import Message, Rows
from bot.sandbox.state import State
from bot.sandbox.words import read_caption, read_text

SAME = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


def _change(state: State, message: Message, rich: Rich, buttons: Rows) -> Json:
    """Change a message in place; leaving out the buttons removes them, as at Telegram."""
    if (message.rich, message.buttons) == (rich, buttons):
        raise bad_request(SAME)
    message.rich, message.buttons, message.edited = rich, buttons, state.now()
    state.changes.bump()
    return wire.message(state, message)


def edit_message_text(state: State, call: Call) -> Json:
    """Put other words and buttons in the place of a message's own."""
    message = own_message(state, call)
    if message.photo or message.document:
        raise bad_request("there is no text in the message to edit")
    rich, buttons = read_text(call), read_buttons(call)
    changed = _change(state, message, rich, buttons)
    message.preview = shows_preview(call)
    return changed


def edit_message_caption(state: State, call: Call) -> Json:
    """Put other words under a picture or file."""
    message = own_message(state, call)
    if not (message.photo or message.document):
        raise bad_request("there is no caption in the message to edit")
    return _change(state, message, read_caption(call), read_buttons(call))


def edit_message_reply_markup(state: State, call: Call) -> Json:
    """Put other buttons under a message."""
    message = own_message(state, call)
    return _change(state, message, message.rich, read_buttons(call))
