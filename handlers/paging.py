"""A long list, a page at a time: what is on a page, and whether there are others around it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """What is on a page, and the numbers of the pages around it, from 0; None without one."""

    items: Sequence[T]
    before: int | None
    after: int | None


def page_of(items: Sequence[T], number: int, room: int) -> Page[T]:
    """Return a page of so much room; one that is not there is the last one."""
    last = max(len(items) - 1, 0) // room
    number = min(number, last)
    shown = items[number * room :][:room]
    return Page(shown, number - 1 if number else None, number + 1 if number < last else None)


def read_page(said: str) -> int:
    """Read a page's number, which is user input: anything that is none is the first, 0."""
    return int(said) if said.isascii() and said.isdecimal() else 0
