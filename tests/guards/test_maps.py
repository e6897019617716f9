"""A folder of many modules says at its top which is for what, and leaves none out."""

import ast
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
FOLDERS = ("handlers", "models", "models/store")


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_map_of_a_folder_names_each_of_its_modules_once_and_no_other(folder: str) -> None:
    place = ROOT / folder
    page = ast.get_docstring(ast.parse((place / "__init__.py").read_text())) or ""
    rows = [line.partition(":")[2] for line in page.rpartition("\n\n")[2].splitlines()]
    named = Counter(name.strip() for row in rows for name in row.split(","))
    there = {each.stem for each in place.iterdir() if each.suffix == ".py" or _is_package(each)}
    assert named == Counter(there - {"__init__"}), f"mend the map in {folder}/__init__.py"


def _is_package(place: Path) -> bool:
    return (place / "__init__.py").exists()
