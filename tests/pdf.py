"""Reads a PDF as a screen reader does: what stands under a key, and every tag in its order."""

from typing import Any

from pypdf.generic import DictionaryObject


def held(node: Any, *keys: str) -> Any:  # noqa: ANN401 - whatever a PDF holds there
    """Return what stands under these keys, one below the other."""
    for key in keys:
        node = node[key].get_object()
    return node


def tags(node: object) -> list[DictionaryObject]:
    """Return every element of the structure tree, in reading order."""
    if not isinstance(node, DictionaryObject) or "/K" not in node:
        return []
    below = held(node, "/K")
    children = below if isinstance(below, list) else [below]
    return [node, *(tag for child in children for tag in tags(child.get_object()))]
