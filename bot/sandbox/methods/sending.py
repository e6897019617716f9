"""sendMessage, sendPhoto, sendDocument, sendChatAction."""

from bot.sandbox import wire
from bot.sandbox.call import Call, Upload, whole
from bot.sandbox.chats import Chat
from bot.sandbox.keyboard import read_buttons, read_keyboard
from bot.sandbox.reach import open_chat
from bot.sandbox.refusals import bad_request
from bot.sandbox.rich import Json, Rich
from bot.sandbox.shapes import File, Message
from bot.sandbox.state import State
from bot.sandbox.words import read_caption, read_text


def _reply_to(chat: Chat, call: Call) -> int | None:
    asked = call.fields("reply_parameters")
    number = whole(asked.get("message_id")) or call.number("reply_to_message_id")
    if not number:
        return None
    if number in chat.kept:
        return number
    if asked.get("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def _compose(state: State, call: Call, chat: Chat, rich: Rich) -> Message:
    """Make a message of the bot; it has a number only once nothing is refused."""
    buttons, keyboard, reply_to = read_buttons(call), read_keyboard(call), _reply_to(chat, call)
    if keyboard is not None:
        chat.keyboard = keyboard
    number, bot = next(state.message_ids), state.account.id
    return Message(
        number,
        chat.id,
        "bot",
        bot,
        rich,
        state.now(),
        buttons=buttons,
        silent=call.flag("disable_notification"),
        protected=call.flag("protect_content"),
        preview=shows_preview(call),
        reply_to=reply_to,
    )


def shows_preview(call: Call) -> bool:
    """Whether the call lets a link show a preview."""
    options = call.fields("link_preview_options")
    return not (options.get("is_disabled") or call.flag("disable_web_page_preview"))


def send_message(state: State, call: Call) -> Json:
    """Send words."""
    chat = open_chat(state, call)
    message = state.put(_compose(state, call, chat, read_text(call)))
    return wire.message(state, message)


def take_file(state: State, call: Call, name: str) -> File:
    """Keep the file that came with a call, or find the one it names by id."""
    given = call.file(name)
    if isinstance(given, Upload):
        if not given.content:
            raise bad_request("file must be non-empty")
        return state.store_file(given.name or name, given.mime, given.content)
    if given not in state.files:
        words = "wrong file identifier/HTTP URL specified"
        raise bad_request(words)
    return state.files[given]


def send_photo(state: State, call: Call) -> Json:
    """Send a picture."""
    chat = open_chat(state, call)
    caption, photo = read_caption(call), take_file(state, call, "photo")
    message = _compose(state, call, chat, caption)
    message.photo = photo
    return wire.message(state, state.put(message))


def send_document(state: State, call: Call) -> Json:
    """Send a file."""
    chat = open_chat(state, call)
    caption, document = read_caption(call), take_file(state, call, "document")
    message = _compose(state, call, chat, caption)
    message.document = document
    return wire.message(state, state.put(message))


def send_chat_action(state: State, call: Call) -> bool:
    """Show "typing" for a moment; nothing of it stays."""
    open_chat(state, call)
    return True
