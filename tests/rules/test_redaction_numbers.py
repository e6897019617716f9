"""Numbers, addresses and dates: what identifies somebody, and what only looks like it."""

from datetime import date

import pytest

from models.redaction import Found, Kind, find, hide, public_of
from models.route import Route
from models.route_file.read import seed_routes
from tests.rules.marks import MARKS, TODAY, hidden, seen


@pytest.mark.parametrize(
    "written",
    [
        "999 945 8076",
        "9999458076",
        "999-945-8076",
        "9999 458 076",
        "99994 58076",
        "99 99 45 80 76",
    ],
)
def test_an_nhs_number_is_found_in_any_grouping(written: str) -> None:
    assert seen(f"It was {written} again") == [(Kind.NHS_NUMBER, written)]
    assert seen(f"NHS no. {written} again") == [(Kind.NHS_NUMBER, written)]


def test_10_digits_with_a_wrong_check_digit_need_the_label() -> None:
    assert seen("It was 999 945 8075") == []
    for said in ("NHS number ", "nhs no: ", "NHS#", "NHS number is ", "CHI number ", "(NHS "):
        assert seen(f"{said}999 945 8075") == [(Kind.NHS_NUMBER, "999 945 8075")]


@pytest.mark.parametrize(
    "text",
    [
        "Datix 9999458076",
        "batch 9999458076",
        "W9999458076",
        "INC9999458076",
        "99994580761",
        "£9999458076x",
    ],
)
def test_a_number_of_a_thing_is_nobodys(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    "written",
    [
        "07700 900123",
        "07700900123",
        "+44 7700 900123",
        "+44 (0)7700 900123",
        "0044 7700 900123",
        "(01632) 960123",
        "01632 960 123",
        "020 7946 0018",
        "0161 496 0999",
        "+1 202 555 0143",
        "+353 20 912 3456",
        "00 33 6 39 98 12 34",
    ],
)
def test_a_telephone_number_is_found_as_people_write_it(written: str) -> None:
    assert seen(f"he rang from {written}, twice") == [(Kind.PHONE, written)]


def test_an_extension_and_a_bare_number_need_a_label() -> None:
    assert seen("ring ext 4521 or extension 55302") == [
        (Kind.PHONE, "4521"),
        (Kind.PHONE, "55302"),
    ]
    assert seen("mobile number is 7700 900035") == [(Kind.PHONE, "7700 900035")]
    assert seen("bleep 4521, room 55302, crash call on ext 2222") == []


@pytest.mark.parametrize(
    "text",
    [
        "rang 999, then 111, then 101",
        "Samaritans on 116 123",
        "ring 0800 068 4141 or 0808 801 0327",
        "my union is on 0330 123 1245",
        "the line is 020 3117 2520",
        "text +44 7717 989 025",
        "phone 116123",
        "write to jo@samaritans.org",
    ],
)
def test_a_helpline_is_not_personal(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize("route", seed_routes(), ids=lambda route: route.id)
def test_no_support_route_is_personal(route: Route) -> None:
    text = route.text.number if route.text else ""
    told = f"I rang {route.phone}, sent words to {text} and wrote to {route.email} at night"
    assert find(told, TODAY, public_of([route])) == ()


@pytest.mark.parametrize(
    "written", ["j.hughes@example.org", "A_B+c@Sub.Example.co.uk", "o'neil@example.org"]
)
def test_an_email_address_is_found(written: str) -> None:
    assert seen(f"from {written}.") == [(Kind.EMAIL, written)]


def test_an_email_address_that_is_spelt_out_is_found() -> None:
    assert hidden("it is jon dot price at example dot com") == "it is [email address]"
    assert seen("she looked at example.com all night") == []
    assert seen("meet @ 5 or @home, he@, @b.com") == []


@pytest.mark.parametrize(
    "written", ["M14 5TP", "sw1a 2aa", "EC1A1BB", "W1T 7NF", "DN55 1PT", "Bs10 5nb", "L7 8XP"]
)
def test_a_postcode_of_any_shape_is_found(written: str) -> None:
    assert seen(f"he lives in {written}, alone") == [(Kind.POSTCODE, written)]


@pytest.mark.parametrize(
    "text",
    [
        "Bed 4 on B12 bay",
        "B4 2nd bed",
        "B4 2ND BED",
        "ward E1 3AB",
        "vitamin B12 1BD",
        "took the M6 2hr late",
        "bs10 is close",
        "QZ1 2AB",
        "G12 9pm",
    ],
)
def test_a_ward_a_vitamin_and_a_road_are_no_postcode(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "DOB 12/03/1956",
        "d.o.b: 4.7.62",
        "born on 3rd April 1971",
        "date of birth is 15081943",
        "dob 1 Mar 2025",
        "dob17/11/84",
    ],
)
def test_a_date_that_is_said_to_be_one_of_birth_is_found(text: str) -> None:
    assert [kind for kind, _ in seen(text)] == [Kind.DATE_OF_BIRTH]


