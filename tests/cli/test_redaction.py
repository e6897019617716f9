"""`redaction check` prints the figures of the half kept aside, and names only the other half."""

from models.redaction import Kind
from models.redaction.labelled import sentences
from tests.cli.shell import Shell


def test_the_figures_of_every_kind_are_printed(shell: Shell) -> None:
    said = shell.run("redaction", "check")
    assert said.code == 0
    lines = said.out.splitlines()
    kept = [one for one in sentences() if one.kept_aside]
    assert lines[0].startswith(f"{len(kept)} of {len(list(sentences()))} ")
    assert [line.split()[0] for line in lines[2:]] == list(Kind)
    names = sum(kind is Kind.NAME for one in kept for kind, _, _ in one.spans)
    assert int(lines[2 + list(Kind).index(Kind.NAME)].split()[1]) == names


def test_no_sentence_kept_aside_is_ever_named(shell: Shell) -> None:
    said = shell.run("redaction", "check", "--wrong")
    assert said.code == 0
    kept = [one.text for one in sentences() if one.kept_aside]
    assert not [text for text in kept if f"in: {text}\n" in said.out]
