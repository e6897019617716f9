"""The web server: the webhook's route, the page at /verify, and a health line."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeAlias

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.intake.webhook import PATH

KEEP_ALIVE = 75
"""Seconds; uvicorn's own 5 close the connections that Telegram keeps idle."""

LANDING = 7
"""Seconds that requests in hand may take to end when the server is stopped."""


class AddressTaken(Exception):
    """Nothing can listen at HANDRAIL_LISTEN: it is taken, forbidden, or not of this machine."""


Take: TypeAlias = Callable[[Request], Awaitable[Response]]


def web_app(take: Take | None = None, *pages: Route) -> Starlette:
    """Return the app: POST to the webhook's path (its last part is free), pages, GET /health."""
    hook = [Route(PATH + "/{mark}", take, methods=["POST"])] if take else []
    return Starlette(routes=[*hook, *pages, Route("/health", _health, methods=["GET"])])


async def _health(_request: Request) -> Response:
    return PlainTextResponse("ok")


def listening(host: str, port: int) -> socket.socket:
    """Take the address, before anything else is begun; raises AddressTaken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with contextlib.suppress(OSError):
        return socket.create_server((host, port), family=family)
    raise AddressTaken


async def serve(app: Starlette, door: socket.socket, stop: asyncio.Event) -> None:
    """Serve until `stop`; requests in hand end first."""
    config = uvicorn.Config(
        app,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=LANDING,
        access_log=False,
        log_config=None,
        lifespan="off",
        server_header=False,
        proxy_headers=False,  # who calls is told by the secret, never by an address
    )
    server = _Server(config)
    async with asyncio.TaskGroup() as group:
        group.create_task(server.serve(sockets=[door]))
        await stop.wait()
        server.should_exit = True


class _Server(uvicorn.Server):
    """uvicorn without its own signal handlers: `run` owns SIGTERM for the whole process."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone."""
        yield
