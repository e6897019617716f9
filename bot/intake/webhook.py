"""Webhook: one route; Telegram's 200 comes when the update is safe."""

import hmac
import json
from collections.abc import Sequence
from hashlib import sha256

import structlog
from starlette.requests import Request
from starlette.responses import Response
from telegram import Bot
from telegram.error import BadRequest, InvalidToken

from bot.intake.handled import Handling, Verdict
from bot.intake.patience import patiently
from bot.intake.raw import Unreadable, number_of, read
from handlers.context import App

log = structlog.get_logger()
PATH = "/telegram"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
LARGEST = 1_000_000
"""Bytes: far over any update Telegram sends, far under what could fill memory."""

RETRY_SECONDS = "2"
CONNECTIONS = 100
"""How many updates Telegram may deliver at once; its own maximum."""


class Webhook:
    """Takes updates that prove to be Telegram's."""

    def __init__(self, app: App, handling: Handling, secret: str) -> None:
        self._app = app
        self._handling = handling
        self._secret = secret.encode()

    async def take(self, request: Request) -> Response:
        """Answer 200 once handled, 503 to have it again, 403 without detail to strangers.

        What is no update at all gets 400: the sender knows the secret, so it is Telegram's words
        cut short on the way, and they must come again.
        """
        shown = request.headers.get(HEADER, "").encode()
        if not hmac.compare_digest(shown, self._secret):
            return Response(status_code=403)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        try:
            verdict = await self._handle(body)
        except (ValueError, Unreadable) as fault:
            log.warning("no_update", error=type(fault).__name__)
            return Response(status_code=400)
        if verdict is Verdict.LATER:
            return Response(status_code=503, headers={"Retry-After": RETRY_SECONDS})
        return Response()

    async def _handle(self, body: bytes) -> Verdict:
        raw = json.loads(body)
        number_of(raw)
        found = await read(raw, self._app.bot, self._handling)
        return found if isinstance(found, Verdict) else await self._handling.take(found)


async def _body(request: Request) -> bytes | None:
    """Return the body, None as soon as it is larger than any update."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > LARGEST:
            return None
    return body


def address(public_url: str, token: str, secret: str) -> str:
    """Return the address Telegram is given.

    Telegram does not show which secret it was given. The address ends in a mark of it, which
    tells nothing without the token, so that a changed secret is a changed address.
    """
    mark = hmac.digest(token.encode(), secret.encode(), sha256).hex()[:12]
    return f"{public_url}{PATH}/{mark}"


async def point(bot: Bot, url: str, secret: str, allowed: Sequence[str]) -> None:
    """Have Telegram deliver to `url`, unless it does so already: many replicas start at once.

    Telegram refuses more than one change a second and is then asked again. Raises BadRequest for
    an address it does not accept, InvalidToken.
    """

    async def once() -> None:
        info = await bot.get_webhook_info()
        wanted = (url, frozenset(allowed), CONNECTIONS)
        if wanted == (info.url, frozenset(info.allowed_updates or ()), info.max_connections):
            return
        await bot.set_webhook(
            url, secret_token=secret, allowed_updates=allowed, max_connections=CONNECTIONS
        )

    await patiently(once, final=(BadRequest, InvalidToken))
