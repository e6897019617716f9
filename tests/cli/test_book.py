"""`book` on the command line."""

from tests.cli.shell import Shell


def test_the_book_is_written_without_any_setting_and_counted(shell: Shell) -> None:
    said = shell.run("book")
    assert said.code == 0
    name, screens, *_ = said.out.split("\t")
    written = (shell.folder / name).read_text(encoding="utf-8")
    assert f"{written.count('<article>')} screens" == screens
    assert written.startswith("<!DOCTYPE html>")


def test_a_file_that_is_there_is_kept_unless_told_otherwise(shell: Shell) -> None:
    mine = shell.folder / "mine.html"
    mine.write_text("mine", encoding="utf-8")
    said = shell.run("book", "mine.html")
    assert (said.code, "--force" in said.err) == (1, True)
    assert mine.read_text(encoding="utf-8") == "mine"
    assert shell.run("book", "mine.html", "--force").code == 0
    assert "Reading age" in mine.read_text(encoding="utf-8")


def test_a_file_that_cannot_be_written_is_named(shell: Shell) -> None:
    said = shell.run("book", "nowhere/book.html")
    assert said.code == 1
    assert "nowhere/book.html cannot be written" in said.err
