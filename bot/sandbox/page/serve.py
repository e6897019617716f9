"""Serves the page of one room on an address of its own, apart from the Bot API's."""

import contextlib
from collections.abc import AsyncIterator

from aiohttp import web

from bot.sandbox.page.guard import dress, own_page_only
from bot.sandbox.page.room import Room
from bot.sandbox.page.routes import Page

HOST = "127.0.0.1"


@contextlib.asynccontextmanager
async def serve_page(room: Room, port: int = 0) -> AsyncIterator[str]:
    """Serve the page; yields its address. Port 0 takes a free one; OSError when it is taken."""
    app = web.Application(middlewares=[own_page_only])
    app.on_response_prepare.append(dress)
    app.add_routes(Page(room).routes())
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=1)
    await runner.setup()
    try:
        await web.TCPSite(runner, HOST, port).start()
        yield f"http://{HOST}:{runner.addresses[0][1]}/"
    finally:
        room.closing.set()
        await runner.cleanup()
