"""No file names a folder of somebody's machine, not even by chance: choices have slashes, too."""

from pathlib import Path

import pytest

FOLDERS = ("root", "work", "Users")
"""Where people and machines keep their checkouts."""

PARTS = ("bot", "handlers", "messages", "models", "benchmarks", "docs", "tests")
KINDS = {".py", ".md", ".yaml", ".tsv", ".j2", ".js", ".css", ".json"}


@pytest.mark.parametrize("part", PARTS)
def test_no_file_names_a_folder_of_a_machine(part: str) -> None:
    found = [
        f"{path}: {folder}"
        for path in Path(part).rglob("*")
        if path.suffix in KINDS
        for folder in FOLDERS
        if f"/{folder}/" in path.read_text(encoding="utf-8")
    ]
    assert not found
