"""The group of commands, and how each failure ends: one line with a mend, and an exit code."""

import sys

import click
import structlog
from telegram.error import InvalidToken, TelegramError

from bot.cli.checks import check
from bot.cli.keys import keys
from bot.cli.running import migrate_command, run_command
from bot.cli.sites import sites
from bot.settings import BadSettings
from models.store.doors import StoreDown
from models.store.keyring import WrongKeys
from models.store.migrate import NewerDatabase

log = structlog.get_logger()
SETTINGS, STORE, TELEGRAM, DEFECT = 2, 3, 4, 70


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Handrail: a private Telegram bot for health-service staff.

    Settings come from the environment and from .env (see .env.example).

    Exit codes: 0 done, 1 a check failed, 2 a setting or an option is wrong, 3 the database
    cannot be used, 4 Telegram cannot be used, 70 a defect of ours.
    """


for command in (run_command, migrate_command, keys, sites, check):
    cli.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit; nobody ever sees a traceback."""
    try:
        cli.main(args=arguments, standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except click.Abort:
        sys.exit(1)
    except Exception as fault:  # noqa: BLE001 - the last place that can word it
        sys.exit(_worded(fault))
    sys.exit(0)


def _worded(fault: Exception) -> int:
    if isinstance(fault, BadSettings):
        return _say(SETTINGS, *fault.lines)
    if isinstance(fault, WrongKeys):
        return _say(SETTINGS, _keys(fault))
    for kind, code, line in _ENDINGS:
        if isinstance(fault, kind):
            return _say(code, line)
    log.error("defect", error=type(fault).__name__)
    return _say(DEFECT, f"Something is wrong in Handrail itself: {type(fault).__name__}.")


_ENDINGS: tuple[tuple[type[Exception], int, str], ...] = (
    (NewerDatabase, STORE, "The database belongs to a newer Handrail. Start that one."),
    (StoreDown, STORE, "The database cannot be reached or written. See HANDRAIL_DATABASE_URL."),
    (InvalidToken, SETTINGS, "HANDRAIL_BOT_TOKEN: Telegram refuses this token."),
    (TelegramError, TELEGRAM, "Telegram cannot be reached. See HANDRAIL_TELEGRAM_API."),
    (OSError, SETTINGS, "The address or folder cannot be used. See HANDRAIL_LISTEN."),
)
"""What ends a command, its exit code and the mend; the first that fits, so order matters."""


def _keys(fault: WrongKeys) -> str:
    missing, changed = ", ".join(fault.missing), ", ".join(fault.changed)
    return (
        "HANDRAIL_KEYS does not hold the keys that this database was sealed with. "
        f"Missing: {missing or 'none'}; other bytes: {changed or 'none'}."
    )


def _say(code: int, *lines: str) -> int:
    for line in lines:
        click.echo(line, err=True)
    return code
