"""Old keys: needed as long as a row, a mark or a replica uses them, and gone for good then."""

from datetime import timedelta

import pytest

from models.store import (
    updates,
)
from models.store.keyring import WrongKeys, check_keys, let_go, note_use
from tests.store.backing import NEW, OLD
from tests.store.made import run
from tests.store.rotating import OLD_ID, Place, rotated


async def test_an_old_key_goes_when_its_last_mark_of_an_update_is_forgotten(place: Place) -> None:
    both = f"{NEW},{OLD}"
    await place.run(both, check_keys)
    [[waiting]] = await place.run(both, let_go)
    assert waiting.rows > 0
    store = place.opened(both)
    await rotated(store)
    await store.close()
    [[waiting]] = await place.run(both, let_go)
    assert (waiting.key, waiting.rows, waiting.gone) == (OLD_ID, 0, False)
    assert waiting.until - place.clock() > timedelta(hours=48)
    place.clock.now = waiting.until - timedelta(minutes=1)
    [[still]] = await place.run(both, let_go)
    assert not still.gone
    place.clock.now = waiting.until
    await place.run(both, updates.forget_updates)
    [[gone]] = await place.run(both, let_go)
    assert gone.gone
    await place.run(both, check_keys)  # a program that still has it does not bring it back
    await place.run(NEW, check_keys)
    assert await place.run(NEW, let_go) == [[]]


async def test_a_key_that_a_replica_still_seals_with_is_needed_on(place: Place) -> None:
    both = f"{NEW},{OLD}"
    store = place.opened(both)
    await store.write(check_keys)
    await rotated(store)
    await store.close()
    [[first]] = await place.run(both, let_go)
    place.clock.forward(timedelta(hours=30))
    await place.run(f"{OLD},{NEW}", note_use, run(updates.first_time, 99))
    [[later]] = await place.run(both, let_go)
    assert later.until == first.until + timedelta(hours=30)
    assert not later.gone


async def test_without_the_old_key_nothing_starts_before_it_may_go(place: Place) -> None:
    await place.run(f"{NEW},{OLD}", check_keys)
    with pytest.raises(WrongKeys):
        await place.run(NEW, check_keys)
