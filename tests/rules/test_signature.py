"""The seal of a copy: the file as it was signed is confirmed, and no other."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.sealing import Vault
from models.signature import LARGEST, Verdict, id_of, signed, verdict

PDF = b"%PDF-1.7\n" + bytes(range(256)) * 4 + b"\nstartxref\n1234\n%%EOF"
SHORT = b"%PDF\nstartxref\n9\n%%EOF"
OURS = Vault.from_setting("a:" + "A" * 43 + "=")
THEIRS = Vault.from_setting("b:" + "B" * 42 + "A=")


def known(vault: Vault) -> dict[str, bytes]:
    return {id_of(public): public for public in vault.publics}


COPY = signed(SHORT, OURS.signer)
KNOWN = known(OURS)


def test_a_copy_is_confirmed_and_stays_a_pdf_with_every_byte_of_the_first() -> None:
    copy = signed(PDF, OURS.signer)
    assert verdict(copy, KNOWN) is Verdict.GENUINE
    assert copy.startswith(PDF[: PDF.index(b"startxref")])
    assert copy.endswith(b"\nstartxref\n1234\n%%EOF")
    assert copy == signed(PDF, OURS.signer)


@pytest.mark.promise("P40")
def test_no_byte_can_be_another() -> None:
    for place in range(len(COPY)):
        for flip in (0x01, 0x20, 0x80, 0xFF):
            changed = COPY[:place] + bytes([COPY[place] ^ flip]) + COPY[place + 1 :]
            assert verdict(changed, KNOWN) is not Verdict.GENUINE, place


def test_no_byte_can_be_left_out_or_added_or_change_places() -> None:
    for place in range(len(COPY)):
        assert verdict(COPY[:place] + COPY[place + 1 :], KNOWN) is not Verdict.GENUINE
        assert verdict(COPY[:place], KNOWN) is not Verdict.GENUINE
        for byte in (b"\n", b"0", b"%", b"\0"):
            assert verdict(COPY[:place] + byte + COPY[place:], KNOWN) is not Verdict.GENUINE
        swapped = COPY[:place] + COPY[place : place + 2][::-1] + COPY[place + 2 :]
        if swapped != COPY:
            assert verdict(swapped, KNOWN) is not Verdict.GENUINE
    assert verdict(COPY + b"\n", KNOWN) is not Verdict.GENUINE


@given(st.data())
@settings(max_examples=300)
def test_no_change_of_any_size_passes(data: st.DataObject) -> None:
    copy = signed(PDF, OURS.signer)
    start = data.draw(st.integers(0, len(copy)))
    end = data.draw(st.integers(start, min(len(copy), start + 200)))
    changed = copy[:start] + data.draw(st.binary(max_size=200)) + copy[end:]
    wanted = Verdict.GENUINE if changed == copy else None
    assert (verdict(changed, KNOWN) is Verdict.GENUINE) == (wanted is Verdict.GENUINE)


@given(st.binary(max_size=400))
def test_whatever_the_file_it_is_looked_at_without_a_failure(file: bytes) -> None:
    assert verdict(file, KNOWN) is Verdict.NO_COPY
    assert verdict(file + COPY[COPY.index(b"%handrail") :], KNOWN) in (
        Verdict.CHANGED,
        *((Verdict.GENUINE,) if file == COPY[: COPY.index(b"%handrail")] else ()),
    )


def test_another_handrails_copy_is_not_known_and_its_key_cannot_be_passed_off() -> None:
    foreign = signed(SHORT, THEIRS.signer)
    assert verdict(foreign, KNOWN) is Verdict.UNKNOWN_KEY
    ours, theirs = next(iter(KNOWN)).encode(), next(iter(known(THEIRS))).encode()
    assert verdict(foreign.replace(theirs, ours), KNOWN) is Verdict.CHANGED
    assert verdict(foreign, KNOWN | known(THEIRS)) is Verdict.GENUINE


def test_a_signature_in_capitals_is_none() -> None:
    at = COPY.index(b"%handrail-copy 1 ") + len(b"%handrail-copy 1 ") + 17
    loud = COPY[:at] + COPY[at : at + 128].upper() + COPY[at + 128 :]
    assert loud != COPY
    assert verdict(loud, KNOWN) is Verdict.NO_COPY


def test_two_copies_cannot_be_put_together() -> None:
    assert verdict(COPY + COPY, KNOWN) is Verdict.CHANGED
    line = COPY[COPY.index(b"%handrail") : COPY.index(b"startxref")]
    assert verdict(COPY.replace(line, line + line), KNOWN) is Verdict.CHANGED


def test_a_file_that_is_too_large_is_not_looked_at_and_no_pdf_is_not_signed() -> None:
    dice = Random(1)
    large = signed(dice.randbytes(LARGEST) + SHORT, OURS.signer)
    assert verdict(large, KNOWN) is Verdict.NO_COPY
    with pytest.raises(ValueError, match="startxref"):
        signed(b"words", OURS.signer)


def test_what_signs_is_apart_from_what_seals_and_hashes() -> None:
    assert len({*OURS.publics, *THEIRS.publics}) == 2
    assert "sign" not in repr(OURS)
    both = Vault.from_setting("b:" + "B" * 42 + "A=,a:" + "A" * 43 + "=")
    assert both.publics == (*THEIRS.publics, *OURS.publics)
    assert verdict(signed(SHORT, both.signer), known(THEIRS)) is Verdict.GENUINE
