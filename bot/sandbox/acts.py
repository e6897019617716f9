"""What a person does with the phone: writing, editing, tapping, blocking, adding to groups."""

from bot.sandbox import wire
from bot.sandbox.chats import Chat
from bot.sandbox.incoming import find_entities, split
from bot.sandbox.rich import Json, Rich
from bot.sandbox.shapes import Button, Message, Person, Tap
from bot.sandbox.standing import change_standing
from bot.sandbox.state import FIRST_GROUP, State
from bot.sandbox.updates import TAP_QUEUE


class NoSuchButton(LookupError):
    """The phone shows no such button, so nobody can tap it."""


def write(state: State, person: Person, rich: Rich, *, reply_to: int | None) -> Message:
    """Put one message of a person into their chat and tell the bot."""
    chat = state.chats[person.id]
    message = Message(
        next(state.message_ids), chat.id, "person", person.id, rich, state.now(), reply_to=reply_to
    )
    return post(state, message)


def post(state: State, message: Message) -> Message:
    """Show a person's message and tell the bot; writing again lifts a block."""
    chat = state.chats[message.chat_id]
    if chat.person and chat.blocked:
        unblock(state, chat.person)
    chat.started = True
    state.put(message)
    state.tell("message", wire.message(state, message), chat.id)
    return message


def send(state: State, person: Person, text: str, *, reply_to: int | None = None) -> Message:
    """Send what somebody typed; phones cut over-long text into several messages."""
    pieces = [Rich(piece, find_entities(piece)) for piece in split(text)]
    return [write(state, person, piece, reply_to=reply_to) for piece in pieces][-1]


def edit(state: State, person: Person, text: str, message_id: int) -> Message:
    """Change the words of a message the person sent.

    Raises KeyError when it is gone, ValueError for one of the bot's.
    """
    message = state.chats[person.id].kept[message_id]
    if message.by != "person":
        raise ValueError("people edit their own messages only")
    message.rich, message.edited = Rich(text, find_entities(text)), state.now()
    state.changes.bump()
    state.tell("edited_message", wire.message(state, message), person.id)
    return message


def find_button(message: Message, data_or_label: str) -> Button:
    """Return the button that holds this data, or is labelled so."""
    shown = [button for row in message.buttons for button in row]
    for button in shown:
        if data_or_label in (button.value, button.text):
            return button
    labels = ", ".join(button.text for button in shown) or "no button at all"
    raise NoSuchButton(f"{data_or_label!r} is not among: {labels}")


def tap(state: State, person: Person, message_id: int, data_or_label: str) -> Tap:
    """Tap a callback button that is on the screen now."""
    message = state.chats[person.id].kept.get(message_id)
    if message is None:
        raise NoSuchButton(f"message {message_id} is not on the screen")
    button = find_button(message, data_or_label)
    if button.kind != "callback":
        raise NoSuchButton(f"{button.text!r} opens or copies something; it tells the bot nothing")
    return tap_raw(state, person, message_id, button.value)


def tap_raw(state: State, person: Person, message_id: int, data: str) -> Tap:
    """Send a callback query with any data on any message, as a forged client could."""
    made = Tap(str(next(state.tap_ids)), person, message_id, data, state.now())
    state.taps[made.id] = made
    state.chats[person.id].taps.append(made)
    state.changes.bump()
    state.tell("callback_query", wire.tap(state, made), person.id + TAP_QUEUE)
    return made


def block(state: State, person: Person) -> None:
    """Stop and block the bot."""
    chat = state.chats[person.id]
    if not chat.blocked:
        chat.blocked = True
        change_standing(state, chat, wire.user(person), ("member", "kicked"))


def unblock(state: State, person: Person) -> None:
    """Let the bot in again."""
    chat = state.chats[person.id]
    if chat.blocked:
        chat.blocked = False
        change_standing(state, chat, wire.user(person), ("kicked", "member"))


def add_to_group(state: State, title: str, by: Person) -> Chat:
    """Make a group with the bot in it, whatever getMe says about joining groups."""
    groups = sum(1 for chat in state.chats.values() if chat.person is None)
    chat = Chat(FIRST_GROUP - groups, title=title, started=True)
    state.chats[chat.id] = chat
    change_standing(state, chat, wire.user(by), ("left", "member"))
    extra: Json = {"new_chat_members": [state.account.user()]}
    joined = Message(next(state.message_ids), chat.id, "person", by.id, Rich(), state.now())
    joined.media, joined.extra = "joined", extra
    post(state, joined)
    return chat
