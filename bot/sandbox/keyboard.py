"""Reading reply_markup, with Telegram's limits on buttons."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from bot.sandbox.call import Call
from bot.sandbox.refusals import bad_request
from bot.sandbox.shapes import Button, Rows

MOST_DATA = 64
"""Bytes of callback_data (https://core.telegram.org/bots/api#inlinekeyboardbutton)."""
MOST_COPY = 256
MOST_BUTTONS = 100
STYLES = frozenset({"", "danger", "success", "primary"})


def _refuse(words: str) -> Exception:
    return bad_request(f"can't parse inline keyboard button: {words}")


def _data(value: str) -> str:
    if not 0 < len(value.encode()) <= MOST_DATA:
        raise bad_request("BUTTON_DATA_INVALID")
    return value


def _address(value: str, *, app: bool) -> str:
    """Refuse what is no address; a Mini App's must be HTTPS, except on this machine."""
    parts = urlsplit(value)
    local = parts.hostname in ("127.0.0.1", "localhost")
    if parts.scheme == "tg" and not app:
        return value
    if parts.scheme not in ("http", "https") or not parts.hostname:
        kind = "Web App URL" if app else "URL"
        raise bad_request(f"inline keyboard button {kind} '{value}' is invalid: Wrong HTTP URL")
    if app and parts.scheme == "http" and not local:
        words = f"inline keyboard button Web App URL '{value}' is invalid: "
        raise bad_request(words + "Only HTTPS links are allowed")
    return value


def _inner(raw: Mapping[str, object], name: str, field: str) -> str:
    held = raw[name]
    if not isinstance(held, dict):
        raise _refuse(f"{name} must be an object")
    return str(held.get(field, ""))


def _button(raw: object) -> Button:
    if not isinstance(raw, dict):
        raise _refuse("Object expected")
    text, style = str(raw.get("text", "")).strip(), str(raw.get("style", ""))
    if not text:
        raise _refuse("Text is empty")
    if style not in STYLES:
        raise _refuse("invalid button style specified")
    if "callback_data" in raw:
        return Button(text, "callback", _data(str(raw["callback_data"])), style)
    if "url" in raw:
        return Button(text, "url", _address(str(raw["url"]), app=False), style)
    if "web_app" in raw:
        return Button(text, "web_app", _address(_inner(raw, "web_app", "url"), app=True), style)
    if "copy_text" in raw:
        copied = _inner(raw, "copy_text", "text")
        if not 0 < len(copied) <= MOST_COPY:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
        return Button(text, "copy", copied, style)
    raise _refuse("Text buttons are unallowed in the inline keyboard")


def _rows(raw: object, name: str) -> list[list[object]]:
    if not isinstance(raw, list) or not all(isinstance(row, list) for row in raw):
        raise bad_request(f'field "{name}" of the object must be an Array of Arrays')
    return raw


def read_buttons(call: Call) -> Rows:
    """Return the inline keyboard of a call, empty when it has none."""
    markup = call.fields("reply_markup")
    if "inline_keyboard" not in markup:
        return ()
    rows = _rows(markup["inline_keyboard"], "inline_keyboard")
    found = tuple(tuple(_button(each) for each in row) for row in rows if row)
    if sum(len(row) for row in found) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    return found


def read_keyboard(call: Call) -> Rows | None:
    """Return the reply keyboard to show, empty to remove it, None to leave it."""
    markup = call.fields("reply_markup")
    if markup.get("remove_keyboard"):
        return ()
    if "keyboard" not in markup:
        return None
    return tuple(
        tuple(Button(_label(each), "text", _label(each)) for each in row)
        for row in _rows(markup["keyboard"], "keyboard")
    )


def _label(raw: object) -> str:
    return str(raw.get("text", "")) if isinstance(raw, dict) else str(raw)
