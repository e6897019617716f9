"""A file of a scene is taken whole, or refused with the line and the reason."""

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.file_tree import Fault, Faulty
from models.scene import LEAVE, MOST_TURNS, Effect, Line, NoSuchPath, Scene, Stand, Turn
from models.skill import Theme
from models.skill_file.scenes import read_scene

GOOD = """\
theme: calming
turns:
  shout:
    say:
      - {line: name, does: calms, to: soft}
      - {line: rules, does: heats, to: helped}
    leave: helped
  soft:
    say: [{line: offer, does: stays, to: settled}]
    leave: helped
ends: [settled, helped]
"""
EMPTY = "theme: calming\nturns: {}\nends: [settled]\n"
SCENE = Scene(
    "queue",
    Theme.CALMING,
    {
        "shout": Turn(
            "shout",
            (Line("name", Effect.CALMS, "soft"), Line("rules", Effect.HEATS, "helped")),
            "helped",
        ),
        "soft": Turn("soft", (Line("offer", Effect.STAYS, "settled"),), "helped"),
    },
    ("settled", "helped"),
)


def read(text: str) -> Scene:
    return read_scene(text.encode(), "queue")


def faults(text: str) -> list[Fault]:
    with pytest.raises(Faulty) as caught:
        read(text)
    return list(caught.value.faults)


def chain(turns: int) -> str:
    """Return a scene that has so many turns in a row."""
    body = "".join(
        f"  t{n}:\n    say: [{{line: l{n}, does: calms, to: {to}}}]\n    leave: out\n"
        for n in range(turns)
        for to in [f"t{n + 1}" if n + 1 < turns else "done"]
    )
    return f"theme: calming\nturns:\n{body}ends: [done, out]\n"


def test_a_whole_file_is_read_as_it_stands() -> None:
    assert read(GOOD) == SCENE
    assert SCENE.start == "shout"


@pytest.mark.parametrize(
    ("was", "now", "line", "reason"),
    [
        ("theme: calming", "theme: calmly", 1, "'calmly' is none of"),
        ("turns:", "turn:", 2, "unknown key `turn`; there are ends, theme, turns"),
        ("ends: [settled, helped]", "", 1, "`ends` is missing"),
        ("does: calms", "does: soothes", 5, "'soothes' is none of: calms, stays, heats"),
        ("does: calms, ", "", 5, "`does` is missing"),
        ("to: soft", "to: softly", 3, "leads to 'softly', which is no turn and no end"),
        ("to: settled", "to: shout", 3, "this never ends: shout, soft, shout"),
        ("to: settled", "to: helped", 11, "nothing leads to 'settled'"),
        ("to: soft", "to: settled", 8, "nothing leads to 'soft'"),
        ("line: name", "line: Name!", 5, "a name is needed here"),
        ("line: name", "line: title", 3, "a line cannot be called 'title'"),
        ("line: name", "line: soft", 8, "'soft' stands for something else already"),
        ("  soft:\n", "  shout:\n", 8, "`shout` stands twice"),
        ("    leave: helped\n  soft", "  soft", 4, "`leave` is missing"),
        ("[settled, helped]", "[settled, settled]", 11, "a name stands here twice"),
        ("say: [{line: offer, does: stays, to: settled}]", "say: none", 9, "a list is needed"),
        ("  soft:", "  soft", 9, "this is no YAML"),
    ],
)
def test_what_cannot_be_is_named_with_its_line(was: str, now: str, line: int, reason: str) -> None:
    assert was in GOOD
    found = faults(GOOD.replace(was, now, 1))
    assert any(each.line == line and reason in each.reason for each in found), found


def test_a_scene_has_at_most_8_turns_in_a_row() -> None:
    assert len(max(read(chain(MOST_TURNS)).paths(), key=len)) == MOST_TURNS == 8
    [fault] = faults(chain(MOST_TURNS + 1))
    assert "the longest way has 9 turns" in fault.reason


def test_leaving_leads_out_within_2_taps_from_everywhere() -> None:
    two = chain(3).replace("leave: out", "leave: t2", 1)
    assert read(two).stand(LEAVE * 2).at == "out"
    three = chain(4).replace("leave: out", "leave: t2", 1).replace("leave: out", "leave: t2", 1)
    three = three.replace("    leave: out\n  t3", "    leave: t3\n  t3")
    assert [(each.line, each.reason) for each in faults(three)] == [
        (3, "leaving takes 3 taps here, and 2 is the most"),
        (6, "leaving takes 3 taps here, and 2 is the most"),
    ]


def test_a_path_leads_to_where_its_taps_lead_and_nowhere_else() -> None:
    name, rules = SCENE.turns["shout"].lines
    assert SCENE.stand("") == Stand("shout")
    assert SCENE.stand("0") == Stand("soft", (name,))
    assert SCENE.stand("1") == Stand("helped", (rules,))
    assert SCENE.stand("0x") == Stand("helped", (name,), left=True)
    assert sorted(SCENE.paths()) == ["00", "0x", "1", "x"]
    for path in ("2", "9", "00x", "xx", "a", "\N{ARABIC-INDIC DIGIT ZERO}", "0 ", "-1", "01"):
        with pytest.raises(NoSuchPath):
            SCENE.stand(path)


def test_more_lines_than_a_phone_shows_are_refused() -> None:
    four = ", ".join(f"{{line: l{n}, does: calms, to: settled}}" for n in range(4))
    wide = GOOD.replace("{line: offer, does: stays, to: settled}", four)
    assert "at most 3 lines" in faults(wide)[0].reason


def test_a_scene_of_too_many_turns_is_refused_before_it_is_walked() -> None:
    assert "a scene has 1 to 40 turns" in faults(chain(2000))[0].reason
    assert "a scene has 1 to 40 turns" in faults(EMPTY)[0].reason


def test_a_file_whose_name_does_not_fit_a_button_is_refused() -> None:
    for name in ("A Queue", "queue:2", "q" * 25, ""):
        with pytest.raises(Faulty):
            read_scene(GOOD.encode(), name)


@given(st.integers(0, len(GOOD)), st.integers(0, 30), st.text(max_size=8))
@settings(max_examples=300, derandomize=True)
def test_whatever_a_slip_makes_of_a_file_it_is_read_or_refused(
    at: int, gone: int, typed: str
) -> None:
    slipped = (GOOD[:at] + typed + GOOD[at + gone :]).encode("utf-8", "ignore")
    with suppress(Faulty):
        scene = read_scene(slipped, "queue")
        assert all(scene.stand(path).at in scene.ends for path in scene.paths())
