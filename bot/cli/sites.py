"""`sites add|list|contacts|code rotate|close|poster`."""

import re

import click

from bot.cli import contacts
from bot.cli.join import show_code
from bot.cli.poster import poster
from bot.cli.stored import stored
from models.site import Nation, Site, SiteKind
from models.store import sites as store
from models.store.doors import Tx

_LIST = "See: python -m bot sites list"
_NOT_ALPHANUMERIC = re.compile(r"[^a-z0-9]+")
_LONGEST_ID = 32


@click.group()
def sites() -> None:
    """The places of work, each with a join link and contacts."""


@sites.command("add")
@click.option("--name", required=True, callback=contacts.name, help="What staff call the site.")
@click.option(
    "--kind",
    required=True,
    type=click.Choice([kind.value for kind in SiteKind]),
    help="What it mostly is; it orders the places people are offered.",
)
@click.option(
    "--security",
    default="",
    callback=contacts.security,
    help="The telephone number of the site's own security; never 2222.",
)
@click.option("--internal", is_flag=True, help="That number works from a hospital phone only.")
@click.option(
    "--exposure",
    default="",
    callback=contacts.route,
    help="Where to go after a bite, a needle or body fluids.",
)
@click.option(
    "--nation",
    default=Nation.ENGLAND.value,
    show_default=True,
    type=click.Choice([nation.value for nation in Nation]),
    help="Where it is; it decides which services and bank holidays are its own.",
)
def add(  # noqa: PLR0913 - a site has so many facts
    name: str, kind: str, security: str, exposure: str, nation: str, *, internal: bool
) -> None:
    """Add a site and print its join link (its join code when Telegram cannot be asked)."""
    contacts.refuse_odd_numbers(security, internal=internal)
    ident = _NOT_ALPHANUMERIC.sub("-", name.lower())[:_LONGEST_ID].strip("-")
    if not ident:
        raise click.BadParameter("It needs letters from a to z, or digits.", param_hint="--name")
    site = Site(
        id=ident,
        name=name,
        kind=SiteKind(kind),
        code=store.new_code(),
        security=security,
        security_internal=internal,
        exposure=exposure,
        nation=Nation(nation),
    )
    if not stored(lambda tx: store.add(tx, site)):
        raise click.ClickException(f"There is a site {ident} already. Choose another name.")
    show_code(site.id, site.code)


@sites.command("list")
def list_sites() -> None:
    """List every site: id, kind, nation, open or closed, join code, name."""
    known = stored(store.all_sites)
    for site in known:
        state = "closed" if site.closed else "open"
        click.echo(f"{site.id}\t{site.kind}\t{site.nation}\t{state}\t{site.code}\t{site.name}")
    if not known:
        click.echo("There are no sites yet. Add one with: python -m bot sites add")


@sites.command("contacts")
@click.argument("site")
@click.option("--security", callback=contacts.security, help="As with `add`; '' for none.")
@click.option("--internal", is_flag=True, help="That number works from a hospital phone only.")
@click.option("--exposure", callback=contacts.route, help="As with `add`; '' for none.")
def change(site: str, security: str | None, exposure: str | None, *, internal: bool) -> None:
    """Change what people of SITE (its id) call, at once; what is not given stays as it is."""
    if security is None and (internal or exposure is None):
        raise click.UsageError("Give --security, --exposure or both.")
    contacts.refuse_odd_numbers(security or "", internal=internal)
    changed: dict[str, object] = {} if exposure is None else {"exposure": exposure}
    if security is not None:
        changed |= {"security": security, "security_internal": internal}
    if not stored(lambda tx: store.change_contacts(tx, site, **changed)):
        raise click.ClickException(f"There is no site {site}. {_LIST}")
    click.echo(f"{site} has other contacts now.")


@sites.group("code")
def code() -> None:
    """The join code in a site's link and poster."""


@code.command("rotate")
@click.argument("site")
def rotate(site: str) -> None:
    """Give SITE (its id) a new join code; the old link stops working at once."""

    def turn(tx: Tx) -> str | None:
        known = store.by_id(tx, site)
        if known is not None and known.closed:
            raise click.ClickException(f"{site} is closed: nobody can join it.")
        return store.rotate_code(tx, site)

    fresh = stored(turn)
    if fresh is None:
        raise click.ClickException(f"There is no site {site}. {_LIST}")
    show_code(site, fresh)


@sites.command("close")
@click.argument("site")
def close(site: str) -> None:
    """Close SITE (its id): nobody can join it any more, those who did stay.

    What was logged there stays too.
    """
    if not stored(lambda tx: store.close(tx, site)):
        raise click.ClickException(f"There is no site {site}. {_LIST}")
    click.echo(f"{site} is closed.")


sites.add_command(poster)
