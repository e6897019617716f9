"""`erase`: what is over, counted or erased now instead of tonight."""

import click

from bot.cli.stored import with_store
from bot.settings import StoreSettings, load
from models.retention import Retention
from models.store import retention, updates
from models.store.doors import Store


@click.command("erase")
@click.option("--dry-run", is_flag=True, help="Count only.")
def erase(*, dry_run: bool) -> None:
    """Erase what has been kept for its time, and print how many of each kind.

    The bot does so every night; this does it now. Nothing is left in an SQLite file then; on
    PostgreSQL the night's tidying takes the last traces away.
    """
    settings = load(StoreSettings)
    keep = settings.retention

    async def work(store: Store) -> dict[str, int]:
        found = await store.read(lambda tx: retention.over(tx, keep))
        return found if dry_run else await _erase(store, keep)

    for kind, count in with_store(settings, work).items():
        click.echo(f"{kind}\t{count}")


async def _erase(store: Store, keep: Retention) -> dict[str, int]:
    erased = {kind: await retention.erase_all(store, kind, keep) for kind in retention.KINDS}
    erased["drafts"] = await store.write(retention.erase_drafts)
    erased["updates"] = await store.write(lambda tx: updates.forget_updates(tx, keep.update_hours))
    return erased
