"""`sites poster`: a site's poster as a PDF, ready to print."""

import asyncio
from pathlib import Path

import click
from telegram.helpers import create_deep_linked_url

from bot.cli.join import name_of_the_bot
from bot.cli.stored import stored
from bot.settings import BadSettings, Settings, load
from messages.poster import NoLetters, Poster, draw
from models.site import Site
from models.store import sites

NO_TOKEN = "HANDRAIL_BOT_TOKEN is missing: the poster's link holds the bot's name."  # noqa: S105
NO_LETTERS = "The poster's font has no letters for this name. Add the site under a Latin name."


@click.command("poster")
@click.argument("site")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def poster(site: str, file: Path | None, *, force: bool) -> None:
    """Write the poster of SITE (its id) as a PDF: one A4 page with the join link as a QR code.

    FILE is SITE-poster.pdf when it is not given. It needs the bot's token, for the link holds the
    bot's name. After a new join code print a new poster: the old one stops working.
    """
    where = file or Path(f"{site}-poster.pdf")
    _refuse_to_overwrite(where, force=force)
    known = _open_site(site)
    name = asyncio.run(name_of_the_bot(load(Settings)))
    if not name:
        raise BadSettings((NO_TOKEN,))
    link = create_deep_linked_url(name, known.code)
    _write(where, _drawn(Poster(known.name, link, example=known.example)))
    click.echo(f"{where}\t{link}")


def _open_site(site: str) -> Site:
    known = stored(lambda tx: sites.by_id(tx, site))
    if known is None:
        raise click.ClickException(f"There is no site {site}. See: python -m bot sites list")
    if known.closed:
        raise click.ClickException(f"{site} is closed: nobody can join it.")
    return known


def _drawn(wanted: Poster) -> bytes:
    try:
        return draw(wanted)
    except NoLetters:
        raise click.ClickException(NO_LETTERS) from None


def _refuse_to_overwrite(file: Path, *, force: bool) -> None:
    if file.exists() and not force:
        raise click.ClickException(f"{file} is there already. Add --force to write over it.")


def _write(file: Path, document: bytes) -> None:
    try:
        file.write_bytes(document)
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from None
