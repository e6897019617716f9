"""`redaction check` prints the figures of the half kept aside, and names only the other half."""

from pathlib import Path

from models.redaction import Kind
from models.redaction.labelled import sentences
from tests.cli.shell import Shell


def test_the_figures_of_every_kind_are_printed(shell: Shell) -> None:
    said = shell.run("redaction", "check")
    assert said.code == 0
    lines = said.out.splitlines()
    kept = [one for one in sentences() if one.kept_aside]
    assert lines[0].startswith(f"{len(kept)} of {len(list(sentences()))} ")
    assert [line.split()[0] for line in lines[2 : 2 + len(Kind)]] == list(Kind)
    names = sum(kind is Kind.NAME for one in kept for kind, _, _ in one.spans)
    assert int(lines[2 + list(Kind).index(Kind.NAME)].split()[1]) == names
    blind = [one for one in kept if one.blind]
    assert lines[2 + len(Kind)].startswith(f"{len(blind)} of those ")
    assert 0 < len(blind) < len(kept)


def test_no_sentence_kept_aside_is_ever_named(shell: Shell) -> None:
    said = shell.run("redaction", "check", "--wrong")
    assert said.code == 0
    kept = [one.text for one in sentences() if one.kept_aside]
    assert not [text for text in kept if f"in: {text}\n" in said.out]


def test_the_documents_print_the_figures_of_today(shell: Shell) -> None:
    said = shell.run("redaction", "check").out.rstrip()
    printed = "".join(f"    {line}\n" for line in said.splitlines())
    documents = Path(__file__).parents[2] / "docs"
    for name in ("safety.md", "safety-identifying.md"):
        assert printed in (documents / name).read_text(encoding="utf-8")
