"""The file of phrases as plain words that know their line; what is not there raises BrokenList.

`models.file_tree` reads the YAML, as it does for all other files; this asks for the parts by name.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

from models.file_tree import Faulty, List, Map, Node, Word, read_tree

OneOf = TypeVar("OneOf", bound=StrEnum)


class BrokenList(Exception):
    """The file cannot be used: where and why, in one line for the person who edits it."""

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__(f"{file}, line {line}: {why}")


class Said(str):
    """Words of the file, and the line where they stand, counted from 1."""

    __slots__ = ("line",)
    line: int


class Part:
    """What stands in one place of the file; asking for what is not there raises BrokenList."""

    def __init__(self, file: str, node: Node) -> None:
        self.file = file
        self.line = node.line
        self._node = node

    def refuse(self, why: str, line: int | None = None) -> NoReturn:
        """Say what is wrong here."""
        raise BrokenList(self.file, line or self.line, why)

    def said(self) -> Said:
        """Return the words."""
        if not isinstance(self._node, Word) or not self._node.said.strip():
            self.refuse("words are needed here")
        words = Said(self._node.said)
        words.line = self.line
        return words

    def items(self) -> list["Part"]:
        """Return what is listed."""
        if not isinstance(self._node, List) or not self._node.items:
            self.refuse("a list is needed here: lines that begin with '- '")
        return [Part(self.file, node) for node in self._node.items]

    def rows(self) -> Iterator[tuple[Said, "Part"]]:
        """Yield each name with what stands under it; a name stands once."""
        if not isinstance(self._node, Map):
            self.refuse("names are needed here: 'name: ...'")
        seen = set()
        for key, below in self._node.entries:
            name = Part(self.file, key).said()
            if name in seen:
                self.refuse(f"'{name}' stands here twice", name.line)
            seen.add(name)
            yield name, Part(self.file, below)

    def named(self, known: Iterable[str]) -> dict[str, "Part"]:
        """Return the rows, all of whose names have to be known."""
        rows = {}
        for name, part in self.rows():
            if name not in known:
                self.refuse(f"there is no '{name}' here; there are {_all(known)}", name.line)
            rows[str(name)] = part
        return rows

    def either(self) -> list[Said]:
        """Return the words, or all that are listed."""
        one = isinstance(self._node, Word)
        return [self.said()] if one else [item.said() for item in self.items()]

    def one_of(self, kind: type[OneOf]) -> OneOf:
        """Return the member that is named."""
        said = self.said()
        try:
            return kind(said)
        except ValueError:
            self.refuse(f"'{said}' is none of {_all(kind)}")


def load(path: Path) -> Part:
    """Return the whole file, or raise BrokenList."""
    try:
        return Part(path.name, read_tree(path.read_bytes()))
    except Faulty as faulty:
        first = faulty.faults[0]
        raise BrokenList(path.name, first.line, first.reason) from None
    except OSError:
        raise BrokenList(path.name, 1, "the file cannot be read") from None


def _all(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
