"""Numbers that can be called here, grouped as the NHS groups them; no other."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.telephone import BadNumber, extension, from_anywhere, telephone, text_number
from tests.guards.phones import badly_grouped


@pytest.mark.parametrize(
    ("written", "grouped"),
    [
        ("999", "999"),
        ("116123", "116 123"),
        ("02079460123", "020 7946 0123"),
        ("(0113) 496-0000", "0113 496 0000"),
        ("0161 4960000", "0161 496 0000"),
        ("01632960143", "01632 960 143"),
        ("0800 58 58 58", "0800 585 858"),
        ("0800 0119 100", "0800 011 9100"),
        ("0300 311 22 33", "0300 311 2233"),
        ("07700900123", "07700 900 123"),
    ],
)
def test_a_number_is_grouped_to_be_read_aloud(written: str, grouped: str) -> None:
    assert telephone(written) == grouped
    assert telephone(grouped) == grouped


@pytest.mark.parametrize(
    ("number", "dialled"),
    [("0808 500 2222", "+44 808 500 2222"), ("116 123", ""), ("999", ""), ("5501", "")],
)
def test_a_number_of_this_country_has_a_form_that_is_a_link(number: str, dialled: str) -> None:
    assert from_anywhere(number) == dialled


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (telephone, "2222"),
        (telephone, "22 22"),
        (telephone, "5501"),
        (telephone, "0800 12"),
        (telephone, "020 7946 012"),
        (telephone, "+44 20 7946 0123"),
        (telephone, "0909 879 0000"),
        (telephone, "070 1234 5678"),
        (telephone, "988"),
        (telephone, "0300 CALM"),
        (telephone, "٠٣٠٠ ١٢٣ ٤٥٦٧"),
        (telephone, ""),
        (extension, "2222"),
        (extension, "12"),
        (extension, "020 7946 0123"),
        (text_number, "999"),
        (text_number, "0300 123 4567"),
        (text_number, "SHOUT"),
    ],
)
def test_a_number_nobody_here_could_use_is_refused(
    read: Callable[[str], str], written: str
) -> None:
    with pytest.raises(BadNumber, match=r".+"):
        read(written)


@given(st.from_regex(r"0[1-9][0-9]{8,9}|116[0-9]{3}", fullmatch=True))
def test_whatever_is_taken_is_grouped(written: str) -> None:
    try:
        grouped = telephone(written)
    except BadNumber:
        return
    assert grouped.replace(" ", "") == written
    assert not badly_grouped(grouped) or len(written) == len("0123456789")


def test_extensions_and_text_numbers_are_taken() -> None:
    assert extension("55 01") == "5501"
    assert text_number("85258") == "85258"
    assert text_number("07717989025") == "07717 989 025"
