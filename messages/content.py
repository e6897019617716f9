"""The words of lessons, scenes and themes, which trainers edit: what is wrong with a file."""

from collections.abc import Iterable
from dataclasses import dataclass

from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

from messages.words import parts, say


@dataclass(frozen=True, slots=True)
class Broken:
    """A file of words that cannot be used: the line, and why."""

    line: int
    reason: str


def file_of(name: str) -> str:
    """Return where a template stands, below the program's folder."""
    return f"messages/{name}.j2"


def broken(name: str, wanted: Iterable[str]) -> Broken | None:
    """Return why a template cannot say these blocks; None when it can say them all."""
    try:
        held = parts(name)
    except TemplateNotFound:
        return Broken(1, "the file is missing")
    except TemplateSyntaxError as error:
        return Broken(error.lineno, f"this cannot be read: {error.message}")
    if missing := sorted(set(wanted) - held):
        return Broken(1, f"these blocks are missing: {', '.join(missing)}")
    for block in sorted(wanted):
        try:
            said = say(name, block)
        except UndefinedError:
            return Broken(1, f"block {block}: no value is filled in here")
        if not said:
            return Broken(1, f"block {block} is empty")
    return None
