"""A hall that is polled, and messages that wait in their handler."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from telegram import Update

from tests.intake.hall import Hall


@asynccontextmanager
async def running(hall: Hall) -> AsyncIterator[asyncio.Event]:
    """Poll beside the story, and stop in good order at its end."""
    stop = asyncio.Event()
    async with asyncio.timeout(120), asyncio.TaskGroup() as group:
        group.create_task(hall.polling().run(stop))
        yield stop
        stop.set()


def held(hall: Hall, *names: str) -> dict[str, asyncio.Event]:
    """Have messages of these words wait in their handler until their gate opens."""
    gates = {name: asyncio.Event() for name in names}

    async def upset(update: Update) -> None:
        message = update.effective_message
        if message and message.text in gates:
            await gates[message.text].wait()

    hall.upset = upset
    return gates
