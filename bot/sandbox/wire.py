"""The world in the Bot API's JSON: users, chats, messages, taps."""

from collections.abc import Iterable
from datetime import datetime

from bot.sandbox.chats import Chat
from bot.sandbox.rich import Json
from bot.sandbox.shapes import Button, File, Message, Person, Rows, Tap
from bot.sandbox.state import State

_FIELD = {"callback": "callback_data", "url": "url"}


def stamp(moment: datetime) -> int:
    """Return a moment as Telegram's whole seconds."""
    return int(moment.timestamp())


def user(person: Person) -> Json:
    """Return a person as User."""
    return {"id": person.id, "is_bot": False, "first_name": person.name, "language_code": "en"}


def chat(of: Chat) -> Json:
    """Return a chat as Chat."""
    if of.person is None:
        return {"id": of.id, "type": "group", "title": of.title}
    return {"id": of.id, "type": "private", "first_name": of.person.name}


def button(of: Button) -> Json:
    """Return a button as InlineKeyboardButton."""
    shown: Json = {"text": of.text}
    if of.style:
        shown["style"] = of.style
    if of.kind == "web_app":
        return shown | {"web_app": {"url": of.value}}
    if of.kind == "copy":
        return shown | {"copy_text": {"text": of.value}}
    return shown | {_FIELD[of.kind]: of.value}


def markup(rows: Rows) -> Json:
    """Return rows of buttons as InlineKeyboardMarkup."""
    return {"inline_keyboard": [[button(each) for each in row] for row in rows]}


def picture(file: File) -> list[Json]:
    """Return a photo as a list of one PhotoSize."""
    return [attachment(file) | {"width": 800, "height": 600}]


def attachment(file: File) -> Json:
    """Return what every kind of file has."""
    size = len(file.content)
    return {"file_id": file.id, "file_unique_id": f"u-{file.id}", "file_size": size}


def document(file: File) -> Json:
    """Return a file as Document."""
    return attachment(file) | {"file_name": file.name, "mime_type": file.mime}


def author(state: State, of: Message) -> Json:
    """Return who wrote a message, as User."""
    return state.account.user() if of.by == "bot" else user(state.people[of.author])


def _words(of: Message) -> Json:
    if not of.rich.text:
        return {}
    is_text = not (of.media or of.photo or of.document)
    names = ("text", "entities") if is_text else ("caption", "caption_entities")
    shown: Json = {names[0]: of.rich.text}
    return shown | ({names[1]: list(of.rich.entities)} if of.rich.entities else {})


def _files(of: Message) -> Json:
    shown: Json = {}
    if of.photo:
        shown["photo"] = picture(of.photo)
    if of.document:
        shown["document"] = document(of.document)
    return shown


def message(state: State, of: Message, *, deep: bool = True) -> Json:
    """Return a message as Message, with the one it replies to when `deep`."""
    where = state.chats[of.chat_id]
    shown: Json = {
        "message_id": of.id,
        "from": author(state, of),
        "chat": chat(where),
        "date": stamp(of.at),
        **_words(of),
        **_files(of),
        **of.extra,
    }
    if of.edited:
        shown["edit_date"] = stamp(of.edited)
    if of.protected:
        shown["has_protected_content"] = True
    if of.buttons:
        shown["reply_markup"] = markup(of.buttons)
    replied = where.kept.get(of.reply_to or 0)
    if deep and replied:
        shown["reply_to_message"] = message(state, replied, deep=False)
    return shown


def tap(state: State, of: Tap) -> Json:
    """Return a tap as CallbackQuery; a message that is gone as InaccessibleMessage."""
    where = state.chats[of.person.id]
    held = where.kept.get(of.message_id)
    gone: Json = {"chat": chat(where), "message_id": of.message_id, "date": 0}
    return {
        "id": of.id,
        "from": user(of.person),
        "message": message(state, held) if held else gone,
        "chat_instance": str(of.person.id * 7),
        "data": of.data,
    }


def _member(who: Json, status: str) -> Json:
    until: Json = {"until_date": 0} if status == "kicked" else {}
    return {"user": who, "status": status} | until


def membership(state: State, where: Chat, by: Json, change: Iterable[str]) -> Json:
    """Return the bot's change of standing as ChatMemberUpdated; change: (old, new) status."""
    old, new = (_member(state.account.user(), status) for status in change)
    return {
        "chat": chat(where),
        "from": by,
        "date": stamp(state.now()),
        "old_chat_member": old,
        "new_chat_member": new,
    }
