"""`verify`: says whether a file is a copy as this Handrail made it."""

import sys
from pathlib import Path

import click

from bot.cli.endings import FAILED
from bot.cli.stored import stored
from messages.words import label
from models.signature import LARGEST, Verdict, verdict
from models.store import signing_keys
from models.store.doors import Tx


@click.command("verify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def verify(file: Path) -> None:
    """Say whether FILE is a copy that this Handrail made, with every byte as it was.

    Ends with 0 if it is, with 1 if not. Nothing of the file is kept. Keys that are no longer in
    HANDRAIL_KEYS are known as well, if this database was used with them.
    """
    came = verdict(_read(file), stored(_keys))
    click.echo(label("verify", f"title_{came}"))
    click.echo(label("verify", came))
    if came is not Verdict.GENUINE:
        sys.exit(FAILED)


def _keys(tx: Tx) -> dict[str, bytes]:
    signing_keys.note(tx)
    return signing_keys.known(tx)


def _read(file: Path) -> bytes:
    """Read no more than tells that a file is too large to be a copy."""
    try:
        with file.open("rb") as opened:
            return opened.read(LARGEST + 1)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read: {error.strerror}.") from None
