"""What `check` says of the token, groups and the webhook."""

from collections.abc import AsyncIterator
from datetime import timedelta

from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.cli.finding import Finding
from bot.cli.telegram import line
from bot.intake.webhook import address
from bot.settings import Settings
from models.clock import system_clock

RECENT = timedelta(hours=1)
"""A delivery that failed longer ago than this says nothing about now."""

GROUPS = "The bot can be added to groups. Tell @BotFather /setjoingroups and choose Disable."


async def look_at_telegram(settings: Settings) -> AsyncIterator[Finding]:
    """Look whether Telegram takes the token, and how the bot is set up there."""
    bot = line(settings)
    if bot is None:
        return  # named already, among the settings
    try:
        async with bot:
            yield Finding("token", f"it is @{bot.username}'s")
            yield _groups(bot)
            yield _webhook(settings, await bot.get_webhook_info())
    except InvalidToken:
        yield Finding.wrong(
            "token", "Telegram refuses it. Copy HANDRAIL_BOT_TOKEN from @BotFather again."
        )
    except TelegramError:
        yield Finding.wrong(
            "telegram", "It cannot be reached. Look at HANDRAIL_TELEGRAM_API and the network."
        )


def _groups(bot: Bot) -> Finding:
    if bot.bot.can_join_groups:
        return Finding.wrong("groups", GROUPS)
    return Finding("groups", "the bot cannot be added to any")


def _webhook(settings: Settings, info: WebhookInfo) -> Finding:
    if settings.mode == "polling":
        return (
            Finding.wrong(
                "webhook", "One is set, and the mode is polling. `run` removes it when it starts."
            )
            if info.url
            else Finding("webhook", "none is set, as polling needs it")
        )
    if info.url != _ours(settings):
        return Finding.wrong("webhook", "Telegram does not deliver here yet. `run` sets it.")
    if info.last_error_date and system_clock() - info.last_error_date < RECENT:
        return Finding.wrong(
            "webhook",
            f"Telegram could not deliver at {info.last_error_date:%H:%M} UTC. Look whether "
            "HANDRAIL_PUBLIC_URL leads to the bot with a certificate that Telegram trusts.",
        )
    return Finding("webhook", f"it is set; {info.pending_update_count} updates wait")


def _ours(settings: Settings) -> str:
    if not (settings.bot_token and settings.webhook_secret):
        return ""
    token = settings.bot_token.get_secret_value()
    return address(settings.public_url or "", token, settings.webhook_secret.get_secret_value())
