"""The group of commands, and how each failure ends: one line with a mend, and an exit code."""

import secrets
import sys

import click

from bot import logs
from bot.cli.backup import backup, restore
from bot.cli.book import book
from bot.cli.check import check
from bot.cli.endings import DEFECT, ENDINGS, FAILED, SETTINGS
from bot.cli.erase import erase
from bot.cli.keys import keys
from bot.cli.leads import leads
from bot.cli.phrases import phrases
from bot.cli.redaction import redaction
from bot.cli.routes import routes
from bot.cli.running import migrate_command, run_command
from bot.cli.scenes import scenes
from bot.cli.sites import sites
from bot.cli.verify import verify
from bot.settings import BadSettings
from bot.where import where
from models.safety import BrokenList
from models.store.keyring import WrongKeys

HELP = """Handrail: a private Telegram bot for health-service staff.

Settings come from the environment and from the file .env here; .env.example names them all.

\b
Exit codes:
  0   done
  1   a check failed, or the command was refused
  2   a setting or an option is missing or wrong
  3   the database cannot be used
  4   Telegram cannot be reached
  70  a defect in Handrail
"""


@click.group(help=HELP, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Hold the commands."""
    logs.configure()


for command in (
    run_command,
    migrate_command,
    keys,
    sites,
    leads,
    routes,
    redaction,
    phrases,
    verify,
    book,
    scenes,
    check,
):
    cli.add_command(command)
for command in (backup, restore, erase):
    cli.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run a command and exit; nobody ever sees a traceback."""
    try:
        cli.main(args=arguments, prog_name="python -m bot", standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        sys.exit(wrong.exit_code)
    except (click.Abort, BrokenPipeError):
        sys.exit(FAILED)
    except Exception as fault:  # noqa: BLE001 - the last place that can word it
        sys.exit(_worded(fault))
    sys.exit(0)


def _worded(fault: Exception) -> int:
    """Say what ended the command, and return its exit code."""
    while isinstance(fault, ExceptionGroup):
        fault = fault.exceptions[0]
    if isinstance(fault, BadSettings):
        return _say(SETTINGS, *fault.lines)
    if isinstance(fault, BrokenList):
        return _say(FAILED, f"The phrase list cannot be used. {fault}")
    if isinstance(fault, WrongKeys):
        return _say(SETTINGS, _keys(fault))
    for kind, code, line in ENDINGS:
        if isinstance(fault, kind):
            return _say(code, line)
    place, reference = where(fault) or "start", secrets.token_hex(3).upper()
    return _say(
        DEFECT,
        f"Something is wrong in Handrail itself ({type(fault).__name__} at {place}). "
        f"Please report this line. Reference {reference}.",
    )


def _keys(fault: WrongKeys) -> str:
    missing, changed = ", ".join(fault.missing), ", ".join(fault.changed)
    return (
        "HANDRAIL_KEYS does not hold the keys that this database was sealed with. "
        f"Missing: {missing or 'none'}. Changed: {changed or 'none'}."
    )


def _say(code: int, *lines: str) -> int:
    for line in lines:
        click.echo(line, err=True)
    return code
