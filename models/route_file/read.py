"""Reads a file of routes: all of them, or every fault with its line."""

from collections.abc import Collection
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from models.file_tree import Fault, Faulty, List, Map, Node, Word, read_tree
from models.route import Kind, Route, Tag
from models.route_file.checks import clashes, refusals
from models.route_file.fields import NEEDED, READERS, Wrong, shortly
from models.telephone import BadNumber, extension, telephone

SEED = Path(__file__).parent.parent / "seeds" / "routes.yaml"
ROUTES = "routes"
_BAD = object()
"""Stands for a value that could not be read."""
_EMPTY = {"id": "", "name": "", "purpose": "", "kind": Kind.SERVICE, "tags": frozenset[Tag]()}


@cache
def seed_routes() -> tuple[Route, ...]:
    """Return the routes that came with the program. Nothing of the present decides them."""
    return read_routes(SEED.read_bytes())


def read_routes(
    content: bytes, today: date | None = None, sites: Collection[str] | None = None
) -> tuple[Route, ...]:
    """Return a file's routes in its order. Raises Faulty with all faults; then none is taken.

    today, sites: what a day of verification and a site are held against; None leaves it open.
    """
    reading = _Reading(today, sites)
    routes = [reading.route(item) for item in _items(read_tree(content))]
    if reading.faults:
        raise Faulty(*reading.faults)
    return tuple(route for route in routes if route)


def _items(root: Node) -> tuple[Node, ...]:
    """Return the entries of the one list that the file holds."""
    if isinstance(root, Map) and [key.said for key, _ in root.entries] == [ROUTES]:
        (_, held) = root.entries[0]
        if isinstance(held, List):
            return held.items
        if held == Word(held.line, ""):
            return ()
    raise Faulty(Fault(root.line, "the file holds one key, `routes`, and a list under it"))


class _Reading:
    """Reads route after route, and keeps every fault on the way."""

    def __init__(self, today: date | None, sites: Collection[str] | None) -> None:
        self._today = today
        self._sites = sites
        self._ids: set[str] = set()
        self.faults: list[Fault] = []

    def route(self, node: Node) -> Route | None:
        if not isinstance(node, Map):
            self._fault(node.line, "a route has keys, like `id` and `name`")
            return None
        lines = {key.said: key.line for key, _ in node.entries}
        before = len(self.faults)
        values = {key: value for key, value in self._values(node).items() if value is not _BAD}
        course = values.get("kind") is Kind.TRAINING
        for key in NEEDED:
            if not values.get(key) and not (course and key == "tags"):
                self._missing(key, lines, node.line)
        route = Route(**{**_EMPTY, **values})
        self._check(route, lines, node.line, whole=len(self.faults) == before)
        return route

    def _missing(self, key: str, lines: dict[str, int], line: int) -> None:
        if key not in lines:
            self._fault(line, f"`{key}` is missing")
        elif not any(fault.line == lines[key] for fault in self.faults):
            self._fault(lines[key], f"`{key}` is empty")

    def _values(self, node: Map) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, value in node.entries:
            if key.said not in READERS:
                self._fault(key.line, f"unknown key {shortly(key.said)}{_meant(key.said)}")
            elif key.said in values:
                self._fault(key.line, f"`{key.said}` stands twice")
            else:
                self._take(values, key.said, value)
        self._take_phone(values, node)
        return values

    def _take(self, values: dict[str, Any], key: str, node: Node) -> None:
        try:
            values[key] = READERS[key](node)
        except Wrong as wrong:
            values[key] = _BAD
            self._fault(node.line, f"`{key}`: {wrong}")

    def _take_phone(self, values: dict[str, Any], node: Map) -> None:
        """Read the number last: which numbers there are depends on `internal`."""
        if values.get("phone", _BAD) in (_BAD, ""):
            return
        try:
            form = extension if values.get("internal") is True else telephone
            values["phone"] = form(values["phone"])
        except BadNumber as bad:
            line = next(value.line for key, value in node.entries if key.said == "phone")
            values["phone"] = _BAD
            self._fault(line, f"`phone`: {bad}")

    def _check(self, route: Route, lines: dict[str, int], line: int, *, whole: bool) -> None:
        """Look at how its values fit together; what could not be read is left out of that."""
        if route.id and route.id in self._ids:
            self._fault(lines["id"], f"there is a route {route.id!r} above already")
        self._ids.add(route.id)
        found = [*refusals(route), *(clashes(route, self._today, self._sites) if whole else ())]
        for key, reason in found:
            self._fault(lines.get(key, line), f"`{key}`: {reason}")

    def _fault(self, line: int, reason: str) -> None:
        self.faults.append(Fault(line, reason))


def _meant(key: str) -> str:
    close = get_close_matches(key, READERS, n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
