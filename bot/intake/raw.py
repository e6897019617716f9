"""Reading updates one by one, so that one the library cannot read does not hold the others."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from telegram import Bot, Update

from bot.intake.handled import Handling, Verdict


class Unreadable(Exception):
    """No update of Telegram's: there is not even a number that could be acknowledged."""


def number_of(raw: object) -> int:
    """Return an update's number; raises Unreadable when it has none."""
    number = raw.get("update_id") if isinstance(raw, Mapping) else None
    if not isinstance(number, int):
        raise Unreadable
    return number


async def read(raw: Mapping[str, Any], bot: Bot, handling: Handling) -> Update | Verdict:
    """Read an update; one that the library cannot read is counted as a fault of our own."""
    try:
        return Update.de_json(dict(raw), bot)
    except Exception as fault:  # noqa: BLE001 - whatever it stumbles over
        return await handling.set_aside_unread(number_of(raw), fault)


async def read_each(bot: Bot, handling: Handling, offset: int | None) -> Sequence[Update]:
    """Fetch what waits and read it one by one; what is set aside is passed over.

    Stops before an update that must be tried again, so that nothing after it is confirmed.
    """
    # The public call reads them all at once, and do_api_request warns about known methods.
    raws = await bot._post("getUpdates", {"offset": offset, "timeout": 0})  # noqa: SLF001
    readable = []
    for raw in cast(list[dict[str, Any]], raws):
        found = await read(raw, bot, handling)
        if found is Verdict.LATER:
            break
        readable.append(found if isinstance(found, Update) else Update(number_of(raw)))
    return readable
