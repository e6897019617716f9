"""The marks of who was told of an ending: they outlive a change of keys, and not their person."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select

from models.retention import Retention
from models.sealing import Vault
from models.store import endings, enrolments, people
from models.store.doors import Store, Tx
from models.store.endings import Ending
from models.tables import told
from tests.moment import Moment
from tests.store.backing import NEW, OLD
from tests.store.made import AMARA, RHYS, run
from tests.store.rotating import rotated

KEEP = Retention()
JOINED, LATER = datetime(2025, 11, 3, tzinfo=UTC), datetime(2026, 11, 20, 12, tzinfo=UTC)


async def tell(store: Store) -> list[Ending]:
    """Tell whoever is to be told, as the ticker does."""

    def begin(tx: Tx) -> list[Ending]:
        return endings.begin(tx, endings.untold(tx, KEEP))

    things = await store.write(begin)
    await store.write(run(endings.end, things))
    return things


def marks(tx: Tx) -> int:
    return tx.connection.execute(select(func.count()).select_from(told)).scalar_one()


async def test_nobody_is_told_again_when_the_key_of_that_day_is_gone(
    store_url: str, clock: Moment
) -> None:
    seen = []
    clock.now = JOINED
    for keys in (OLD, f"{NEW},{OLD}", NEW):
        store = Store.open(store_url, Vault.from_setting(keys), clock)
        if keys == OLD:
            await store.write(run(enrolments.join, AMARA, None))
            clock.now = LATER
        await rotated(store)
        seen += await tell(store)
        assert await store.read(marks) == 1
        await store.close()
        clock.forward(timedelta(days=2))
    assert len(seen) == 1


async def test_who_stops_takes_the_mark_along_and_nobody_elses(
    store: Store, clock: Moment
) -> None:
    clock.now = JOINED
    for person in (AMARA, RHYS):
        await store.write(run(enrolments.join, person, None))
    clock.now = LATER
    assert len(await tell(store)) == 2
    clock.forward(timedelta(days=9))
    await store.write(run(people.erase_person, AMARA))
    assert await store.read(marks) == 1
    assert await tell(store) == []
