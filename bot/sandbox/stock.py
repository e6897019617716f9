"""What the demo holds before anybody taps: the trust, its routes, a link for a lead, a past."""

import asyncio
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.sandbox import history
from bot.sandbox.example_routes import example_routes
from bot.sandbox.example_trust import LEAD, SITES
from models.clock import Clock
from models.sealing import Vault, new_key
from models.store import leads, routes, sites
from models.store.doors import Store, Tx
from models.store.prepare import prepare

DAYS = 30
"""How long the example invitation of a lead is open."""


@dataclass(frozen=True, slots=True)
class Stock:
    """A SQLite file, the key it is sealed with, and the word of a link that invites a lead."""

    database: bytes = field(repr=False)
    keys: str = field(repr=False)
    invitation: str


_MADE: dict[date, Stock] = {}


async def stock_of(clock: Clock) -> Stock:
    """Return the stock of a day; two years take seconds to pass, so they pass once a day only."""
    day = clock().date()
    if day not in _MADE:
        _MADE[day] = await _make(clock)
    return _MADE[day]


async def _make(clock: Clock) -> Stock:
    keys = new_key(clock().date())
    with TemporaryDirectory(prefix="handrail-demo-") as folder:
        file = Path(folder) / "stock.db"
        await asyncio.to_thread(prepare, f"sqlite:///{file}")
        store = Store.open(f"sqlite:///{file}", Vault.from_setting(keys), clock)
        try:
            invitation = await store.write(_fill)
        finally:
            await store.close()
        return Stock(await asyncio.to_thread(file.read_bytes), keys, invitation)


def _fill(tx: Tx) -> str:
    """Put it all in; return the word after /start in the link that invites."""
    for site in SITES:
        sites.add(tx, site)
    for route in example_routes(tx.now.date()):
        routes.save(tx, route)
    history.live(tx, tx.now.date())
    return leads.invite(tx, LEAD, DAYS).code
