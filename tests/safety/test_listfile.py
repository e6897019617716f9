"""A list that is broken is refused, with the file, the line and the reason."""

from pathlib import Path

import pytest

from models.safety import PHRASES, BrokenList
from models.safety.listfile import phrase_list

LIST = PHRASES.read_text(encoding="utf-8")
RULE = "  - name: kills themselves\n"
NOBODY = "  DENYING: not"


def refused(tmp_path: Path, text: str) -> str:
    path = tmp_path / "changed.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenList) as broken:
        phrase_list(path)
    return str(broken.value)


def line_of(text: str, mark: str) -> int:
    return text[: text.index(mark)].count("\n") + 1


BREAKS = {
    "a group that is not there": ("- KILL MYSELF\n", "- KILL MINE\n", "no group MINE above"),
    "a phrase that begins with a gap": ("- KILL MYSELF\n", "- .. MYSELF\n", "begin and end"),
    "a phrase that ends with a maybe": ("- KILL MYSELF\n", "- KILL (me)\n", "begin and end"),
    "an apostrophe": ("- KILL MYSELF\n", "- can't live\n", "no apostrophe"),
    "a choice of two words": ("- KILL MYSELF\n", "- KILL dont/me\n", "has to be one word"),
    "a phrase of edges": ("- KILL MYSELF\n", '- "| |"\n', "has no word"),
    "a level that is none": ("hears: care\n", "hears: urgent\n", "'urgent' is none of care"),
    "a name that is none": ("    hears: care\n", "    heres: care\n", "there is no 'heres' here"),
    "a part that is none": ("\nrules:\n", "\nrulez:\n", "there is no 'rulez' here"),
    "a role that is missing": (NOBODY, "  DENIES: not", "group DENYING is missing"),
    "a small group": (NOBODY, "  denying: not", "in capitals: DENYING"),
    "a mark that is none": ("\n  echo:\n", "\n  ecko:\n", "there is no 'ecko' here"),
    "three words joined": ("\n  no one: ", "\n  no one at: ", "has to be 2 words"),
    "a name twice": ("\n  im: i am\n", "\n  im: i am\n  im: i am\n", "stands here twice"),
    "a group of two words": (NOBODY, "  DENYING: dont not", "stands for several words"),
}


@pytest.mark.parametrize(("old", "new", "why"), BREAKS.values(), ids=BREAKS)
def test_what_is_wrong_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, why: str
) -> None:
    assert old in LIST
    said = refused(tmp_path, LIST.replace(old, new, 1))
    assert said.startswith("changed.yaml, line ")
    assert why in said


def test_the_line_is_the_one_to_mend(tmp_path: Path) -> None:
    text = LIST.replace("- KILL MYSELF\n", "- KILL MINE\n", 1)
    assert f"line {line_of(text, 'KILL MINE')}:" in refused(tmp_path, text)


def test_a_rule_without_an_example_is_refused(tmp_path: Path) -> None:
    start = LIST.index("    fires: ", LIST.index(RULE))
    end = LIST.index("\n", start) + 1
    said = refused(tmp_path, LIST[:start] + LIST[end:])
    assert "'fires' is missing here" in said
    assert f"line {line_of(LIST, RULE)}:" in said


@pytest.mark.parametrize(
    "text", ["", "- a\n- b\n", "just words", "a: [1\n", "a: 1\n  b: 2\n", "\t: x"]
)
def test_what_is_no_list_at_all_is_refused(tmp_path: Path, text: str) -> None:
    assert refused(tmp_path, text).startswith("changed.yaml, line ")


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "changed.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BrokenList):
        phrase_list(path)
