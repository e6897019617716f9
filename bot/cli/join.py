"""Shows how people join a site: by a link where the bot's name is known, else by a code."""

import asyncio

import click
from telegram.error import TelegramError
from telegram.helpers import create_deep_linked_url

from bot.cli.telegram import line
from bot.settings import Settings, load


def show_code(site: str, code: str) -> None:
    """Print a site's id and its join link, or its code when Telegram cannot be asked."""
    name = asyncio.run(_name_if_any(load(Settings)))
    if name:
        click.echo(f"{site}\t{create_deep_linked_url(name, code)}")
    else:
        click.echo(f"{site}\t{code}")
        click.echo(
            "The link is https://t.me/, the bot's name, then ?start= and the code.", err=True
        )


async def name_of_the_bot(settings: Settings) -> str:
    """Return the bot's user name; "" without a token. Raises TelegramError when it is away."""
    bot = line(settings)
    if bot is None:
        return ""
    async with bot:
        return bot.username


async def _name_if_any(settings: Settings) -> str:
    """Return the bot's user name; "" without a token that works just now."""
    try:
        return await name_of_the_bot(settings)
    except TelegramError:
        return ""
