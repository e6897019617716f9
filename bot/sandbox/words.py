"""Reading the text of a call as Telegram would: parse mode, entities, limits."""

from bot.sandbox.call import Call
from bot.sandbox.html_in import read_html
from bot.sandbox.incoming import find_numbers
from bot.sandbox.refusals import bad_request
from bot.sandbox.rich import Json, Rich, units

LONGEST_TEXT = 4096
"""Of a message, after entities parsing (https://core.telegram.org/bots/api#sendmessage).
Counted in UTF-16 units here, the stricter reading of "characters"."""
LONGEST_CAPTION = 1024
_NOT_SHOWN = {code: " " for code in range(32) if chr(code) not in "\n\r"} | {ord("\r"): None}


def _entity(raw: object) -> Json:
    """Return one entity as it was given, if it can be one."""
    if isinstance(raw, dict):
        span = (raw.get("offset"), raw.get("length"))
        named = isinstance(raw.get("type"), str) and isinstance(raw.get("url", ""), str)
        if named and all(isinstance(each, int) for each in span):
            return raw
    raise bad_request("can't parse MessageEntity: it needs a type, an offset and a length")


def _given(call: Call, name: str) -> tuple[Json, ...]:
    found = call.json(name)
    return tuple(_entity(each) for each in found) if isinstance(found, list) else ()


def _trim(rich: Rich) -> Rich:
    """Cut white space from both ends, and move the entities along."""
    text = rich.text.translate(_NOT_SHOWN)
    cut = units(text) - units(text.lstrip())
    text = text.strip()
    end, moved = units(text), list[Json]()
    for entity in rich.entities:
        first = max(entity["offset"] - cut, 0)
        last = min(entity["offset"] - cut + entity["length"], end)
        if last > first:
            moved.append(entity | {"offset": first, "length": last - first})
    return Rich(text, tuple(moved))


def _read(call: Call, text: str, entities: str) -> Rich:
    mode = call.text("parse_mode").lower()
    if mode == "html":
        return _trim(read_html(call.text(text)))
    if mode:
        raise bad_request("unsupported parse_mode")
    return _trim(Rich(call.text(text), _given(call, entities)))


def read_text(call: Call) -> Rich:
    """Return the words of a message: 1 to 4,096, else the 400 Telegram gives."""
    rich = _read(call, "text", "entities")
    rich = Rich(rich.text, (*rich.entities, *find_numbers(rich.text)))
    if not rich.text:
        raise bad_request("message text is empty")
    if units(rich.text) > LONGEST_TEXT:
        raise bad_request("message is too long")
    return rich


def read_caption(call: Call) -> Rich:
    """Return the words under a picture or file: 0 to 1,024."""
    rich = _read(call, "caption", "caption_entities")
    if units(rich.text) > LONGEST_CAPTION:
        raise bad_request("message caption is too long")
    return rich
