"""`run` and `migrate`."""

import asyncio
import gc
import signal

import click

from bot import logs
from bot.running import run
from bot.settings import RunSettings, Settings, load
from handlers.catalogue import catalogue
from models import safety
from models.clock import system_clock
from models.store.prepare import prepare


@click.command("run")
def run_command() -> None:
    """Run the bot until SIGTERM or Ctrl+C.

    Brings an empty or older database up to date first and refuses a newer one. A setting that is
    missing or wrong is named and ends it at once with 2. Telegram being away is waited for. In
    webhook mode Telegram must reach HANDRAIL_PUBLIC_URL over https.
    """
    settings = load(RunSettings)
    logs.configure(secrets=settings.secrets)
    for refused in catalogue().refused:
        click.echo(f"Left out: {refused}", err=True)
    safety.ready()
    _keep_what_is_loaded()
    asyncio.run(_until_told(settings))


def _keep_what_is_loaded() -> None:
    """Take what is loaded by now out of the garbage collector's sight: it stays until the end.

    To look through it took 130 ms, up to once a second, and every chat waited for that.
    """
    gc.collect()
    gc.freeze()


async def _until_told(settings: RunSettings) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    await run(settings, system_clock, stop)


@click.command("migrate")
def migrate_command() -> None:
    """Bring an empty or older database up to date; refuse a newer one."""
    prepare(load(Settings).database_url.get_secret_value())
    click.echo("The database is up to date.")
