"""Reads the parts of a file of lessons or a scene; what cannot be is noted with its line."""

import re
from collections.abc import Collection
from enum import StrEnum
from typing import TypeVar

from models.file_tree import Fault, Faulty, List, Map, Node, Word

Option = TypeVar("Option", bound=StrEnum)
_NAME = re.compile(r"[a-z][a-z0-9_]{0,23}")


def name_of(node: Node) -> str:
    """Return a name; raises Faulty for anything that is no name."""
    if not isinstance(node, Word) or not _NAME.fullmatch(node.said):
        raise Faulty(Fault(node.line, "a name is needed here: a to z, 0 to 9 and _, 24 at most"))
    return node.said


def names_of(node: Node) -> tuple[str, ...]:
    """Return the names of a list, each once; raises Faulty."""
    names = tuple(map(name_of, items_of(node)))
    if len(set(names)) < len(names):
        raise Faulty(Fault(node.line, "a name stands here twice"))
    return names


def items_of(node: Node) -> tuple[Node, ...]:
    """Return what is listed; raises Faulty for anything but a list."""
    if not isinstance(node, List) or not node.items:
        raise Faulty(Fault(node.line, "a list is needed here, like [one, two]"))
    return node.items


def rows_of(node: Node) -> dict[str, tuple[int, Node]]:
    """Return what stands under each name, with the name's line; raises Faulty."""
    if not isinstance(node, Map):
        raise Faulty(Fault(node.line, "keys are needed here, like `to: here`"))
    rows: dict[str, tuple[int, Node]] = {}
    for key, value in node.entries:
        if key.said in rows:
            raise Faulty(Fault(key.line, f"`{key.said}` stands twice"))
        rows[key.said] = (key.line, value)
    return rows


def keyed(node: Node, needed: Collection[str], more: Collection[str] = ()) -> dict[str, Node]:
    """Return the values by key; raises Faulty for a key that is missing or unknown."""
    rows = rows_of(node)
    for key, (line, _) in rows.items():
        if key not in {*needed, *more}:
            known = ", ".join(sorted({*needed, *more}))
            raise Faulty(Fault(line, f"unknown key `{key}`; there are {known}"))
    missing = [key for key in needed if key not in rows]
    if missing:
        raise Faulty(Fault(node.line, f"`{missing[0]}` is missing"))
    return {key: value for key, (_, value) in rows.items()}


def one_of(options: type[Option], node: Node) -> Option:
    """Return the option that is named; raises Faulty."""
    said = node.said if isinstance(node, Word) else ""
    if said not in set(options):
        raise Faulty(Fault(node.line, f"'{said}' is none of: {', '.join(options)}"))
    return options(said)
