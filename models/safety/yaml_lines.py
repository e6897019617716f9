"""Reads YAML as plain words that know their line: no number, no yes or no is guessed."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml


class Said(str):
    """A word or sentence of the file; `line` counts from 1."""

    line: int


@dataclass(slots=True)
class Table:
    """Names and what stands under each; `line` is where it begins."""

    line: int
    rows: dict[Said, "Value"] = field(default_factory=dict)


@dataclass(slots=True)
class Items:
    """A list; `line` is where it begins."""

    line: int
    rows: list["Value"] = field(default_factory=list)


Value: TypeAlias = Said | Table | Items


class BrokenList(Exception):
    """The file cannot be used: where and why, in one line for the person who edits it."""

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__(f"{file}, line {line}: {why}")
        self.line = line


def load(path: Path) -> Table:
    """Return the file as a table, or raise BrokenList."""
    try:
        with path.open(encoding="utf-8") as file:
            node = yaml.compose(file, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise BrokenList(path.name, line, f"this is not YAML: {error.problem}") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        raise BrokenList(path.name, 1, "the file cannot be read") from None
    value = _value(path.name, node) if node is not None else Items(1)
    if not isinstance(value, Table):
        raise BrokenList(path.name, 1, "the file has to hold named parts")
    return value


def _value(file: str, node: yaml.Node) -> Value:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        table = Table(line)
        for name, below in node.value:
            key = _value(file, name)
            if not isinstance(key, Said) or key in table.rows:
                raise BrokenList(file, name.start_mark.line + 1, "this name stands here twice")
            table.rows[key] = _value(file, below)
        return table
    if isinstance(node, yaml.SequenceNode):
        return Items(line, [_value(file, item) for item in node.value])
    said = Said(node.value)
    said.line = line
    return said
