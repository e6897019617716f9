"""Finds the words: one template a screen or question, one block a sentence or label.

Templates are Telegram HTML with autoescape; a value can never become markup, and a missing value
is an error (StrictUndefined), never a blank.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from html import unescape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

FOLDER = Path(__file__).parent
_ENVIRONMENT = Environment(
    loader=FileSystemLoader(FOLDER),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


Block = tuple[str, str]
"""A template and the name of one of its blocks."""

_HEARD: ContextVar[set[Block] | None] = ContextVar("heard", default=None)


@contextmanager
def heard() -> Iterator[set[Block]]:
    """Collect which blocks are said in here, for whoever must know that none is missing."""
    blocks: set[Block] = set()
    before = _HEARD.set(blocks)
    try:
        yield blocks
    finally:
        _HEARD.reset(before)


@cache
def _template(name: str) -> Template:
    return _ENVIRONMENT.get_template(f"{name}.j2")


def parts(name: str) -> frozenset[str]:
    """Return the names of a template's blocks, for example {"text", "yes", "no"}."""
    return frozenset(_template(name).blocks)


def say(name: str, part: str = "text", **values: object) -> str:
    """Return one block of a template as Telegram HTML.

    Raises KeyError for a block that is not there, UndefinedError for a value that was not given.
    """
    if (blocks := _HEARD.get()) is not None:
        blocks.add((name, part))
    return _filled(name, part, values) if values else _fixed(name, part)


def label(name: str, part: str, **values: object) -> str:
    """Return one block as plain text, for a button or a toast."""
    return unescape(say(name, part, **values))


def _filled(name: str, part: str, values: dict[str, object]) -> str:
    template = _template(name)
    return "".join(template.blocks[part](template.new_context(values))).strip()


@cache
def _fixed(name: str, part: str) -> str:
    """Return what needs no value: nearly every label, and a card has a dozen."""
    return _filled(name, part, {})


def names(folder: str) -> frozenset[str]:
    """Return the templates in a folder of messages/, as "folder/name"."""
    return frozenset(
        str(path.relative_to(FOLDER).with_suffix("")) for path in (FOLDER / folder).glob("*.j2")
    )
