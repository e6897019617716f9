"""`phrases check` shows figures, what a changed list changes, and what is broken in it."""

from pathlib import Path

import pytest

from models.safety import BLIND, DEVELOPMENT, FRESH, PHRASES
from models.safety.effect import labelled
from tests.cli.shell import Shell

LIST = PHRASES.read_text(encoding="utf-8")


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    return tmp_path / "changed.yaml"


def test_the_figures_of_what_was_kept_aside_are_printed_by_category(shell: Shell) -> None:
    said = shell.run("phrases", "check")
    assert said.code == 0
    for path in (DEVELOPMENT, BLIND, FRESH):
        aside = [phrase for phrase in labelled(path) if phrase.aside]
        assert f"{path.name}, {len(aside)} phrases" in said.out
        for category in {"all", *(phrase.category for phrase in aside)}:
            assert f"\n{category} " in said.out


def test_no_phrase_is_named_when_nothing_changes(shell: Shell, changed: Path) -> None:
    changed.write_text(LIST, encoding="utf-8")
    said = shell.run("phrases", "check", str(changed))
    assert said.code == 0
    assert said.out.endswith("phrases that FILE changes: 0\n")
    assert "with FILE" not in said.out


def test_a_change_shows_what_it_does_before_it_is_saved(shell: Shell, changed: Path) -> None:
    rule = "      - WANTS to (just) dye\n"
    text = LIST.replace("      - could/would/will/should murder a/an/some/the\n", "")
    changed.write_text(text.replace("      - KILL MYSELF\n", f"      - KILL MYSELF\n{rule}"))
    before = PHRASES.read_bytes()
    said = shell.run("phrases", "check", str(changed))
    assert said.code == 0
    assert "phrases that FILE changes:" in said.out
    assert PHRASES.read_bytes() == before


def test_a_list_that_hears_less_is_shown_phrase_by_phrase(shell: Shell, changed: Path) -> None:
    start = LIST.index("  - name: wants to die\n")
    end = LIST.index("  - name: wanted to die\n")
    changed.write_text(LIST[:start] + LIST[end:], encoding="utf-8")
    said = shell.run("phrases", "check", str(changed))
    assert "  worse: care -> " in said.out
    assert "  with FILE" in said.out


def test_an_example_that_does_not_hold_ends_with_1_and_its_line(
    shell: Shell, changed: Path
) -> None:
    text = LIST.replace("fires: I am going to kill myself", "fires: I am going to the shops", 1)
    changed.write_text(text, encoding="utf-8")
    said = shell.run("phrases", "check", str(changed))
    assert said.code == 1
    line = text[: text.index("I am going to the shops")].count("\n") + 1
    assert f"line {line}: this example does not fire: I am going to the shops" in said.err
    assert "1 examples do not hold" in said.err


def test_an_example_that_must_not_fire_ends_with_1_too(shell: Shell, changed: Path) -> None:
    text = LIST.replace("not: He is going to kill himself", "not: I will kill myself", 1)
    changed.write_text(text, encoding="utf-8")
    said = shell.run("phrases", "check", str(changed))
    assert said.code == 1
    assert "fires and must not: I will kill myself" in said.err


def test_a_broken_list_ends_with_1_and_the_reason(shell: Shell, changed: Path) -> None:
    changed.write_text(LIST.replace("- KILL MYSELF\n", "- KILL MINE\n", 1), encoding="utf-8")
    said = shell.run("phrases", "check", str(changed))
    assert said.code == 1
    assert "changed.yaml, line " in said.err
    assert "there is no group MINE" in said.err


def test_a_file_that_is_not_there_is_an_option_that_is_wrong(shell: Shell) -> None:
    assert shell.run("phrases", "check", "nowhere.yaml").code == 2


def test_help_says_what_the_command_does(shell: Shell) -> None:
    said = shell.run("phrases", "check", "--help")
    assert said.code == 0
    assert "nothing is saved" in said.out


def test_the_page_prints_the_figures_of_today(shell: Shell) -> None:
    said = shell.run("phrases", "check").out.rstrip()
    printed = "".join(f"    {line}".rstrip() + "\n" for line in said.splitlines())
    page = Path(__file__).parents[2] / "docs" / "safety.md"
    assert printed in page.read_text(encoding="utf-8")
