"""The end of a flow: the card says "Finished.", one last message follows, and can be cleared."""

import asyncio
from base64 import urlsafe_b64decode, urlsafe_b64encode

from telegram import Update

from handlers.care import help_button
from handlers.chat import answer_tap, remove, show, still
from handlers.context import Context, person_of
from messages.screen import Button, Screen, rows
from messages.words import label, say
from models.draft import Draft

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


async def finish_card(update: Update, context: Context, draft: Draft | None, came: str) -> None:
    """Turn the card into "Finished." and send the last message, with the way to clear both."""
    person, query = person_of(update), update.callback_query
    tapped = query.message.message_id if query and query.message else None
    card = draft.card if draft else tapped
    trail = {*(draft.trail if draft else ()), *((card,) if card else ())}
    if card is not None:
        await show(context.bot, person, Screen(label(FINISHED, "card")), at=card)
    await asyncio.gather(*(still(context.bot, person, earlier) for earlier in trail - {card}))
    await show(context.bot, person, last_screen(came, tuple(trail)))


def last_screen(came: str, trail: tuple[int, ...]) -> Screen:
    """Return the last message of a flow; it must pass the lock-screen test."""
    buttons = [help_button()]
    if trail:
        buttons.append(Button(label(FINISHED, "clear"), f"{CLEAR}:{pack(trail)}"))
    buttons.append(Button(label("home", "back"), "home:start"))
    return Screen(say(FINISHED, came), rows(*buttons))


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
    part = "cleared" if whole else "part_cleared"
    left = Screen(say(FINISHED, part), ((help_button(),),))
    await asyncio.gather(answer_tap(update), show(context.bot, person, left))
