"""Facts fit into a button, come back as they were, and a forged code is nothing."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.asked import Facts
from models.facts_code import MAX_CODE, pack, unpack
from models.report import Ground, Role, What, Who
from tests.rules.anything import FACTS

EVERYTHING = Facts(frozenset(What), frozenset(Who), frozenset(Ground), tuple(Role)[-1])


@given(FACTS)
@example(EVERYTHING)
@example(Facts())
def test_facts_come_back_from_at_most_8_letters(given_facts: Facts) -> None:
    code = pack(given_facts)
    assert 1 <= len(code) <= MAX_CODE
    assert set(code) <= set("0123456789abcdefghijklmnopqrstuvwxyz")
    assert unpack(code) == given_facts


def test_no_two_sets_of_facts_have_one_code() -> None:
    codes = {pack(Facts(what=frozenset({one, two}))) for one in What for two in What}
    assert len(codes) == len(What) * (len(What) + 1) // 2


@pytest.mark.parametrize(
    ("code", "meant"),
    [
        ("b8lc", Facts(frozenset({What.SEXUAL_ASSAULT}), frozenset({Who.COLLEAGUE}))),
        (
            "3ycdbls",
            Facts(
                who=frozenset({Who.MANAGER}),
                grounds=frozenset({Ground.RELIGION}),
                role=Role.NURSE,
            ),
        ),
        ("1bcqpben", EVERYTHING),
    ],
)
def test_a_code_from_last_year_still_means_what_it_meant(code: str, meant: Facts) -> None:
    """Buttons stay in chats for years, and a new option moves the bits of those after it.

    Then an old button could suggest the manager who did it. So give handlers.place.AID and
    SUPPORT new letters along with new codes here: old buttons say then that they are old.
    """
    assert unpack(code) == meant
    assert pack(meant) == code


@given(st.text(max_size=12) | st.text("0123456789abcdefghijklmnopqrstuvwxyz", max_size=12))
@example("zzzzzzzz")
@example("zzzzzzzzz")
@example("00")
@example("-1")
@example("A")
@example("\N{FULLWIDTH DIGIT ONE}")
@example("1_0")
def test_a_forged_code_is_nothing_or_the_code_of_facts(code: str) -> None:
    found = unpack(code)
    assert found is None or pack(found) == code


def test_facts_are_read_out_of_a_reports_answers() -> None:
    answers = {
        "what": ("hate", "threat"),
        "who": ("patient",),
        "linked": ("religion",),
        "role": ("nurse",),
        "effect": ("shaken",),
        "safe": (),
    }
    assert Facts.of(answers) == Facts(
        frozenset({What.HATE, What.THREAT}),
        frozenset({Who.PATIENT}),
        frozenset({Ground.RELIGION}),
        Role.NURSE,
    )
    assert Facts.of({"role": (), "what": ()}) == Facts()
