"""`leads invite|list|revoke|audit|grants`."""

import click

from bot.cli import contacts
from bot.cli.join import show_code
from bot.cli.stored import stored
from bot.settings import Settings, load
from models.lead import Lead
from models.site import Site
from models.store import desk, sites
from models.store import leads as store
from models.store.doors import Tx
from models.store.leads import Invitation, Listed
from models.store.rights import COUNTS, DESK, grants
from models.store.wall import login_of

LONGEST_DAYS = 30


@click.group()
def leads() -> None:
    """The wellbeing leads: invited by a link, never able to see a report."""


@leads.command("invite")
@click.option("--name", required=True, callback=contacts.name, help="What you call the lead.")
@click.option("--sites", "named", default="", help="The ids of their sites, with commas between.")
@click.option("--all-sites", "everywhere", is_flag=True, help="Every site, later ones too.")
@click.option("--may-verify", is_flag=True, help="They may say which site routes are right.")
@click.option(
    "--days",
    default=7,
    show_default=True,
    type=click.IntRange(1, LONGEST_DAYS),
    help="How long the link is open.",
)
def invite(name: str, named: str, days: int, *, everywhere: bool, may_verify: bool) -> None:
    """Print a link that makes whoever opens it first, and accepts, a lead.

    Hand it over in person or by a channel that only they read. It works once.
    """
    wanted = [ident.strip() for ident in named.split(",") if ident.strip()]
    if bool(wanted) == everywhere:
        raise click.UsageError("Give --sites, or --all-sites: one of the two.")

    def turn(tx: Tx) -> Invitation:
        known = () if everywhere else _known(tx, wanted)
        return store.invite(tx, Lead(name, known, everywhere, may_verify), days)

    invitation = stored(turn)
    show_code(invitation.id, invitation.code)


@leads.command("list")
def list_leads() -> None:
    """List every lead: id, since when (or until when invited), right, sites, name."""
    known = stored(store.all_leads)
    for each in known:
        click.echo("\t".join(_columns(each)))
    if not known:
        click.echo("There are no leads yet. Invite one with: python -m bot leads invite")


@leads.command("revoke")
@click.argument("lead")
def revoke(lead: str) -> None:
    """End what LEAD (its id) may do, or an invitation, at once."""
    if not stored(lambda tx: store.revoke(tx, lead)):
        raise click.ClickException(f"There is no lead {lead}. See: python -m bot leads list")
    click.echo(f"{lead} is no lead any more.")


@leads.command("audit")
def audit() -> None:
    """List every view of the counts: day, lead, what was looked at, name; the newest first.

    What a lead looked at is kept as long as the lead.
    """
    seen = stored(desk.views)
    for each in seen:
        click.echo("\t".join((f"{each.day}", each.lead, each.shown, each.name)))
    if not seen:
        click.echo("No lead has looked at the counts yet.")


@leads.command("grants")
def grants_command() -> None:
    """Print what PostgreSQL must be told so that the two logins may do their part and no more.

    Make the logins first (CREATE ROLE ... LOGIN PASSWORD ...), put their addresses into
    HANDRAIL_COUNTS_URL and HANDRAIL_DESK_URL, then have the owner of the database run this.
    """
    logins = load(Settings).logins
    for url, rights in ((logins.counts, COUNTS), (logins.desk, DESK)):
        if url is None:
            raise click.ClickException("Set HANDRAIL_COUNTS_URL and HANDRAIL_DESK_URL first.")
        for statement in grants(login_of(url), rights):
            click.echo(statement)


def _known(tx: Tx, wanted: list[str]) -> tuple[Site, ...]:
    """Return the sites of these ids; refuses one that there is not."""
    known = {site.id: site for site in sites.all_sites(tx)}
    missing = [ident for ident in wanted if ident not in known]
    if missing:
        raise click.ClickException(
            f"There is no site {', '.join(missing)}. See: python -m bot sites list"
        )
    return tuple({ident: known[ident] for ident in wanted}.values())


def _columns(each: Listed) -> tuple[str, ...]:
    lead = each.lead
    here = (
        f"since {each.since}" if each.since else f"invited until {each.until:%Y-%m-%d %H:%M} UTC"
    )
    right = "routes" if lead.may_verify else "-"
    places = "all sites" if lead.all_sites else ",".join(site.id for site in lead.sites)
    return each.id, here, right, places, lead.name
