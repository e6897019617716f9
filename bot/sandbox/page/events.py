"""A line to the page for everything that changes (server-sent events)."""

import asyncio

from aiohttp import web

from bot.sandbox.page.room import Room
from bot.sandbox.world import World


async def stream(room: Room, request: web.Request) -> web.StreamResponse:
    """Send one event at once, then one at every change, until the server closes."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    while not room.closing.is_set():
        world, seq = room.world, room.world.seq
        await response.write(f"data: {seq}\n\n".encode())
        await _next(room, world, seq)
    return response


async def _next(room: Room, world: World, seq: int) -> None:
    """Return after the next change of the world, or when the server closes."""
    change = asyncio.ensure_future(world.changed(seq))
    closing = asyncio.ensure_future(room.closing.wait())
    try:
        await asyncio.wait({change, closing}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        change.cancel()
        closing.cancel()
