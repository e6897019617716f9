"""getMe, and what the bot says of itself: commands, descriptions, the menu button."""

from bot.sandbox.call import Call
from bot.sandbox.refusals import bad_request
from bot.sandbox.rich import Json
from bot.sandbox.state import State

MOST_COMMANDS = 100
_LONGEST = {"description": 512, "short_description": 120, "name": 64}


def get_me(state: State, _: Call) -> Json:
    """Return the bot."""
    return state.account.me()


def _key(call: Call, what: str) -> tuple[str, ...]:
    scope = call.fields("scope")
    named = [str(scope.get("type", "default")), str(scope.get("chat_id", ""))]
    return (what, *named, call.text("language_code"))


def set_my_commands(state: State, call: Call) -> bool:
    """Keep the list of commands of one scope and language."""
    commands = call.json("commands")
    if not isinstance(commands, list) or len(commands) > MOST_COMMANDS:
        raise bad_request("can't parse commands")
    for each in commands:
        name = each.get("command", "").removeprefix("/") if isinstance(each, dict) else ""
        if not name or not name.replace("_", "").isalnum() or name != name.lower():
            raise bad_request("BOT_COMMAND_INVALID")
    state.account.said[_key(call, "commands")] = commands
    state.changes.bump()
    return True


def get_my_commands(state: State, call: Call) -> object:
    """Return the commands of one scope and language."""
    return state.account.said.get(_key(call, "commands"), [])


def delete_my_commands(state: State, call: Call) -> bool:
    """Forget the commands of one scope and language."""
    state.account.said.pop(_key(call, "commands"), None)
    state.changes.bump()
    return True


def set_words(state: State, call: Call) -> bool:
    """Keep setMyDescription, setMyShortDescription or setMyName."""
    what = _what(call)
    words = call.text(what)
    if len(words) > _LONGEST[what]:
        raise bad_request(f"{what.replace('_', ' ')} is too long")
    state.account.said[_key(call, what)] = words
    state.changes.bump()
    return True


def get_words(state: State, call: Call) -> Json:
    """Return what one of the setters above left."""
    what = _what(call)
    return {what: state.account.said.get(_key(call, what), "")}


def _what(call: Call) -> str:
    plain = call.method.removeprefix("set").removeprefix("get").removeprefix("my")
    return {"shortdescription": "short_description"}.get(plain, plain)


def set_chat_menu_button(state: State, call: Call) -> bool:
    """Keep the button beside a chat's input line."""
    button = call.fields("menu_button") or {"type": "default"}
    state.account.said["menu", call.text("chat_id")] = button
    state.changes.bump()
    return True


def get_chat_menu_button(state: State, call: Call) -> object:
    """Return a chat's menu button, or the one for all chats."""
    said = state.account.said
    for_all = said.get(("menu", ""), {"type": "commands"})
    return said.get(("menu", call.text("chat_id")), for_all)