@pytest.mark.parametrize("written", ["14/08/1951", "27th Jan 1937", "1948-02-29", "03.04.56"])
def test_a_full_date_that_makes_an_age_is_found(written: str) -> None:
    assert seen(f"the lady in bay 2, {written}, hits") == [(Kind.DATE_OF_BIRTH, written)]


@pytest.mark.parametrize(
    "text",
    [
        "It was 12/11/2026 at about 10",
        "on 3 November 2026",
        "3/11/26 nights",
        "here since 4 May 2001",
        "policy dated 01/04/2012",
        "on the 4th of October",
        "BP 142/88/72, 5/10/15 mg",
        "31/31/1951",
        "born in the spring",
        "in May 1956 and in may1956",
        "1/1/1899",
    ],
)
def test_a_date_of_a_shift_is_nobodys(text: str) -> None:
    assert seen(text) == []


def test_today_decides_which_year_makes_an_age() -> None:
    text = "It was 14/08/2015."
    assert find(text, date(2024, 1, 1)) == ()
    assert find(text, date(2026, 1, 1)) == (Found(Kind.DATE_OF_BIRTH, 7, 17, "14/08/2015"),)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("MRN 4471902 hit me", "MRN [hospital number] hit me"),
        ("hospital no: RX204417", "hospital no: [hospital number]"),
        ("at 27 Mill Lane", "at [address]"),
        ("Flat 3, 22 High Street", "[address]"),
        ("lives at 31 windmill drive", "lives at [address]"),
        ("a van, AB12 CDE, waited", "a van, [car number plate], waited"),
        ("car reg was m456 tgh", "car reg was [car number plate]"),
    ],
)
def test_more_that_identifies_is_hidden(text: str, shown: str) -> None:
    assert hidden(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "unit number 5 is full, patient number 4 is angry",
        "5 people down the road",
        "10 minutes on the high street, a 12 Hour Drive",
        "CT12 scanner room, AB12 HIT",
        "Ward 7 Park Road entrance",
        "500mg BD, 10 ml, 0.5 mg IM at 14:30",
        "shift 07:30-20:00, then 1930 to 0800",
        "BP 180/95, HR 120, NEWS 9, GCS 13/15, sats 94%",
        "Datix W12345, INC0012345, CAD 1234 of 12/11/2026",
        "Ward 7A, Bay 3, B4, Room 204, bed 14 to bed 27",
    ],
)
def test_numbers_of_the_ward_are_nobodys(text: str) -> None:
    assert seen(text) == []


def test_a_span_stands_where_it_was_typed() -> None:
    wide = "07700 90".translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    text = f"rang {wide}\u200b\u0660\u0661\u0662\u0663\u200f now"
    (found,) = find(text, TODAY)
    assert text[found.start : found.end] == found.text == text[5:-5]
    assert hide(text, (found,), MARKS) == "rang [phone number]\u200f now"
