"""Names: who is named, and what only stands where a name could."""

import pytest

from models.redaction import Kind
from tests.rules.marks import hidden, seen


@pytest.mark.parametrize(
    "name",
    [
        "Ashworth",
        "O'Brien",
        "Campbell-Jones",
        "van der Berg",
        "de Souza",
        "al-Rashid",
        "J. P. Smith",
        "J Smith",
        "Ahmed Hassan Ali",
        "McKay",
        "Young",
        "Will Day",
        "Nguyễn",
        "T",
    ],
)
def test_a_name_after_a_title_is_found_without_the_title(name: str) -> None:
    assert seen(f"Then Mr {name} hit me.") == [(Kind.NAME, name)]
    assert seen(f"Dr. {name}'s coat") == [(Kind.NAME, name)]


@pytest.mark.parametrize(
    "text",
    [
        "mr patel hit me",
        "mrs campbell-jones hit me",
        "MR PATEL HIT ME",
        "Mr.Patel",
        "mr black spat",
    ],
)
def test_a_title_needs_no_capital(text: str) -> None:
    assert [kind for kind, _ in seen(text)] == [Kind.NAME]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Patient John Smith punched me", "Patient [name] punched me"),
        ("patient john smith punched me", "patient [name] punched me"),
        ("PATIENT JOHN SMITH PUNCHED ME", "PATIENT [name] PUNCHED ME"),
        ("pt. Williams hit me", "pt. [name] hit me"),
        ("the patient, gary, swore", "the patient, [name], swore"),
        ("my manager Karen said no", "my manager [name] said no"),
        ("a man named Piotr Nowak ran", "a man named [name] ran"),
        ("her son (Darren Pike) left", "her son ([name]) left"),
        ("His name is Craig Sutton.", "His name is [name]."),
        ("the patient is Graham Tull", "the patient is [name]"),
        ("Sister Agnes Obi, Nurse Delgado", "Sister [name], Nurse [name]"),
        (
            "Sister Brown, sister brown, Sister Still off",
            "Sister [name], sister brown, Sister Still off",
        ),
        ("PC Donnelly and Rev Peel", "PC [name] and Rev [name]"),
        ("Mr and Mrs Harcourt", "Mr and Mrs [name]"),
        ("I told Priya, then sarah", "I told [name], then [name]"),
        ("It was Mary-Anne's arm", "It was [name]'s arm"),
        ("pt A. Novak bit me", "pt [name] bit me"),
        ("pt J.D. hit me", "pt [name]. hit me"),
        ("my colleague Heather left", "my colleague [name] left"),
        ("SN Penhallow and my crewmate Zaq", "SN [name] and my crewmate [name]"),
        ("a lad nicknamed Spud", "a lad nicknamed [name]"),
        ("told nkechi, ffion and divya", "told [name], [name] and [name]"),
    ],
)
def test_a_name_after_a_role_or_by_itself_is_hidden(text: str, shown: str) -> None:
    assert hidden(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Dr said it was fine. The dr on call came. dr won't come.",
        "patient in bed 4, Patient in Bed 4, Patient A hit Patient B",
        "Sister in charge. The Sister In Charge. Sister was lovely.",
        "Nurse Practitioner, Nurse in Charge, Nurse Endoscopist, named nurse",
        "the Ward Manager, Manager On Call, Site Manager, my manager never rings",
        "Consultant Psychiatrist, Consultant On Call, student Union",
        "he called me fat, called Security, called 999, was called in early",
        "I miss my ward, miss work, miss the days",
        "MS patient, MS Teams, ms teams",
        "Victoria Ward, St Mary's Hospital, Royal Victoria Infirmary, Martha's Rule",
        "The Polish patient, a Muslim colleague, the patient is Romanian",
        "In April, in May, on Monday, at Christmas",
        "Will anyone help? Mark my words. I hope so. Bill for the damage. The Dean left.",
        "patient rose up, patient will need help, patient may leave",
        "pt NEWS 7, pt DNA'd, patient has MRSA, PATIENT SWORE AT STAFF",
        "She is from Jordan. He was born in Georgia.",
        "called Samaritans, called Datix, a stanley knife, dr led round, dr aware",
    ],
)
def test_a_role_a_place_and_a_plain_word_name_nobody(text: str) -> None:
    assert seen(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Mr\u00a0Barlow",
        "Mr\u200b Barlow",
        "\u039cr Barlow",
        "M\u00adr Bar\u00adlow",
        "Mr 😡 Barlow",
        "Ｍｒ Ｂａｒｌｏｗ",  # noqa: RUF001 - what it is about
        "Mr\u200f B\u0430rlow",
        "Mr\t Barlow",
    ],
)
def test_unicode_changes_nothing(text: str) -> None:
    ((kind, name),) = seen(text)
    assert kind is Kind.NAME
    assert text.endswith(name)
