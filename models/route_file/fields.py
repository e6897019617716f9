"""Reads the value of each key of a route; what cannot be is refused with its reason."""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from models.file_tree import List, Map, Node, Word
from models.hours import BadHours, check_hours
from models.route import LIMITS, Audience, Kind, Status, Tag, TextLine
from models.site import Nation
from models.telephone import BadNumber, text_number

Option = TypeVar("Option", bound=StrEnum)
_ID = re.compile(r"[a-z0-9_]+")
_SITE = re.compile(r"[a-z0-9-]+")
_LINK = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(/[!-~]*)?")
_EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_WORD = re.compile(r"[A-Z]{2,20}")
_SHOWN = 40
_BOOLEANS = {"true": True, "false": False}


class Wrong(ValueError):
    """A value that cannot be taken; its text says why."""


def shortly(said: str) -> str:
    """Return a value in quotes to show in a fault, cut when it is long."""
    return repr(said if len(said) <= _SHOWN else f"{said[:_SHOWN]}...")


def _said(node: Node) -> str:
    if not isinstance(node, Word):
        raise Wrong("give one value here")
    return node.said


def _line(key: str) -> Callable[[Node], str]:
    """Return what reads one line of words, no longer than the key allows."""

    def read(node: Node) -> str:
        said = _said(node)
        if not said.isprintable():
            raise Wrong("there is a line break or a control character in it")
        if len(said) > LIMITS[key]:
            raise Wrong(f"it has {len(said)} letters, and {LIMITS[key]} fit")
        return said.strip()

    return read


def _like(key: str, pattern: re.Pattern[str], example: str) -> Callable[[Node], str]:
    """Return what reads a line that is empty or fits the pattern."""

    def read(node: Node) -> str:
        said = _line(key)(node)
        if said and not pattern.fullmatch(said):
            raise Wrong(f"{shortly(said)} is not like {example}")
        return said

    return read


def _one_of(options: type[Option]) -> Callable[[Node], Option]:
    def read(node: Node) -> Option:
        said = _said(node)
        if said not in set(options):
            raise Wrong(f"{shortly(said)} is none of: {', '.join(options)}")
        return options(said)

    return read


def _some_of(options: type[Option]) -> Callable[[Node], frozenset[Option]]:
    def read(node: Node) -> frozenset[Option]:
        if not isinstance(node, List):
            raise Wrong("give a list, like [one, two]")
        return frozenset(map(_one_of(options), node.items))

    return read


def _hours(node: Node) -> str:
    said = _line("hours")(node)
    try:
        check_hours(said)
    except BadHours as bad:
        raise Wrong(str(bad)) from None
    return said


def _text(node: Node) -> TextLine:
    if isinstance(node, Word):
        node = Map(node.line, ((Word(node.line, "number"), node),))
    if not isinstance(node, Map):
        raise Wrong("give a number, or {number: ..., word: ...}")
    given = {key.said: _said(value) for key, value in node.entries}
    if not {"number"} <= set(given) <= {"number", "word"}:
        raise Wrong("a text line has a number and, if it needs one, a word")
    if given.get("word") and not _WORD.fullmatch(given["word"]):
        raise Wrong(f"the word {shortly(given['word'])} is not like SHOUT")
    try:
        number = text_number(_line("phone")(Word(node.line, given["number"])))
        return TextLine(number, given.get("word", ""))
    except BadNumber as bad:
        raise Wrong(str(bad)) from None


def _day(node: Node) -> date | None:
    said = _said(node)
    try:
        return date.fromisoformat(said) if said else None
    except ValueError:
        raise Wrong(f"{shortly(said)} is no day like 2026-11-23") from None


def _truth(node: Node) -> bool:
    said = _said(node)
    if said not in _BOOLEANS:
        raise Wrong(f"{shortly(said)} is neither true nor false")
    return _BOOLEANS[said]


READERS: dict[str, Callable[[Node], Any]] = {
    "id": _like("id", _ID, "hill_counselling (a to z, 0 to 9 and _)"),
    "name": _line("name"),
    "purpose": _line("purpose"),
    "kind": _one_of(Kind),
    "tags": _some_of(Tag),
    "phone": _line("phone"),
    "internal": _truth,
    "text": _text,
    "email": _like("email", _EMAIL, "help@example.org"),
    "link": _like("link", _LINK, "https://www.example.org/help"),
    "hours": _hours,
    "cost": _line("cost"),
    "area": _some_of(Nation),
    "audience": _some_of(Audience),
    "who_for": _line("who_for"),
    "site": _like("site", _SITE, "hill-hospital"),
    "status": _one_of(Status),
    "verified": _day,
    "verified_by": _line("verified_by"),
    "source": _line("source"),
    "note": _line("note"),
    "example": _truth,
}
"""Every key a route can have, in the order in which they are written."""
NEEDED = ("id", "name", "purpose", "kind", "tags", "status")
