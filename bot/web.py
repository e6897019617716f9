"""The web server: the webhook's route and a health line; nothing else is open."""

import asyncio
from collections.abc import Awaitable, Callable

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.intake.webhook import PATH

KEEP_ALIVE = 75
"""Seconds; uvicorn's own 5 close the connections that Telegram keeps idle."""


def web_app(take: Callable[[Request], Awaitable[Response]]) -> Starlette:
    """Return the app: POST to the webhook's path, GET /health."""
    return Starlette(
        routes=[
            Route(PATH, take, methods=["POST"]),
            Route("/health", _health, methods=["GET"]),
        ]
    )


async def _health(_request: Request) -> Response:
    return PlainTextResponse("ok")


async def serve(app: Starlette, host: str, port: int, stop: asyncio.Event) -> None:
    """Serve until `stop`; requests in hand end first."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=10,
        access_log=False,
        log_config=None,
        lifespan="off",
    )
    server = _Server(config)
    async with asyncio.TaskGroup() as group:
        serving = group.create_task(server.serve())
        waiting = group.create_task(stop.wait())
        await asyncio.wait((serving, waiting), return_when=asyncio.FIRST_COMPLETED)
        server.should_exit = True
        waiting.cancel()


class _Server(uvicorn.Server):
    """uvicorn without its own signal handlers: `run` owns SIGTERM for the whole process."""

    def install_signal_handlers(self) -> None:
        """Leave the signals alone."""
