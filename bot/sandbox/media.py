"""What else than words a person can send: pictures, voice, stickers, places, files, forwards."""

from bot.sandbox import wire
from bot.sandbox.acts import post
from bot.sandbox.incoming import find_entities
from bot.sandbox.rich import Json, Rich
from bot.sandbox.shapes import File, Message, Person
from bot.sandbox.state import State

_FILES = {
    "photo": ("photo.jpg", "image/jpeg"),
    "voice": ("voice.ogg", "audio/ogg"),
    "sticker": ("sticker.webp", "image/webp"),
    "document": ("notes.pdf", "application/pdf"),
}


def _json(state: State, kind: str, file: File | None) -> Json:
    if kind == "location":
        return {"location": {"latitude": 51.4988, "longitude": -0.1187}}
    if kind == "forward":
        hidden = {"type": "hidden_user", "sender_user_name": "Somebody"}
        return {"forward_origin": hidden | {"date": wire.stamp(state.now())}}
    if file is None:
        raise ValueError(f"a person cannot send {kind!r}")
    if kind == "voice":
        return {"voice": wire.attachment(file) | {"duration": 3, "mime_type": file.mime}}
    if kind == "sticker":
        shape = {"width": 512, "height": 512, "is_animated": False, "is_video": False}
        return {"sticker": wire.attachment(file) | shape | {"type": "regular"}}
    return {}


def send_media(
    state: State, person: Person, kind: str, *, album: str | None = None, caption: str = ""
) -> Message:
    """Send something that is not typed; messages of one `album` share a media_group_id."""
    file = None
    if kind in _FILES:
        name, mime = _FILES[kind]
        file = state.store_file(name, mime, f"a {kind} made by the sandbox".encode())
    extra = _json(state, kind, file) | ({"media_group_id": album} if album else {})
    words = caption or ("Words from somewhere else" if kind == "forward" else "")
    rich, number = Rich(words, find_entities(words)), next(state.message_ids)
    message = Message(number, person.id, "person", person.id, rich, state.now(), extra=extra)
    message.media = "" if kind == "forward" else kind
    message.photo = file if kind == "photo" else None
    message.document = file if kind == "document" else None
    return post(state, message)
