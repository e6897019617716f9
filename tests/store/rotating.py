"""A database whose keys are changed, and a rotation to its end."""

from dataclasses import dataclass
from typing import Any

from models.sealing import Vault
from models.store import (
    rotation,
)
from models.store.doors import Store
from tests.moment import Moment
from tests.store.backing import NEW, OLD
from tests.store.made import AMARA, MORGAN, RHYS, run

OLD_ID, NEW_ID = OLD.partition(":")[0], NEW.partition(":")[0]
PEOPLE = (AMARA, RHYS, MORGAN)


@dataclass
class Place:
    """A database, opened with one setting of keys after another."""

    url: str
    clock: Moment

    def opened(self, keys: str) -> Store:
        return Store.open(self.url, Vault.from_setting(keys), self.clock)

    async def run(self, keys: str, *turns: Any) -> list[Any]:  # noqa: ANN401
        store = self.opened(keys)
        try:
            return [await store.write(turn) for turn in turns]
        finally:
            await store.close()


async def rotated(store: Store) -> int:
    """Rotate to the end, and return how many rows were turned."""
    turned = 0
    for name in rotation.tables():
        last = None
        while step := await store.write(run(rotation.rotate, name, last)):
            turned, last = turned + step.rows, step.last
    return turned
