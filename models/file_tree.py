"""Reads YAML into plain nodes that know their lines, and refuses what a file of facts never needs.

Values stay as they are written: `off`, `no` and `0300` are words here, never anything else.
"""

from dataclasses import dataclass
from typing import TypeAlias

import yaml

MOST_BYTES = 1_000_000
DEEPEST = 5
"""File, list of routes, route, text line: a level more than there is."""
_NOTHING = ("", "~", "null")


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """What is wrong, and on which line of the file, counted from 1."""

    line: int
    reason: str


class Faulty(ValueError):
    """A file that cannot be taken; holds all its faults by line."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = tuple(sorted(faults))


@dataclass(frozen=True, slots=True)
class Word:
    """A value."""

    line: int
    said: str


@dataclass(frozen=True, slots=True)
class List:
    """Several values in order."""

    line: int
    items: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Map:
    """Values by key; each with the line its key stands on."""

    line: int
    entries: tuple[tuple[Word, "Node"], ...]


Node: TypeAlias = Word | List | Map
_LOADER = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


def read_tree(content: bytes) -> Node:
    """Return the file's one document. Raises Faulty with the first thing that cannot be."""
    if len(content) > MOST_BYTES:
        raise Faulty(Fault(1, f"the file has more than {MOST_BYTES:,} bytes"))
    text = _decoded(content)
    try:
        _refuse_odd(text)
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as error:
        raise Faulty(_fault(error)) from None
    if root is None:
        raise Faulty(Fault(1, "the file is empty"))
    return _node(root)


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Faulty(Fault(line, "this is not UTF-8")) from None


def _refuse_odd(text: str) -> None:
    """Walk over the file without building it: a few bytes can ask for a great deal."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        line = _line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Faulty(Fault(line, "write it out: & and * are not used here"))
        if getattr(event, "tag", None):
            raise Faulty(Fault(line, "leave out what begins with !"))
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise Faulty(Fault(line, "this is nested too deep"))


def _fault(error: yaml.YAMLError) -> Fault:
    mark = getattr(error, "problem_mark", None)
    said = getattr(error, "problem", None) or "it cannot be read"
    return Fault(mark.line + 1 if mark else 1, f"this is no YAML: {said}")


def _node(node: yaml.Node) -> Node:
    line = _line(node)
    if isinstance(node, yaml.MappingNode):
        return Map(line, tuple((_key(key), _node(value)) for key, value in node.value))
    if isinstance(node, yaml.SequenceNode):
        return List(line, tuple(_node(item) for item in node.value))
    bare = getattr(node, "style", None) is None and node.value in _NOTHING
    return Word(line, "" if bare else str(node.value))


def _key(node: yaml.Node) -> Word:
    said = node.value if isinstance(node, yaml.ScalarNode) else "?"
    return Word(_line(node), str(said))


def _line(marked: yaml.Node | yaml.Event) -> int:
    return marked.start_mark.line + 1 if marked.start_mark else 1
