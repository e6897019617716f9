"""The bot as it runs: store, application, intake, ticker; started in order, stopped in reverse."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from socket import socket
from typing import Any

import structlog
from starlette.routing import Route
from telegram.error import InvalidToken, TelegramError

from bot.assembly import ALLOWED_UPDATES, build, introduce
from bot.intake.handled import Handling
from bot.intake.patience import patiently
from bot.intake.polling import Polling
from bot.intake.webhook import Webhook, address, point
from bot.pace import Pace
from bot.processor import SLOTS
from bot.sender import AT_ONCE, Sender, sending
from bot.settings import RunSettings
from bot.telegram_http import AiohttpRequest
from bot.ticker import SECONDS, ticking
from bot.verifying import verify_route
from bot.web import listening, serve, web_app
from handlers.chores import tick
from handlers.context import App, Services
from models import safety
from models.clock import Clock
from models.store import signing_keys
from models.store.doors import Store
from models.store.erasures import ErasureList
from models.store.keyring import check_keys
from models.store.prepare import prepare
from models.store.wall import NoLogin, Wall

log = structlog.get_logger()
CONCURRENCY = 2 * SLOTS + AT_ONCE
"""Connections to Telegram at most: two calls for each update in hand, and check-ins beside."""

POLL_GRACE = 10.0
"""Seconds a long poll may take over its own time."""


async def run(
    settings: RunSettings,
    clock: Clock,
    stop: asyncio.Event,
    *,
    seconds: float = SECONDS,
    door: socket | None = None,
) -> None:
    """Run the bot until `stop`; a tick every so many seconds.

    `door` is the web server's address where somebody holds it already; it is closed at the end.
    Raises at the start BrokenList (the phrases that call up the care card are never silently
    off), AddressTaken, NewerDatabase, StoreDown, WrongKeys, InvalidToken, and BadRequest for a
    public address that Telegram does not accept.
    """
    safety.ready()
    with _door(settings, door) as held:
        pace = Pace(settings.messages_per_second, settings.messages_per_chat)
        async with (
            opened(settings, clock) as services,
            application(settings, services, pace) as app,
        ):
            begun = _begin(settings, app)
            if not await _unless(stop, begun):
                return
            async with (
                ticking(partial(tick, app.bot, services), seconds=seconds),
                sending(Sender(app.bot, services, pace), seconds=seconds),
            ):
                log.info("started", mode=settings.mode)
                await _take_in(settings, app, held, stop, verify_route(services))
    log.info("stopped")


@asynccontextmanager
async def opened(settings: RunSettings, clock: Clock) -> AsyncIterator[Services]:
    """Migrate, open the store with the right keys, and close it at the end."""
    url = settings.database_url.get_secret_value()
    await asyncio.to_thread(prepare, url)
    erasures = ErasureList(settings.erasures)
    await asyncio.to_thread(erasures.append, ())  # a place that cannot be written ends it here
    store = Store.open(url, settings.vault, clock, erasures)
    wall = _wall(settings, clock)
    try:
        await store.write(check_keys)
        await store.write(signing_keys.note)
        yield Services(
            store,
            clock,
            settings.zone,
            settings.organisation,
            settings.privacy_contact,
            settings.retention,
            settings.public_url or "",
            wall,
        )
    finally:
        if wall is not None:
            await wall.close()
        await store.close()


def _wall(settings: RunSettings, clock: Clock) -> Wall | None:
    """Open the doors of the leads; without their logins there are no counts to look at."""
    try:
        return Wall.open(
            settings.database_url.get_secret_value(), settings.logins, settings.vault, clock
        )
    except NoLogin as missing:
        log.warning("no_counts", error=type(missing).__name__)
        return None


@asynccontextmanager
async def application(settings: RunSettings, services: Services, pace: Pace) -> AsyncIterator[App]:
    """Build the application and close its connections at the end."""
    speaking = AiohttpRequest(concurrency=CONCURRENCY, pace=pace)
    polling = AiohttpRequest(concurrency=1, seconds=POLL_GRACE)
    app = build(
        settings.bot_token.get_secret_value(),
        services,
        api=settings.telegram_api,
        request=speaking,
        polling=polling,
    )
    try:
        yield app
    finally:
        await app.shutdown()
        await speaking.shutdown()  # the one above passes over an application that never began
        await polling.shutdown()


@contextmanager
def _door(settings: RunSettings, given: socket | None) -> Iterator[socket | None]:
    """Hold the web server's address, which the webhook needs, and a page that people reach."""
    if given is not None:
        with given:
            yield given
        return
    if settings.mode != "webhook" and not settings.public_url:
        yield None
        return
    with listening(*settings.address) as door:
        yield door


async def _begin(settings: RunSettings, app: App) -> None:
    """Ask Telegram who we are and have it deliver; Telegram being away is waited for."""
    await patiently(app.initialize, final=(InvalidToken,))
    try:
        await introduce(app)
    except TelegramError as error:  # it limits this much more than all else, and it may wait
        log.warning("not_introduced", error=type(error).__name__)
    if settings.mode == "webhook":
        url, secret = _webhook(settings)
        await point(app.bot, url, secret, ALLOWED_UPDATES)


async def _take_in(
    settings: RunSettings, app: App, door: socket | None, stop: asyncio.Event, page: Route
) -> None:
    """Take updates in until `stop`; while there is an address, the page is there in both modes."""
    handling = Handling(app)
    if door is not None and settings.mode == "webhook":
        _, secret = _webhook(settings)
        await serve(web_app(Webhook(app, handling, secret).take, page), door, stop)
        return
    async with asyncio.TaskGroup() as group:
        group.create_task(Polling(app, handling, ALLOWED_UPDATES).run(stop))
        if door is not None:
            group.create_task(serve(web_app(None, page), door, stop))


def _webhook(settings: RunSettings) -> tuple[str, str]:
    """Return the webhook's address and its secret."""
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    token = settings.bot_token.get_secret_value()
    return address(settings.public_url or "", token, secret), secret


async def _unless(stop: asyncio.Event, work: Coroutine[Any, Any, None]) -> bool:
    """Do the work, or give it up when `stop` is set first; tell whether it was done."""
    working, stopping = asyncio.ensure_future(work), asyncio.ensure_future(stop.wait())
    await asyncio.wait((working, stopping), return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if working.done():
        working.result()
        return True
    working.cancel()
    await asyncio.wait((working,))
    return False
