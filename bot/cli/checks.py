"""`check`: says of each thing whether it is right, and what would mend it."""

import asyncio
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass

import click
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.settings import BadSettings, RunSettings, load
from bot.telegram_http import AiohttpRequest
from models.clock import system_clock
from models.store import updates
from models.store.doors import Store, StoreDown
from models.store.keyring import WrongKeys, check_keys
from models.store.migrate import NewerDatabase, migrate


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `mend` is empty when it is right."""

    thing: str
    mend: str = ""


@click.command("check")
def check() -> None:
    """Check settings, database, keys, token and Telegram; each failure comes with its mend.

    Exits with 0 when everything is right, else with 1.
    """
    try:
        settings = load(RunSettings)
    except BadSettings as bad:
        for line in bad.lines:
            _show(Finding("settings", line))
        sys.exit(1)
    _show(Finding("settings"))
    wrong = asyncio.run(_look(settings))
    sys.exit(1 if wrong else 0)


async def _look(settings: RunSettings) -> int:
    wrong = 0
    for look in (_database, _telegram):
        async for finding in look(settings):
            _show(finding)
            wrong += bool(finding.mend)
    return wrong


def _show(finding: Finding) -> None:
    click.echo(f"{'wrong' if finding.mend else 'right'}  {finding.thing}")
    if finding.mend:
        click.echo(f"       {finding.mend}")


async def _database(settings: RunSettings) -> AsyncIterator[Finding]:
    url = settings.database_url.get_secret_value()
    try:
        await asyncio.to_thread(migrate, url)
    except NewerDatabase:
        yield Finding("database", "It belongs to a newer Handrail. Run that one.")
        return
    except (StoreDown, OSError):
        yield Finding("database", "It cannot be reached or written. See HANDRAIL_DATABASE_URL.")
        return
    yield Finding("database")
    store = Store.open(url, settings.vault, system_clock)
    try:
        await store.write(check_keys)
        yield Finding("keys")
        aside = await store.read(updates.count_set_aside)
        yield Finding(
            "updates",
            f"{aside} were set aside. Look for their references in the log." if aside else "",
        )
    except WrongKeys as keys:
        names = ", ".join((*keys.missing, *keys.changed))
        yield Finding("keys", f"HANDRAIL_KEYS needs the keys this was sealed with: {names}.")
    finally:
        await store.close()


async def _telegram(settings: RunSettings) -> AsyncIterator[Finding]:
    bot = Bot(
        settings.bot_token.get_secret_value(),
        base_url=f"{settings.telegram_api}/bot",
        request=AiohttpRequest(),
        get_updates_request=AiohttpRequest(),
    )
    try:
        async with bot:
            yield Finding("token")
            yield Finding("groups", _GROUPS if bot.bot.can_join_groups else "")
            info = await bot.get_webhook_info()
            stray = bool(info.url) and settings.mode == "polling"
            yield Finding("webhook", _WEBHOOK if stray else "")
    except InvalidToken:
        yield Finding("token", "Telegram refuses it. Copy HANDRAIL_BOT_TOKEN from @BotFather.")
    except TelegramError:
        yield Finding(
            "telegram", "It cannot be reached. See HANDRAIL_TELEGRAM_API and the network."
        )


_GROUPS = "The bot can be added to groups. In @BotFather: /setjoingroups, then Disable."
_WEBHOOK = "A webhook is set and the mode is polling. `run` removes it when it starts."
