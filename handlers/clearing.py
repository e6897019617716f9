"""Clear this chat: removes what a flow wrote; the messages' ids travel with the button."""

import asyncio
from base64 import urlsafe_b64decode, urlsafe_b64encode

from telegram import Update

from handlers.care import help_button
from handlers.chat import answer_tap, data_of, remove, show
from handlers.context import Context, person_of
from messages.screen import Button, Screen, rows
from messages.words import label, say

FINISHED = "report/finished"
CLEAR = "clear"
_ROOM = 64 - len(f"{CLEAR}:")
_SEVEN, _LOW, _MORE = 7, 0x7F, 0x80


def pack(messages: tuple[int, ...]) -> str:
    """Return message ids as short text: steps between sorted ids, seven bits a byte, base64.

    What does not fit Telegram's 64 bytes leaves the oldest out; 20 ids of a busy bot fit.
    """
    ids = sorted(set(messages))
    while True:
        packed = b"".join(map(_bytes, [b - a for a, b in zip([0, *ids], ids, strict=False)]))
        text = urlsafe_b64encode(packed).rstrip(b"=").decode()
        if len(text) <= _ROOM:
            return text
        ids = ids[1:]


def unpack(text: str) -> tuple[int, ...]:
    """Read what `pack` wrote; raises ValueError for anything else (it is user input)."""
    packed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    ids: list[int] = []
    number = shift = 0
    for byte in packed:
        number |= (byte & _LOW) << shift
        shift += _SEVEN
        if not byte & _MORE:
            ids.append((ids[-1] if ids else 0) + number)
            number = shift = 0
    if shift or not ids:
        raise ValueError("cut off")
    return tuple(ids)


def _bytes(number: int) -> bytes:
    out = bytearray()
    while number > _LOW:
        out.append(number & _LOW | _MORE)
        number >>= _SEVEN
    return bytes([*out, number])


def clear_button(trail: tuple[int, ...]) -> tuple[Button, ...]:
    """Return the button that removes these messages and its own, none without any."""
    if not trail:
        return ()
    return (Button(label(FINISHED, "clear"), f"{CLEAR}:{pack(trail)}"),)


def clear_of(update: Update) -> tuple[Button, ...]:
    """Return the clear button of the message that was tapped, to keep it on the next screen.

    Telegram sends that message with the tap, so its keyboard needs no place in the store.
    """
    query = update.callback_query
    data = data_of(query.message if query else None)
    kept = [each for each in data if each.startswith(f"{CLEAR}:")]
    return tuple(Button(label(FINISHED, "clear"), each) for each in kept[:1])


async def on_clear(update: Update, context: Context, data: str) -> None:
    """Remove the flow's messages; their ids came with the button and are stored nowhere."""
    person, query = person_of(update), update.callback_query
    if query is None or query.message is None:
        return
    try:
        ids = unpack(data.removeprefix(f"{CLEAR}:"))
    except ValueError:
        ids = ()
    whole = await remove(context.bot, person, *ids, query.message.message_id)
    await asyncio.gather(
        answer_tap(update), show(context.bot, person, cleared_screen(whole=whole))
    )


def cleared_screen(*, whole: bool) -> Screen:
    """Return what is left in the chat; not `whole`: some messages were too old to remove."""
    on = Button(label("home", "back"), "home:start")  # home.start_button leans on this module
    return Screen(say(FINISHED, "cleared" if whole else "part_cleared"), rows(help_button(), on))
