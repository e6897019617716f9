"""As staff type after a bad shift: small letters, nicknames, no stops, and what is like a name."""

import time

import pytest

from models.redaction import find
from tests.rules.marks import TODAY, hidden, seen


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("patient zelimkhan hit me", "patient [name] hit me"),
        ("patient zelimkhan zakayev spat at us", "patient [name] spat at us"),
        ("staff nurse joy heard him", "staff nurse [name] heard him"),
        ("dr abdelrahman osgood said no", "dr [name] said no"),
        ("a lad called tyrek waved a knife", "a lad called [name] waved a knife"),
        ("a girl called skye screamed", "a girl called [name] screamed"),
        ("a nurse called precious", "a nurse called [name]"),
        ("the woman who is called zuzia", "the woman who is called [name]"),
        ("his name's Craig, name - ivy marchbanks", "his name's [name], name - [name]"),
        ("patient r. davies, dr a. costa", "patient [name], dr [name]"),
        ("mr r.k. nair and pt j smith", "mr [name] and pt [name]"),
        ("seen by A. Lowe and B. R. Hurst", "seen by [name] and [name]"),
        ("told helen marsh in hr", "told [name] in hr"),
        ("patient anthony o'reilly lunged", "patient [name] lunged"),
        ("my colleague bex was crying", "my colleague [name] was crying"),
        ("mr read, mrs may and mrs dela cruz", "mr [name], mrs [name] and mrs [name]"),
        ("her stepson Kane, sister-in-law Zaq", "her stepson [name], sister-in-law [name]"),
        ("CN Ruiz, DI Mulcahy", "CN [name], DI [name]"),
        ("patient oluwadamisi, pt nowakowski", "patient [name], pt [name]"),
        ("told karen straight after", "told [name] straight after"),
        ("nurse wridesh came over", "nurse [name] came over"),
        ("told Qabil straight away", "told [name] straight away"),
        ("the sho anand didnt come", "the sho [name] didnt come"),
    ],
)
def test_a_name_typed_in_haste_is_hidden(text: str, shown: str) -> None:
    assert hidden(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("NHS number on wristband 943 476 5918", "NHS number on wristband [NHS number]"),
        ("n.h.s. no: 943/476/5918", "n.h.s. no: [NHS number]"),
        ("patient number 943 476 5919", "patient number [NHS number]"),
        (
            "MRN 0012345679, ref patient id 9434765919",
            "MRN [NHS number], ref patient id [NHS number]",
        ),
        ("hospital number 943-476-59-19", "hospital number [NHS number]"),
        ("crime ref says ring 01614960123", "crime ref says ring [phone number]"),
        ("d/o/b 3/4/72, yob 1956", "d/o/b [date of birth], yob [date of birth]"),
        ("dob 3apr72, born in april 1972", "dob [date of birth], born in [date of birth]"),
        ("birthday 3rd of april", "birthday [date of birth]"),
        ("447700 900123 or (+44) 7700 900123", "[phone number] or [phone number]"),
        ("0141 496 0123 x4412, xtn 4413", "[phone number] x[phone number], xtn [phone number]"),
        ("a.b (at) example (dot) com", "[email address]"),
        ("a.b@nhs,net or a.b@ nhs.net", "[email address] or [email address]"),
        ("at ne46qd, then ne4 6st", "at [postcode], then [postcode]"),
        ("postcode b4 2nd", "postcode [postcode]"),
    ],
)
def test_a_number_typed_in_haste_is_hidden(text: str, shown: str) -> None:
    assert hidden(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "patient family hit out, pt deliberately hit me, patient next door spat",
        "patient mood was low, nurse office was locked, consultant review got cancelled",
        "nurse prescriber said no, sister rang him, patient will hit you",
        "a lad called round, a patient called security, a relative called ward 4",
        "the ward is called Kingfisher, a drug called Haloperidol",
        "name: unknown, name withheld, his name is mud",
        "told a Band 7, told Security, dr i think said so, pt a bit sleepy, patient's s bloods",
        "grace period, Sara Stedy, E. coli, patient mcdonalds bag",
        "Pt Hx of violence, patient Carer Support",
        "patient scumbag punched me, consultant knobhead said no, patient alzheimers kicked me",
        "took the M6 2hr late, SE5 2nd bay, B4 3rd bed",
        "order 0123456789, invoice 02012345678, x4 staff, crime CRN 12345/25",
        "NHS number not known, he rang 0300 123 1100, born angry, bd dose",
    ],
)
def test_what_is_only_like_it_stays(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize("piece", ["ben ", "Mr van ", "A. ", "pt xyz ", "name is ", "nhs no a "])
def test_a_row_of_anything_costs_no_more_than_its_length(piece: str) -> None:
    """It once took 100,000 characters of "ben " more than 9 seconds."""
    begun = time.process_time()
    find(piece * (100_000 // len(piece)), TODAY)
    assert time.process_time() - begun < 2
