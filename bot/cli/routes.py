"""`routes list|verify`, and the group that holds what else there is to do with routes."""

import click

from bot.cli import contacts
from bot.cli.check_routes import check
from bot.cli.route_files import export_routes, import_routes
from bot.cli.stored import stored
from models.clock import system_clock
from models.route import Status
from models.store import routes as store

_LIST = "See: python -m bot routes list"


@click.group()
def routes() -> None:
    """The places to turn to that people are shown."""


@routes.command("list")
@click.option("--site", default=None, help="Only the own routes of this site (its id).")
@click.option(
    "--status",
    default=None,
    type=click.Choice([status.value for status in Status]),
    help="Only those of this status.",
)
def list_routes(site: str | None, status: str | None) -> None:
    """List routes: id, status, kind, site, when and by whom it was verified, name."""
    known = stored(store.all_routes)
    shown = [r for r in known if site in (None, r.site) and status in (None, r.status)]
    for route in shown:
        verified = f"{route.verified} {route.verified_by}" if route.verified else "never"
        line = (route.id, route.status, route.kind, route.site or "-", verified, route.name)
        click.echo("\t".join(line))
    if not shown:
        click.echo("There are no such routes.")


@routes.command("verify")
@click.argument("route")
@click.option("--by", required=True, callback=contacts.name, help="Who called it and looked.")
def verify(route: str, by: str) -> None:
    """Note that ROUTE (its id) was called and looked at today; from now on it is shown.

    Call its number, open its link and compare its hours first.
    """
    today = system_clock().date()
    sure = stored(lambda tx: store.verify(tx, route, by, today))
    if sure is None:
        known = stored(lambda tx: store.by_id(tx, route))
        if known is None:
            raise click.ClickException(f"There is no route {route}. {_LIST}")
        raise click.ClickException(
            f"{route} is {known.status}: give it its facts and another status first, "
            "with: python -m bot routes import FILE"
        )
    click.echo(f"{sure.id} was verified on {today} by {by}.")


for command in (import_routes, export_routes, check):
    routes.add_command(command)
