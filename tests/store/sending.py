"""A sender without Telegram: what it claims arrives at once."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.checkin import Prompt
from models.store import claiming, sendings
from models.store.doors import Store
from tests.moment import Moment
from tests.store.made import run

MOST = 50


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
