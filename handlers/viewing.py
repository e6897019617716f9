"""Through the doors of the leads: who looks, noted with what they look at, and what they see."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from handlers.context import Services
from handlers.count_news import ALL, FORM
from handlers.count_screens import Ask
from handlers.count_view import Counts
from models.counts.menu import Row
from models.site import Site
from models.store import desk, posted
from models.store.doors import Tx
from models.store.posted import Figure

NOTES = {"note_on": True, "note_off": False}
"""What a button says of notes, and whether they are wanted then."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a lead sees: `counts` is None before the first release; `note`: they get notes."""

    counts: Counts | None
    note: bool


async def look(services: Services, person: int, ask: Ask) -> Look | None:
    """Return what this lead may see, once it is noted that they look; None for who is no lead."""
    wall, today = services.wall, services.local_now().date()
    if wall is None:
        return None
    newest = await wall.counts.read(posted.newest)

    def enter(tx: Tx) -> desk.Viewer | None:
        if ask.verb in NOTES:
            told = newest.key if newest else ""
            desk.want_note(tx, person, told, wanted=NOTES[ask.verb])
        return desk.look(tx, person, ask.shown, today)

    viewer = await wall.desk.write(enter)
    if viewer is None:
        return None
    counts = await counts_for(services, viewer.sites, simulated=is_simulated(viewer.sites))
    return Look(counts, viewer.note)


async def counts_for(
    services: Services, sites: Iterable[Site], *, simulated: bool
) -> Counts | None:
    """Return the newest of what is posted of some sites and the whole; None before the first."""
    if services.wall is None:
        return None
    names = {site.id: site.name for site in sites}
    read = partial(read_counts, sites=names, simulated=simulated)
    return await services.wall.counts.read(read)


def read_counts(tx: Tx, sites: Mapping[str, str], *, simulated: bool) -> Counts | None:
    """Read the newest of some sites and the whole, at one moment; None before the first."""
    series = posted.seen(tx, sites)
    newest = max((figures[-1].period.closes for figures in series.values()), default=None)
    form = series.get(FORM)
    whole = posted.within(tx, ALL, form[-1].period) if form else ()
    return Counts(newest, sites, series, simulated, whole) if newest else None


async def everything_for(services: Services, counts: Counts) -> list[tuple[Row, Figure]]:
    """Return every posted figure of the reader's sites and of the whole, the oldest first."""
    if services.wall is None:
        return []
    return await services.wall.counts.read(lambda tx: list(posted.everything(tx, counts.sites)))


def is_simulated(sites: Iterable[Site]) -> bool:
    """Tell whether counts are made up: their sites are examples, as in the demo."""
    return any(site.example for site in sites)
