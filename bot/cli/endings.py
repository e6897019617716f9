"""What can end a command: its exit code and the line that says what mends it."""

from telegram.error import BadRequest, InvalidToken, TelegramError

from bot.cli.check_store import UNREACHABLE
from bot.web import AddressTaken
from models.store.doors import StoreDown
from models.store.migrate import NewerDatabase

FAILED, SETTINGS, STORE, TELEGRAM, DEFECT = 1, 2, 3, 4, 70
"""The exit codes, as `python -m bot --help` explains them."""

LISTEN = (
    "HANDRAIL_LISTEN: nothing can listen there. Is another program using it? "
    "Choose another port, or end that program."
)
REFUSED = "HANDRAIL_BOT_TOKEN: Telegram refuses it. Copy it from @BotFather again."
PUBLIC_URL = (
    "HANDRAIL_PUBLIC_URL: Telegram does not accept this address. It must be https, on port 443, "
    "80, 88 or 8443, with a name that the whole internet can look up."
)
AWAY = "Telegram cannot be reached. Look at HANDRAIL_TELEGRAM_API and the network."

ENDINGS: tuple[tuple[type[Exception], int, str], ...] = (
    (NewerDatabase, STORE, "A newer Handrail has been at this database. Start that one."),
    (StoreDown, STORE, f"The database: {UNREACHABLE}"),
    (OSError, STORE, f"The database: {UNREACHABLE}"),
    (AddressTaken, SETTINGS, LISTEN),
    (InvalidToken, SETTINGS, REFUSED),
    (BadRequest, SETTINGS, PUBLIC_URL),
    (TelegramError, TELEGRAM, AWAY),
)
"""The first that fits, so order matters: BadRequest is a TelegramError."""
