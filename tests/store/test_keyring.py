"""Wrong keys are noticed before anything is sealed with them."""

from datetime import date

import pytest

from models.sealing import Vault, new_key
from models.store.doors import Store
from models.store.keyring import WrongKeys, check_keys
from tests.moment import Moment

ONE = new_key(date(2025, 1, 1))
TWO = new_key(Moment()().date())


async def check(url: str, setting: str) -> None:
    store = Store.open(url, Vault.from_setting(setting), Moment())
    try:
        await store.write(check_keys)
    finally:
        await store.close()


async def test_the_same_keys_are_accepted_again_and_a_new_one_may_join(store_url: str) -> None:
    for setting in (ONE, ONE, f"{TWO},{ONE}", f"{ONE},{TWO}"):
        await check(store_url, setting)


async def test_a_key_that_is_missing_is_named(store_url: str) -> None:
    await check(store_url, ONE)
    with pytest.raises(WrongKeys) as caught:
        await check(store_url, TWO)
    assert caught.value.missing == (ONE.partition(":")[0],)
    with pytest.raises(WrongKeys):  # and the wrong one was not taken in
        await check(store_url, TWO)
    await check(store_url, ONE)


async def test_other_bytes_under_a_known_id_are_noticed(store_url: str) -> None:
    await check(store_url, ONE)
    swapped = f"{ONE.partition(':')[0]}:{TWO.partition(':')[2]}"
    with pytest.raises(WrongKeys) as caught:
        await check(store_url, swapped)
    assert caught.value.changed == (ONE.partition(":")[0],)
    assert TWO.partition(":")[2] not in str(caught.value)
