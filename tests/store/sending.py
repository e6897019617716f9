"""A sender without Telegram, whose check-ins arrive at once; and many people who have one due."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import insert

from models.checkin import Prompt, Step
from models.checkin_hours import EVERY_DAY, Pattern, Window
from models.checkin_plan import Wish
from models.checkin_sending import State
from models.sealing import Vault
from models.store import claiming, plan_rows, plans, sendings
from models.store.doors import Store, Tx
from models.tables import plan, prompt
from tests.moment import Moment
from tests.store.made import EVENINGS, run

Row: TypeAlias = dict[str, Any]
MOST = 50
FILL = 2_000
"""Plans written in one transaction."""


@dataclass
class Out:
    """What has arrived, and when."""

    store: Store
    clock: Moment
    arrived: list[tuple[datetime, Prompt]] = field(default_factory=list)

    async def look(self) -> list[Prompt]:
        """Send everything that is due now."""
        found: list[Prompt] = []
        while (batch := await self.store.write(run(claiming.claim, MOST))).looked:
            await self.store.write(run(sendings.sent, list(batch.claimed)))
            found += [each.prompt for each in batch.claimed]
        self.arrived += [(self.clock(), each) for each in found]
        return found

    async def pass_time(self, until: timedelta, step: timedelta = timedelta(hours=1)) -> None:
        """Look every so often, as a ticker does, until so much time has passed."""
        end = self.clock() + until
        while self.clock() < end:
            self.clock.forward(step)
            await self.look()

    def told(self) -> list[str]:
        """Say what arrived, and when, in London."""
        return [
            f"{at:%d %b %H} {each.step}{' again' if each.reminder else ''}"
            for at, each in self.arrived
        ]


def open_at(moment: datetime) -> Window:
    """Return a window that is open at any moment: where it is midday then."""
    ahead = 12 - moment.astimezone(UTC).hour
    return Window(12, Pattern.DAYS, EVERY_DAY, f"Etc/GMT{-ahead:+d}" if ahead else "Etc/GMT")


async def fill(store: Store, vault: Vault, people: Sequence[int], due: datetime) -> None:
    """Give each of them a plan with one check-in, which is due then."""
    for first in range(0, len(people), FILL):
        made, waiting = _rows(vault, people[first : first + FILL], due)

        def write(tx: Tx, made: list[Row] = made, waiting: list[Row] = waiting) -> None:
            tx.connection.execute(insert(plan), made)
            tx.connection.execute(insert(prompt), waiting)

        await store.write(write)


def _rows(vault: Vault, people: Sequence[int], due: datetime) -> tuple[list[Row], list[Row]]:
    window, at = open_at(due), plan_rows.seconds(due)
    made, waiting = [], []
    for person in people:
        name, hashed = plan_rows.fresh(), vault.person(person)
        sealed = vault.seal("plan", "sealed_person", hashed, str(person), size=plans.ID_SIZE)
        place = {"id": name, "person": hashed, "sealed_person": sealed, "zone": window.zone}
        when = {"hour": window.hour, "pattern": window.pattern, "weekdays": 127, "every": 0}
        made.append({**place, **when, "silent": False})
        one = {"id": plan_rows.fresh(), "plan": name, "step": Step.NEXT_DAY, "due": at}
        waiting.append({**one, "next": at, "state": State.DUE, "tries": 0, "sendings": 0})
    return made, waiting


NEXT_DAY = Wish(EVENINGS, frozenset({Step.NEXT_DAY}))
DUE = datetime(2026, 11, 24, 18, tzinfo=UTC)
