"""Sealing: bound to its place, of one size, by keys that are checked and never shown."""

import base64
import traceback
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.sealing import BadKeys, SealBroken, Vault, new_key

TODAY = date(2026, 11, 23)
OLD, NEW = new_key(date(2025, 1, 1)), new_key(TODAY)
VAULT = Vault.from_setting(NEW)
SECRET = base64.b64encode(b"k" * 32).decode()


@given(st.text() | st.text(st.characters(categories=["Cs", "Cc"])), st.integers(1, 300))
def test_what_is_sealed_is_opened_again(words: str, size: int) -> None:
    sealed = VAULT.seal("draft", "sealed", b"row", words, size=size)
    assert VAULT.open("draft", "sealed", b"row", sealed) == words


def test_short_and_long_words_take_the_same_room() -> None:
    sizes = {len(VAULT.seal("t", "c", b"r", "x" * n, size=100)) for n in range(100)}
    assert len(sizes) == 1
    assert len(VAULT.seal("t", "c", b"r", "x" * 100, size=100)) == sizes.pop() + 100


def test_the_same_words_never_look_the_same_twice() -> None:
    assert len({VAULT.seal("t", "c", b"r", "same", size=16) for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "place", [("u", "c", b"r"), ("t", "d", b"r"), ("t", "c", b"s"), ("tc", "", b"r")]
)
def test_words_moved_to_another_place_do_not_open(place: tuple[str, str, bytes]) -> None:
    sealed = VAULT.seal("t", "c", b"r", "words", size=16)
    with pytest.raises(SealBroken):
        VAULT.open(*place, sealed)


def test_no_changed_byte_goes_unnoticed() -> None:
    sealed = VAULT.seal("t", "c", b"r", "words", size=16)
    for at in range(len(sealed)):
        changed = sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]
        with pytest.raises(SealBroken):
            VAULT.open("t", "c", b"r", changed)
        with pytest.raises(SealBroken):
            VAULT.open("t", "c", b"r", sealed[:at])


def test_the_first_key_seals_and_every_key_opens() -> None:
    before = Vault.from_setting(OLD)
    both = Vault.from_setting(f"{NEW},{OLD}")
    assert both.open("t", "c", b"r", before.seal("t", "c", b"r", "old", size=16)) == "old"
    sealed = both.seal("t", "c", b"r", "new", size=16)
    assert VAULT.open("t", "c", b"r", sealed) == "new"
    with pytest.raises(SealBroken):
        before.open("t", "c", b"r", sealed)


def test_a_person_is_looked_up_by_every_key_the_first_one_first() -> None:
    both = Vault.from_setting(f"{NEW},{OLD}")
    assert both.persons(7) == (VAULT.person(7), Vault.from_setting(OLD).person(7))
    assert both.person(7) == VAULT.person(7)
    assert len(both.person(7)) == 32


def test_hashes_of_different_kinds_and_people_differ() -> None:
    hashes = [VAULT.person(1), VAULT.person(11), VAULT.mark("update", "1"), VAULT.mark("u", "1")]
    assert len({*hashes, VAULT.mark("updat", "e1")}) == 5


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        (" , ", "empty"),
        (SECRET, "malformed"),
        (f"UPPER:{SECRET}", "malformed"),
        (f"toolongid:{SECRET}", "malformed"),
        ("a:not base64", "malformed"),
        ("a:QUJDRA", "malformed"),
        ("a:QUJDRA==", "length"),
        (f"a:{SECRET},a:{base64.b64encode(b'j' * 32).decode()}", "twice"),
        (f"a:{SECRET},b:{SECRET}", "twice"),
    ],
)
def test_keys_that_cannot_be_used_are_refused_without_being_shown(text: str, reason: str) -> None:
    with pytest.raises(BadKeys) as caught:
        Vault.from_setting(text)
    assert caught.value.reason == reason
    shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
    assert SECRET not in shown
    assert "QUJDRA" not in shown.replace('("a:QUJDRA', "")


def test_a_new_key_is_fit_for_use_and_tells_its_day() -> None:
    key = new_key(TODAY)
    assert key.startswith("261123")
    assert len(Vault.from_setting(key).ids[0]) == 8
    assert len({new_key(TODAY) for _ in range(20)}) == 20


def test_a_vault_shows_no_key() -> None:
    assert NEW.partition(":")[2] not in repr(VAULT)
    assert VAULT.person(7).hex() not in repr(VAULT)
    assert "hash=" not in repr(VAULT)
