"""A plain line to Telegram for commands: no handlers, one short attempt."""

from telegram import Bot

from bot.settings import Settings
from bot.telegram_http import AiohttpRequest


def line(settings: Settings) -> Bot | None:
    """Return the bot's line to Telegram, not yet opened, or None without a token."""
    if settings.bot_token is None:
        return None
    return Bot(
        settings.bot_token.get_secret_value(),
        base_url=f"{settings.telegram_api}/bot",
        request=AiohttpRequest(concurrency=1),
        get_updates_request=AiohttpRequest(concurrency=1),
    )
