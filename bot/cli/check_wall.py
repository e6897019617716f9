"""What `check` says of the two doors of the leads."""

from bot.cli.finding import Finding
from bot.settings import StoreSettings
from models.clock import system_clock
from models.store.doors import StoreDown, StoreFault, Tx
from models.store.wall import NoLogin, Wall, can_reach_reports, holds

MEND = (
    "On PostgreSQL leads need 2 logins. Make them, set HANDRAIL_COUNTS_URL and HANDRAIL_DESK_URL, "
    "and run what `python -m bot leads grants` prints."
)


async def look_at_wall(settings: StoreSettings, *, there: bool) -> Finding:
    """Look whether both doors open and neither shows a report; `there` are leads who need them."""
    url = settings.database_url.get_secret_value()
    try:
        wall = Wall.open(url, settings.logins, settings.vault, system_clock)
    except NoLogin as missing:
        words = "no leads, so the counts need no logins yet"
        return (
            Finding("counts", words)
            if not there
            else Finding.wrong("counts", f"{missing}. {MEND}")
        )
    try:
        for door in (wall.counts, wall.desk):
            if await can_reach_reports(door):
                return Finding.wrong("counts", f"A door of the leads can read reports. {MEND}")
        await wall.counts.read(holds)
        await wall.desk.write(_nothing)
    except (StoreDown, StoreFault):
        return Finding.wrong("counts", f"A door of the leads does not open. {MEND}")
    finally:
        await wall.close()
    return Finding("counts", "both doors of the leads open, and neither shows a report")


def _nothing(_tx: Tx) -> None:
    """Write nothing: it shows that the desk's door opens."""
