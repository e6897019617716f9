"""Webhook: one route; Telegram's 200 comes when the update is safe."""

import hmac
from json import JSONDecodeError, loads

import structlog
from starlette.requests import Request
from starlette.responses import Response
from telegram import Update

from bot.intake.handled import Handling, Verdict
from handlers.context import App

log = structlog.get_logger()
PATH = "/telegram"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1_000_000
"""Bytes: far over any update Telegram sends, far under what could fill memory."""
RETRY_SECONDS = "2"


class Webhook:
    """Takes updates that prove to be Telegram's."""

    def __init__(self, app: App, handling: Handling, secret: str) -> None:
        self._app = app
        self._handling = handling
        self._secret = secret.encode()

    async def take(self, request: Request) -> Response:
        """Answer 200 once handled, 503 to have it again, 403 without detail to strangers."""
        shown = request.headers.get(HEADER, "").encode()
        if not hmac.compare_digest(shown, self._secret):
            return Response(status_code=403)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        update = self._read(body)
        if update is None:
            # Telegram itself would send it for ever: it is noted, and taken as read.
            log.error("unreadable_update")
            return Response()
        if await self._handling.handle(update) is Verdict.LATER:
            return Response(status_code=503, headers={"Retry-After": RETRY_SECONDS})
        return Response()

    def _read(self, body: bytes) -> Update | None:
        try:
            return Update.de_json(loads(body), self._app.bot)
        except (JSONDecodeError, UnicodeDecodeError, KeyError, TypeError, ValueError):
            return None


async def _body(request: Request) -> bytes | None:
    """Return the body, None as soon as it is larger than any update."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return None
    return body
