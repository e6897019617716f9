"""Reads YAML as plain words that know their line: no number, no yes or no is guessed."""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import NoReturn, TypeVar

import yaml

OneOf = TypeVar("OneOf", bound=StrEnum)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


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

    def __init__(self, file: str, node: yaml.Node) -> None:
        self.file = file
        self.line = node.start_mark.line + 1
        self._node = node

    def refuse(self, why: str, line: int | None = None) -> NoReturn:
        """Say what is wrong here."""
        raise BrokenList(self.file, line or self.line, why)

    def said(self) -> Said:
        """Return the words."""
        if not isinstance(self._node, yaml.ScalarNode) or not self._node.value.strip():
            self.refuse("words are needed here")
        words = Said(self._node.value)
        words.line = self.line
        return words

    def items(self) -> list["Part"]:
        """Return what is listed."""
        if not isinstance(self._node, yaml.SequenceNode) or not self._node.value:
            self.refuse("a list is needed here: lines that begin with '- '")
        return [Part(self.file, node) for node in self._node.value]

    def rows(self) -> Iterator[tuple[Said, "Part"]]:
        """Yield each name with what stands under it; a name stands once."""
        if not isinstance(self._node, yaml.MappingNode):
            self.refuse("names are needed here: 'name: ...'")
        seen = set()
        for node, below in self._node.value:
            name = Part(self.file, node).said()
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
        one = isinstance(self._node, yaml.ScalarNode)
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
        with path.open(encoding="utf-8") as file:
            node = yaml.compose(file, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise BrokenList(path.name, line, f"this is not YAML: {error.problem}") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise BrokenList(path.name, 1, "the file cannot be read") from None
    if node is None:
        raise BrokenList(path.name, 1, "the file is empty")
    return Part(path.name, node)


def _all(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
