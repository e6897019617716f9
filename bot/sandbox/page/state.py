"""What the page draws, as JSON: people, their chats, the clock and the sites."""

from bot.sandbox.page.pictures import picture_type
from bot.sandbox.page.room import Room
from bot.sandbox.page.said import commands_for, description
from bot.sandbox.rich import Json
from bot.sandbox.shapes import Button, File, Message, Person, Toast
from bot.sandbox.world import World
from models.site import Site


def room_state(room: Room) -> Json:
    """Return everything the page needs to draw itself anew."""
    world = room.world
    return {
        "seq": world.seq,
        "now": world.now().isoformat(),
        "live": world.live,
        "bot": world.state.account.username,
        "about": description(world.state.account),
        "people": [_person(world, person) for person in world.people],
        "sites": [_site(site) for site in room.sites],
        "invitation": room.invitation,
    }


def _person(world: World, person: Person) -> Json:
    chat = world.chat(person)
    return {
        "key": str(person.id),
        "name": person.name,
        "role": person.role,
        "messages": [_message(message) for message in chat.messages],
        "toasts": [_toast(toast) for toast in chat.toasts if toast.text],
        "commands": commands_for(world.state.account, person),
    }


def _site(site: Site) -> Json:
    return {"name": site.name, "code": site.code, "example": site.example}


def _message(message: Message) -> Json:
    return {
        "id": message.id,
        "by": message.by,
        "text": message.text,
        "html": message.html,
        "at": message.at.isoformat(),
        "edited": message.edited is not None,
        "silent": message.silent,
        "reply_to": message.reply_to,
        "media": message.media,
        "buttons": [[_button(button) for button in row] for row in message.buttons],
        "photo": _photo(message.photo),
        "document": _document(message.document),
    }


def _button(button: Button) -> Json:
    return {"text": button.text, "kind": button.kind, "value": button.value}


def _photo(file: File | None) -> str | None:
    """Return the address of a real picture; what people attach in the sandbox is none."""
    return _address(file) if file and picture_type(file.content) else None


def _document(file: File | None) -> Json | None:
    if file is None:
        return None
    return {"name": file.name, "url": _address(file), "size": len(file.content)}


def _address(file: File) -> str:
    return f"/page/file/{file.id}"


def _toast(toast: Toast) -> Json:
    return {"id": toast.tap, "text": toast.text, "alert": toast.alert}
