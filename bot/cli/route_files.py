"""`routes import|export`: routes from a file, with the difference first, and back into one."""

import sys
from pathlib import Path

import click

from bot.cli.stored import stored
from models.clock import system_clock
from models.file_tree import MOST_BYTES, Faulty
from models.route import Route
from models.route_file.compare import Difference, compare
from models.route_file.read import SEED, read_routes
from models.route_file.write import write_routes
from models.store import routes as store
from models.store import sites
from models.store.doors import Tx


@click.command("import")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--yes", is_flag=True, help="Do not ask.")
def import_routes(file: Path | None, *, yes: bool) -> None:
    """Import the routes of FILE; without one, those that came with the program.

    Shows what would be added and changed, and asks. Routes that the file leaves out stay as they
    are. When anything in it is wrong, every fault is named as file:line: reason, and nothing of
    the file is imported.
    """
    place = file or SEED
    given = _read(place, frozenset(site.id for site in stored(sites.all_sites)))
    found = compare(stored(store.all_routes), given)
    _show(found)
    if not found.routes:
        return
    if not yes:
        click.confirm("Import this?", abort=True)
    _import(given, found)
    click.echo(f"Imported: {len(found.added)} added, {len(found.changed)} changed.")


@click.command("export")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@click.option("--site", default=None, help="Only the own routes of this site (its id).")
def export_routes(file: Path | None, site: str | None) -> None:
    """Write every route to FILE, or to the screen; `import` reads it back as it is."""
    known = stored(store.all_routes)
    text = write_routes(route for route in known if site in (None, route.site))
    if file is None:
        click.echo(text, nl=False)
        return
    try:
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written ({error.strerror}).") from None
    click.echo(f"Written to {file}.")


def _read(place: Path, known_sites: frozenset[str]) -> tuple[Route, ...]:
    """Return the routes of a file; name its faults and end when there are any."""
    try:
        with place.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as error:
        raise click.ClickException(f"{place} cannot be read ({error.strerror}).") from None
    try:
        return read_routes(content, system_clock().date(), known_sites)
    except Faulty as faulty:
        for fault in faulty.faults:
            click.echo(f"{place}:{fault.line}: {fault.reason}", err=True)
        click.echo("Nothing was imported.", err=True)
        sys.exit(1)


def _show(found: Difference) -> None:
    for route in found.added:
        click.echo(f"added    {route.id} ({route.status}): {route.name}")
    for change in found.changed:
        click.echo(f"changed  {change.route.id}")
        for key, before, after in change.keys:
            click.echo(f"           {key}: {before or '(nothing)'} → {after or '(nothing)'}")
    click.echo(f"same     {found.same}")


def _import(given: tuple[Route, ...], shown: Difference) -> None:
    """Keep what was shown, unless somebody changed the routes since."""

    def keep(tx: Tx) -> bool:
        if compare(store.all_routes(tx, hold=True), given) != shown:
            return False
        for route in shown.routes:
            store.save(tx, route)
        return True

    if not stored(keep):
        raise click.ClickException("Somebody changed the routes meanwhile. Import again.")
