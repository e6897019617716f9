"""A line to the page for everything that changes (server-sent events)."""

import asyncio

from aiohttp import web

from bot.sandbox.page.room import Room


async def stream(room: Room, request: web.Request) -> web.StreamResponse:
    """Send one event at once, then one at every change, until the server closes."""
    response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
    await response.prepare(request)
    seq: int | None = room.world.seq
    while seq is not None:
        await response.write(f"data: {seq}\n\n".encode())
        seq = await _next(room, seq)
    return response


async def _next(room: Room, seq: int) -> int | None:
    """Return the number after the next change; None when the server closes first."""
    change = asyncio.ensure_future(room.world.changed(seq))
    closing = asyncio.ensure_future(room.closing.wait())
    try:
        await asyncio.wait({change, closing}, return_when=asyncio.FIRST_COMPLETED)
        return None if closing.done() else change.result()
    finally:
        change.cancel()
        closing.cancel()
