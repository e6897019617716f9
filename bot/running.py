"""The bot as it runs: store, application, intake, ticker; started in order, stopped in reverse."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import structlog
from telegram.error import TelegramError

from bot.assembly import ALLOWED_UPDATES, build, introduce
from bot.intake.handled import Handling, note_fault
from bot.intake.polling import LONG_POLL, Polling
from bot.intake.webhook import PATH, Webhook
from bot.settings import RunSettings
from bot.telegram_http import AiohttpRequest
from bot.ticker import SECONDS, ticking
from bot.web import serve, web_app
from handlers.chores import tick
from handlers.context import App, Services
from models.clock import Clock
from models.store.doors import Store
from models.store.keyring import check_keys
from models.store.migrate import migrate

log = structlog.get_logger()
CONCURRENCY = 128
"""Connections to Telegram at most: two calls for each update in hand."""


async def run(
    settings: RunSettings, clock: Clock, stop: asyncio.Event, *, seconds: float = SECONDS
) -> None:
    """Run the bot until `stop`.

    Raises NewerDatabase, StoreDown and WrongKeys at the start, InvalidToken at any time.
    """
    async with opened(settings, clock) as services, application(settings, services) as app:
        handling = Handling(app)
        async with ticking(partial(tick, app.bot, services), seconds=seconds):
            log.info("started", mode=settings.mode)
            if settings.mode == "webhook":
                await _webhook(settings, app, handling, stop)
            else:
                await Polling(app, handling, ALLOWED_UPDATES).run(stop)
    log.info("stopped")


@asynccontextmanager
async def opened(settings: RunSettings, clock: Clock) -> AsyncIterator[Services]:
    """Migrate, open the store with the right keys, and close it at the end."""
    url = settings.database_url.get_secret_value()
    await asyncio.to_thread(migrate, url)
    store = Store.open(url, settings.vault, clock)
    try:
        await store.write(check_keys)
        yield Services(
            store, clock, settings.zone, settings.organisation, settings.privacy_contact
        )
    finally:
        await store.close()


@asynccontextmanager
async def application(settings: RunSettings, services: Services) -> AsyncIterator[App]:
    """Build the application and hold its connections open; Telegram being away is waited for."""
    app = build(
        settings.bot_token.get_secret_value(),
        services,
        api=settings.telegram_api,
        request=AiohttpRequest(concurrency=CONCURRENCY),
        polling=AiohttpRequest(concurrency=1, seconds=LONG_POLL + 10),
    )
    app.add_error_handler(note_fault)
    await _initialised(app)
    try:
        yield app
    finally:
        await app.shutdown()


async def _initialised(app: App) -> None:
    """Initialise, which asks Telegram who we are; an outage is no reason to give up."""
    while True:
        try:
            await app.initialize()
            await introduce(app)
        except TelegramError as error:
            if _is_final(error):
                raise
            log.warning("telegram_away", error=type(error).__name__)
            await asyncio.sleep(2)
        else:
            return


def _is_final(error: TelegramError) -> bool:
    return type(error).__name__ in ("InvalidToken", "Forbidden")


async def _webhook(
    settings: RunSettings, app: App, handling: Handling, stop: asyncio.Event
) -> None:
    secret = settings.webhook_secret.get_secret_value() if settings.webhook_secret else ""
    host, port = settings.address
    await _set_webhook(app, f"{settings.public_url}{PATH}", secret)
    await serve(web_app(Webhook(app, handling, secret).take), host, port, stop)


async def _set_webhook(app: App, url: str, secret: str) -> None:
    """Point Telegram here, unless it does so already: many replicas start at once."""
    info = await app.bot.get_webhook_info()
    allowed = set(info.allowed_updates or ())
    if info.url != url or allowed != set(ALLOWED_UPDATES):
        await app.bot.set_webhook(
            url, secret_token=secret, allowed_updates=ALLOWED_UPDATES, max_connections=100
        )
