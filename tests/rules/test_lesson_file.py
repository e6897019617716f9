"""A broken lesson is left out with its line and reason, and the others of its file are taken."""

from pathlib import Path

import pytest

from models.report import What
from models.skill import Lesson, Theme
from models.skill_file.lessons import read_lessons
from models.skill_file.shelf import SEEDS, Refused, read_shelf

GOOD = """\
lessons:
  - id: hear
    options: [fix, listen]
    right: listen
    scene: queue
    after: [verbal]
  - id: wait
    options: [one, other]
    right: one
"""
HEAR = Lesson(
    "hear", Theme.LISTENING, ("fix", "listen"), "listen", "queue", frozenset({What.VERBAL})
)
WAIT = Lesson("wait", Theme.LISTENING, ("one", "other"), "one")


def test_lessons_are_read_in_their_order() -> None:
    assert read_lessons(GOOD.encode(), Theme.LISTENING) == ((HEAR, WAIT), ())


@pytest.mark.parametrize(
    ("was", "now", "line", "reason"),
    [
        ("id: hear", "id: Hear it", 2, "a name is needed here"),
        ("[fix, listen]", "[listen]", 3, "give 2 to 4 options"),
        ("[fix, listen]", "[fix, why, listen]", 3, "an option cannot be called 'why'"),
        ("[fix, listen]", "[fix, fix]", 3, "a name stands here twice"),
        ("right: listen", "right: hear", 4, "'hear' is none of the options"),
        ("    right: listen\n", "", 2, "`right` is missing"),
        ("scene: queue", "seen: queue", 5, "unknown key `seen`"),
        ("after: [verbal]", "after: [shouting]", 6, "'shouting' is none of"),
        ("after: [verbal]", "after: verbal", 6, "a list is needed here"),
    ],
)
def test_one_broken_lesson_takes_no_other_with_it(
    was: str, now: str, line: int, reason: str
) -> None:
    assert was in GOOD
    lessons, faults = read_lessons(GOOD.replace(was, now, 1).encode(), Theme.LISTENING)
    assert lessons == (WAIT,)
    assert [each.line for each in faults] == [line]
    assert reason in faults[0].reason


def test_a_lesson_that_stands_twice_is_taken_once() -> None:
    lessons, faults = read_lessons(GOOD.replace("id: wait", "id: hear").encode(), Theme.LISTENING)
    assert lessons == (HEAR,)
    assert [(each.line, each.reason) for each in faults] == [
        (7, "there is a lesson 'hear' above already")
    ]


def test_a_file_that_is_broken_or_missing_spoils_no_other(tmp_path: Path) -> None:
    (tmp_path / "lessons").mkdir()
    (tmp_path / "scenes").mkdir()
    (tmp_path / "lessons/listening.yaml").write_text(GOOD)
    (tmp_path / "lessons/calming.yaml").write_text("lessons:\n  - [\n")
    (tmp_path / "lessons/threats.yaml").write_text(GOOD.replace("hear", "other", 1))
    for name in ("queue", "relative"):
        whole = (SEEDS / f"scenes/{name}.yaml").read_text()
        (tmp_path / f"scenes/{name}.yaml").write_text(whole)
    (tmp_path / "scenes/broken.yaml").write_text(whole.replace("theme: ", "theme: un"))
    shelf = read_shelf(tmp_path)
    assert [lesson.id for lesson in shelf.lessons] == ["hear", "wait", "other"]
    assert [scene.id for scene in shelf.scenes] == ["queue", "relative"]
    assert {each.file for each in shelf.refused} == {
        "models/seeds/lessons/calming.yaml",
        "models/seeds/lessons/distress.yaml",
        "models/seeds/lessons/support.yaml",
        "models/seeds/lessons/threats.yaml",
        "models/seeds/lessons/wellbeing.yaml",
        "models/seeds/scenes/broken.yaml",
    }
    twice = "another theme has a lesson 'wait'"
    assert Refused("models/seeds/lessons/threats.yaml", 1, twice) in shelf.refused
    assert any(
        str(each).startswith("models/seeds/scenes/broken.yaml:3: 'un") for each in shelf.refused
    )


def test_what_comes_with_the_program_is_whole() -> None:
    assert read_shelf().refused == ()
