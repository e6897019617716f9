"""Whatever is typed: it never fails, spans fit the text, and what is hidden stays hidden."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.redaction import Kind, find, hide
from models.redaction.labelled import figures, sentences
from tests.rules.marks import MARKS, PUBLIC, TODAY, hidden, seen

PIECES = [
    *("Mr", "mrs", "Dr", "patient", "pt.", "called", "name", "John", "smith", "O'Brien", "van de"),
    *("J.", "A.", "is", "was", ",", ".", "-", "(", ")", "'s", "\n", "the", "said", "al", "St"),
    *("999 945", "8076", "9999458076", "07700 900123", "+44", "0", "1", "12", "nhs number", "ext"),
    *("12/03/1956", "born", "dob", "B12 4AA", "b4 2nd", "AB12 CDE", "reg", "mrn 12345", "flat 3"),
    *("22 High Street", "@", "a@b.com", "at", "dot", "Ward", "Will", "Rose", "Mary-Anne"),
    *("May", "2026", "1956", "3rd", "of", "/", "MRN", "no", "tel", "Flat", "Mill Lane", "Dr Ng"),
    *("told", "zog", "hit me", "a lad called", "r. k.", "B.", "ben", "(at)", "nhs,net", "x4412"),
    *("nhs no on", "943 476 5918", "44", "yob", "3apr72", "2nd", "patient no"),
    *("\u200b", "\u0661", "\u043c", "😀"),
]
TYPED = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=14)
TEXTS = st.text() | st.builds(" ".join, TYPED) | st.builds("".join, TYPED)


@given(TEXTS)
def test_findings_are_in_order_never_overlap_and_stand_in_the_text(text: str) -> None:
    after = 0
    for found in find(text, TODAY, PUBLIC):
        assert after <= found.start < found.end <= len(text)
        assert found.text == text[found.start : found.end]
        after = found.end


@given(TEXTS)
def test_what_was_hidden_is_not_found_again(text: str) -> None:
    kinds = {found.kind for found in find(text, TODAY)}
    again = hide(text, find(text, TODAY), MARKS)
    assert not kinds & {found.kind for found in find(again, TODAY)}, again


@given(TEXTS)
def test_all_else_stays_as_it_was_typed(text: str) -> None:
    found = find(text, TODAY)
    shown = hide(text, found, dict.fromkeys(Kind, ""))
    assert len(shown) == len(text) - sum(one.end - one.start for one in found)
    assert hide(text, (), MARKS) == text


@given(st.integers(min_value=100_000_000, max_value=999_999_999))
def test_every_nhs_number_is_found_and_no_other_10_digits(digits: int) -> None:
    weighed = sum(int(d) * w for d, w in zip(str(digits), range(10, 1, -1), strict=True))
    check = -weighed % 11
    for last in range(10):
        found = [kind for kind, _ in seen(f"it was {digits}{last} again")]
        assert (Kind.NHS_NUMBER in found) == (last == check)


MOBILE = phonenumbers.PhoneNumberType.MOBILE
EXAMPLES = {
    region: number
    for region in sorted(phonenumbers.SUPPORTED_REGIONS)
    if (number := phonenumbers.example_number_for_type(region, MOBILE))
}


@pytest.mark.parametrize("region", EXAMPLES)
def test_a_mobile_of_every_country_is_found_as_its_people_write_it(region: str) -> None:
    forms = phonenumbers.PhoneNumberFormat
    for form in (forms.E164, forms.INTERNATIONAL):
        written = phonenumbers.format_number(EXAMPLES[region], form)
        assert seen(f"call {written} now") == [(Kind.PHONE, written)]


@pytest.mark.parametrize(
    ("kind", "recall"),
    [
        (Kind.NHS_NUMBER, 0.95),
        (Kind.PHONE, 0.94),
        (Kind.EMAIL, 0.95),
        (Kind.POSTCODE, 0.9),
        (Kind.DATE_OF_BIRTH, 0.9),
        (Kind.NAME, 0.85),
        (Kind.HOSPITAL_NUMBER, 0.9),
        (Kind.ADDRESS, 0.85),
        (Kind.CAR_REGISTRATION, 0.85),
    ],
)
def test_the_sentences_kept_aside_are_found(kind: Kind, recall: float) -> None:
    kept = figures(one for one in sentences() if one.kept_aside)[kind]
    assert kept.recall >= recall
    assert kept.precision >= 0.9


def test_there_are_enough_sentences_of_both_halves_and_both_sorts() -> None:
    every = list(sentences())
    kept = [one for one in every if one.kept_aside]
    assert len(every) >= 400
    assert 0.4 < len(kept) / len(every) < 0.6
    assert 0.3 < sum(not one.spans for one in every) / len(every) < 0.7


def test_every_kind_has_its_mark() -> None:
    assert len(set(MARKS.values())) == len(Kind)
    assert hidden("Mr Smith rang 07700 900123") == "Mr [name] rang [phone number]"
