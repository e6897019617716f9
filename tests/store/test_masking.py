"""What a test takes for chance it takes out whole, wherever in the file a value was cut."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random

import pytest

from tests.store.attack_files import PAGE, POINTER, masked, size_of_piece

SEALED = bytes(byte or 1 for byte in Random(5).randbytes(9_000))
"""Long enough for 3 pages, and without a zero."""


@pytest.fixture
def stored(migrated_file: Path, tmp_path: Path) -> Callable[[bytes], Path]:
    def store(value: bytes) -> Path:
        path = shutil.copyfile(migrated_file, tmp_path / "handrail.db")
        with closing(sqlite3.connect(path)) as line:
            line.execute("PRAGMA journal_mode=DELETE")
            line.execute("INSERT INTO draft_words VALUES (?, ?)", (b"p" * 32, value))
            line.commit()
        return path

    return store


def test_a_value_is_blanked_whole_whatever_byte_it_was_cut_before(
    stored: Callable[[bytes], Path],
) -> None:
    cut = size_of_piece(stored(SEALED).read_bytes(), SEALED)
    assert 0 < cut < PAGE
    values = [SEALED]
    for end in (cut, cut + PAGE - POINTER):
        values += [SEALED[:end] + bytes(zeros) + SEALED[end + zeros :] for zeros in (1, 2, 3)]
    assert len(set(values)) == 7
    assert len({masked(f"sqlite:///{stored(value)}") for value in values}) == 1
