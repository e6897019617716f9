"""The button that clears a chat: the ids of what a flow wrote travel in it, kept nowhere else."""

from base64 import urlsafe_b64decode, urlsafe_b64encode

from telegram import Update

from handlers.chat import data_of
from messages.screen import Button
from messages.words import label

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
