"""`backup` and `restore`."""

from pathlib import Path
from typing import NoReturn

import click

from bot.cli.progress import Progress
from bot.settings import StoreSettings, load
from models.clock import system_clock
from models.store.backup import making, restoring
from models.store.backup.form import BadBackup
from models.store.backup.snapshot import NotCurrent
from models.store.erasures import BadList, Erased, ErasureList, read

_FILE = click.Path(path_type=Path, dir_okay=False)
_BAD = {
    "identity": "It was encrypted to another public key. Give the identity that belongs to it.",
    "form": "It is no backup of Handrail, or its beginning is damaged.",
    "newer": "It was made by a newer Handrail. Restore it with that one.",
    "damaged": "It was cut short or changed after it was made. Take another one.",
    "forged": "It was not made with these HANDRAIL_KEYS, or was changed. Take another one.",
}


@click.command("backup")
@click.argument("file", type=_FILE)
@click.option("--to", required=True, multiple=True, help="A public key of age: age1…")
def backup(file: Path, to: tuple[str, ...]) -> None:
    """Write a backup to FILE, encrypted, while the bot runs.

    Make the key pair with age-keygen, and keep the identity on another machine. Drafts, parked
    reports and marks of updates are left out. FILE must not exist yet. Erase backups after
    HANDRAIL_BACKUP_DAYS, and copy the list of erasures (HANDRAIL_ERASURES) away as well.
    """
    settings = load(StoreSettings)
    url = settings.database_url.get_secret_value()
    try:
        size = making.make(url, settings.vault, system_clock, making.Aim(file, to), Progress())
    except making.BadRecipient:
        raise click.BadParameter("That is no public key of age.", param_hint="--to") from None
    except making.Taken:
        _refuse(f"{file} is there already, or is being written. Choose another name.")
    except NotCurrent:
        _refuse("The database is older than this Handrail. Run: python -m bot migrate")
    except OSError as error:
        _refuse(f"{file} cannot be written: {error.strerror or error}.")
    click.echo(f"{file} is written: {size:,} bytes.")


@click.command("restore")
@click.argument("file", type=_FILE)
@click.option("--identity", type=_FILE, required=True, help="The file with age's secret key.")
@click.option(
    "--erasures", type=_FILE, multiple=True, help="A list of erasures; each replica has one."
)
def restore(file: Path, identity: Path, erasures: tuple[Path, ...]) -> None:
    """Fill an empty database from the backup FILE, without what was erased since.

    HANDRAIL_DATABASE_URL may be of another kind than the one that was backed up. The list at
    HANDRAIL_ERASURES is heeded too. Unless all of it is right, nothing changes. Invitations of
    leads that were open are ended: one that was used since would work once more.
    """
    settings = load(StoreSettings)
    url = settings.database_url.get_secret_value()
    try:
        erased, lists = _erased(settings.erasures, erasures)
        source = restoring.Source(file, restoring.identities(identity), erased)
        done = restoring.restore(url, settings.vault, system_clock, source, Progress())
    except BadBackup as bad:
        _refuse(f"{file}: {_BAD[bad.reason]} Nothing was changed.")
    except restoring.NotEmpty:
        _refuse("The database is not empty. Give HANDRAIL_DATABASE_URL a new one.")
    except restoring.BadIdentity:
        _refuse(f"{identity} holds no secret key of age.")
    except BadList as bad:
        _refuse(f"{bad} is no list of erasures. Nothing was changed.")
    except OSError as error:
        _refuse(f"{error.filename or file}: {error.strerror or error}. Nothing was changed.")
    click.echo(f"{file} is restored. Left out, as erased since: {done.left_out:,} rows.")
    if done.uninvited:
        click.echo(
            "Ended, as they may have been used since: the invitations of "
            f"{', '.join(done.uninvited)}. Invite anew: python -m bot leads invite"
        )
    if not lists:
        click.echo(
            f"No list of erasures was found. What was erased since {done.since} is back: look for "
            "the list (HANDRAIL_ERASURES of each replica), and restore again with --erasures.",
            err=True,
        )


def _erased(own: Path, others: tuple[Path, ...]) -> tuple[list[Erased], bool]:
    """Read the lists, and have this machine's hold them all; tell whether there was any."""
    here = list(read(own)) if own.exists() else []
    known = set(here)
    given = {each: None for path in others for each in read(path) if each not in known}
    if given:
        ErasureList(own).append(given)
    return [*here, *given], bool(others) or own.exists()


def _refuse(line: str) -> NoReturn:
    raise click.ClickException(line)
