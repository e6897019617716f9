"""`scenes` says what is broken in a file of words or structure, and draws what is whole."""

import shutil
from pathlib import Path

import pytest

from bot.cli.scenes import diagram
from handlers import catalogue as house
from handlers.catalogue import catalogue, read_catalogue
from messages import words
from models.skill_file.shelf import SEEDS
from tests.cli.shell import Shell


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the seeds, to break."""
    for name in ("lessons", "scenes"):
        shutil.copytree(SEEDS / name, tmp_path / "seeds" / name)
    return tmp_path / "seeds"


def broken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the program find what stands in this folder."""
    known = read_catalogue(folder)
    for module in ("bot.cli.scenes", "bot.cli.check", "bot.cli.running"):
        monkeypatch.setattr(f"{module}.catalogue", lambda: known)


def test_what_comes_with_the_program_is_whole(shell: Shell) -> None:
    said = shell.run("scenes", "check")
    assert (said.code, said.err) == (0, "")
    assert said.out == "19 lessons\t8 scenes\n"


def test_a_broken_scene_is_named_with_file_line_and_reason_and_the_rest_works(
    shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = folder / "scenes" / "queue.yaml"
    scene.write_text(scene.read_text().replace("to: settled", "to: nowhere"))
    broken(folder, monkeypatch)
    said = shell.run("scenes", "check")
    assert said.code == 1
    line = said.err.splitlines()[0]
    assert line.startswith("wrong\tmodels/seeds/scenes/queue.yaml:")
    assert "it leads to 'nowhere', which is no turn and no end" in line
    assert said.out == "19 lessons\t7 scenes\n"
    checked = shell.run("check")
    assert "WRONG  skills: Mend what `python -m bot scenes check` names." in checked.out


def test_run_names_what_it_leaves_out_before_it_starts(
    shell: Shell, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "lessons" / "calming.yaml").write_text("lessons: none\n")
    broken(folder, monkeypatch)

    async def nothing(*_given: object) -> None:
        return

    monkeypatch.setattr("bot.cli.running.run", nothing)
    shell.put_all()
    said = shell.run("run")
    assert said.code == 0
    assert "Left out: models/seeds/lessons/calming.yaml:1: a list is needed here" in said.err


def forget_words() -> None:
    """Have every template read again, and every label made again."""
    words._template.cache_clear()
    words._fixed.cache_clear()


@pytest.mark.parametrize(
    ("was", "now", "reason"),
    [
        ("{% block why %}", "{% block because %}", "these blocks are missing: why"),
        ("{% endblock %}", "", "this cannot be read: "),
        ("Hear it all first", "{{ nobody }}", "block title: no value is filled in here"),
        ("Hear it all first", "", "block title is empty"),
    ],
)
def test_a_lesson_whose_words_are_broken_is_left_out_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, was: str, now: str, reason: str
) -> None:
    shutil.copytree(words.FOLDER, tmp_path / "messages")
    file = tmp_path / "messages" / "lessons" / "hear_it_all.j2"
    file.write_text(file.read_text().replace(was, now, 1))
    environment = words._ENVIRONMENT.overlay(
        loader=type(words._ENVIRONMENT.loader)(tmp_path / "messages")  # type: ignore[call-arg, misc]
    )
    monkeypatch.setattr(words, "_ENVIRONMENT", environment)
    forget_words()
    try:
        known = read_catalogue()
    finally:
        forget_words()
    assert set(catalogue().lessons) - set(known.lessons) == {"hear_it_all"}
    [refused] = known.refused
    assert refused.file == "messages/lessons/hear_it_all.j2"
    assert reason in refused.reason
    assert house.catalogue().refused == ()


def test_a_missing_file_of_words_leaves_its_scene_out(folder: Path) -> None:
    shutil.copy(folder / "scenes" / "queue.yaml", folder / "scenes" / "unworded.yaml")
    known = read_catalogue(folder)
    assert [str(each) for each in known.refused] == [
        "messages/scenes/unworded.j2:1: the file is missing"
    ]
    assert "unworded" not in known.scenes


def test_draw_writes_each_scene_as_a_diagram(shell: Shell, tmp_path: Path) -> None:
    said = shell.run("scenes", "draw", str(tmp_path / "drawn"))
    assert said.code == 0
    assert len(said.out.splitlines()) == len(catalogue().scenes)
    for scene in catalogue().scenes.values():
        drawn = (tmp_path / "drawn" / f"{scene.id}.mmd").read_text()
        assert drawn.startswith("---\ntitle: ")
        for name in (*scene.turns, *scene.ends):
            assert f"\n  at_{name}[" in drawn or f"\n  at_{name}([" in drawn
        arrows = sum(len(turn.lines) + 1 for turn in scene.turns.values())
        assert sum("|" in line for line in drawn.splitlines()) == arrows


def test_words_with_quotes_stay_inside_their_box() -> None:
    for scene in catalogue().scenes.values():
        for line in list(diagram(scene))[5:]:
            assert line.count('"') in (0, 2), line


def test_a_place_that_cannot_be_written_is_said(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said = shell.run("scenes", "draw", str(tmp_path / "file" / "drawn"))
    assert said.code == 1
    assert "cannot be written" in said.err
