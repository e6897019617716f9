"""A sender as a process of its own: `python -m tests.faults.sender API URL KEYS A_SECOND`."""

import asyncio
import sys
from tempfile import gettempdir
from zoneinfo import ZoneInfo

from bot.assembly import build
from bot.pace import Pace
from bot.sender import Sender
from bot.telegram_http import AiohttpRequest
from handlers.context import Services
from models.clock import system_clock
from models.sealing import Vault
from models.store.doors import Store
from tests.faults.process import TOKEN

LOOK = 0.1


async def main(api: str, url: str, keys: str, per_second: str) -> None:
    """Send whatever is due until killed."""
    store = Store.open(url, Vault.from_setting(keys), system_clock)
    services = Services(store, system_clock, ZoneInfo("Europe/London"), "Example", gettempdir())
    pace = Pace(float(per_second), 1.0)
    speaking, polling = AiohttpRequest(pace=pace), AiohttpRequest(concurrency=1)
    app = build(TOKEN, services, api=api, request=speaking, polling=polling)
    await app.initialize()
    print("sending", flush=True)  # noqa: T201 - whoever started it waits for that
    sender = Sender(app.bot, services, pace)
    while True:
        await sender.drain()
        await asyncio.sleep(LOOK)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
