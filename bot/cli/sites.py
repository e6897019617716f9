"""`sites add|list|code rotate|close`."""

import re

import click

from bot.cli.stored import stored
from models.site import Site, SiteKind
from models.store import sites as store

CRASH_TEAM = "2222"
_NUMBER = re.compile(r"\+?[0-9][0-9 ]{1,18}[0-9]")
_SLUG = re.compile(r"[^a-z0-9]+")


@click.group()
def sites() -> None:
    """The places of work that have a join link and contacts of their own."""


def _phone(_context: click.Context, _option: click.Parameter, value: str) -> str:
    if value.replace(" ", "") == CRASH_TEAM:
        raise click.BadParameter(
            "2222 calls the crash team in every hospital, never security. Give another number."
        )
    if value and not _NUMBER.fullmatch(value):
        raise click.BadParameter("Give digits and spaces only, for example 020 7946 0123.")
    return value


@sites.command("add")
@click.option("--name", required=True, help="What staff call the site.")
@click.option("--kind", required=True, type=click.Choice([kind.value for kind in SiteKind]))
@click.option("--security", default="", callback=_phone, help="The site's own security number.")
@click.option("--internal", is_flag=True, help="That number works from a hospital phone only.")
@click.option("--exposure", default="", help="Where to go after a bite, needle or body fluid.")
def add(name: str, kind: str, security: str, exposure: str, *, internal: bool) -> None:
    """Add a site and print its join code."""
    ident = _SLUG.sub("-", name.lower()).strip("-")[:32]
    if not ident:
        raise click.BadParameter("The name needs letters or digits.", param_hint="--name")
    site = Site(ident, name, SiteKind(kind), store.new_code(), security, internal, exposure)
    if not stored(lambda tx: store.add(tx, site)):
        raise click.ClickException(f"There is a site {ident} already. Choose another name.")
    _show_code(ident, site.code)


@sites.command("list")
def list_sites() -> None:
    """List every site: id, kind, open or closed, join code, name."""
    known = stored(store.all_sites)
    for site in known:
        state = "closed" if site.closed else "open"
        click.echo(f"{site.id}\t{site.kind}\t{state}\t{site.code}\t{site.name}")
    if not known:
        click.echo("There are no sites yet. Add one with: python -m bot sites add")


@sites.group("code")
def code() -> None:
    """The join code in a site's link and poster."""


@code.command("rotate")
@click.argument("site")
def rotate(site: str) -> None:
    """Give a site a new join code; the old link stops working at once."""
    fresh = stored(lambda tx: store.rotate_code(tx, site))
    if fresh is None:
        raise click.ClickException(f"There is no site {site}. See: python -m bot sites list")
    _show_code(site, fresh)


@sites.command("close")
@click.argument("site")
def close(site: str) -> None:
    """Close a site: nobody can join it any more; those who did stay."""
    if not stored(lambda tx: store.close(tx, site)):
        raise click.ClickException(f"There is no site {site}. See: python -m bot sites list")
    click.echo(f"{site} is closed.")


def _show_code(site: str, join: str) -> None:
    click.echo(f"{site}\t{join}")
    click.echo(f"Join link: https://t.me/<your bot's name>?start={join}")
