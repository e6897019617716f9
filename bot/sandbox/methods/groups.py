"""getChat, getChatMember, leaveChat, getFile, setMessageReaction."""

from bot.sandbox import wire
from bot.sandbox.call import Call
from bot.sandbox.reach import known_chat, open_chat
from bot.sandbox.refusals import bad_request
from bot.sandbox.rich import Json
from bot.sandbox.standing import change_standing
from bot.sandbox.state import State


def get_chat(state: State, call: Call) -> Json:
    """Return a chat's own page."""
    chat = known_chat(state, call)
    return wire.chat(chat) | {"accent_color_id": 0, "max_reaction_count": 11}


def get_chat_member(state: State, call: Call) -> Json:
    """Return the bot's or the person's standing in a chat."""
    chat, number = known_chat(state, call), call.number("user_id")
    if number == state.account.id:
        return {"status": "member", "user": state.account.user()}
    if chat.person is None or chat.person.id != number:
        raise bad_request("user not found")
    return {"status": "member", "user": wire.user(chat.person)}


def leave_chat(state: State, call: Call) -> bool:
    """Leave a group; nobody leaves a private chat."""
    chat = known_chat(state, call)
    if chat.person is not None:
        raise bad_request("chat member status can't be changed in private chats")
    chat.left = True
    change_standing(state, chat, state.account.user(), ("member", "left"))
    return True


def get_file(state: State, call: Call) -> Json:
    """Return where a file can be fetched (/file/bot<token>/<file_path>)."""
    file = state.files.get(call.text("file_id"))
    if file is None:
        raise bad_request("invalid file_id")
    return wire.attachment(file) | {"file_path": file.id}


def set_message_reaction(state: State, call: Call) -> bool:
    """Accept a reaction to a message that is there; it is not shown."""
    chat = open_chat(state, call)
    if call.number("message_id") not in chat.kept:
        raise bad_request("message to react not found")
    return True
