"""The public keys that copies are checked with: kept once, and never a secret among them."""

from datetime import date

from models.sealing import Vault, new_key
from models.signature import Verdict, verdict
from models.store import signing_keys
from models.store.doors import Store, Tx
from tests.moment import Moment

ONE, TWO = new_key(date(2026, 11, 2)), new_key(date(2026, 11, 3))
PDF = b"%PDF\nstartxref\n1\n%%EOF"


async def used(url: str, setting: str) -> tuple[bytes, dict[str, bytes]]:
    """Use the keys as `run` does; return a copy that they signed, and what is known."""
    store = Store.open(url, Vault.from_setting(setting), Moment())

    def turn(tx: Tx) -> tuple[bytes, dict[str, bytes]]:
        signing_keys.note(tx)
        return signing_keys.sealer(tx).seal(PDF), signing_keys.known(tx)

    try:
        return await store.write(turn)
    finally:
        await store.close()


async def test_a_key_that_is_gone_still_confirms_what_it_signed(store_url: str) -> None:
    old, before = await used(store_url, ONE)
    new, after = await used(store_url, TWO)
    assert set(before) < set(after)
    assert len(after) == 2
    for file in (old, new):
        assert verdict(file, after) is Verdict.GENUINE
    assert verdict(new, before) is Verdict.UNKNOWN_KEY


async def test_keys_are_noted_once_and_the_first_one_signs(store_url: str) -> None:
    both, known = await used(store_url, f"{TWO},{ONE}")
    assert await used(store_url, f"{TWO},{ONE}") == (both, known)
    alone, _ = await used(store_url, TWO)
    assert both == alone
    assert len(known) == 2


async def test_what_is_kept_signs_nothing(store_url: str) -> None:
    _, known = await used(store_url, ONE)
    vault = Vault.from_setting(ONE)
    assert tuple(known.values()) == vault.publics
    assert vault.signer.private_bytes_raw() not in known.values()
