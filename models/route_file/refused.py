"""Numbers, words and links that lists still carry and nobody should be sent to."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from models.file_tree import List, Map, Node, Word, read_tree
from models.route import Route

PLACE = Path(__file__).parent.parent / "seeds" / "refused.yaml"


@dataclass(frozen=True, slots=True)
class Refused:
    """One thing to refuse, why, and what is right instead.

    number, word, host: one of them is given; a number as digits alone.
    only:               the one route whose number it is.
    """

    why: str
    right: str = ""
    number: str = ""
    word: str = ""
    host: str = ""
    only: str = ""

    def meets(self, route: Route) -> str:
        """Return the key of the route that holds it, "" when none does."""
        if self.only == route.id:
            return ""
        if self.number and self.number == _digits(route.phone):
            return "phone"
        if route.text and self.number and self.number == _digits(route.text.number):
            return "text"
        if route.text and self.word and self.word == route.text.word:
            return "text"
        return "link" if self.host and self._is_at(route.link) else ""

    def _is_at(self, link: str) -> bool:
        host = link.removeprefix("https://").split("/")[0]
        return host == self.host or host.endswith(f".{self.host}")

    def __str__(self) -> str:
        what = self.number or self.word or self.host
        return f"{what} is refused. {self.why}" + (f" Right: {self.right}" if self.right else "")


@cache
def refused() -> tuple[Refused, ...]:
    """Return all that is refused, from the file that came with the program."""
    return tuple(_read(entry) for entry in _entries(read_tree(PLACE.read_bytes())))


def _entries(root: Node) -> tuple[Node, ...]:
    (_, entries) = root.entries[0] if isinstance(root, Map) else (None, None)
    if not isinstance(entries, List):
        raise TypeError("refused.yaml holds one list")
    return entries.items


def _read(entry: Node) -> Refused:
    if not isinstance(entry, Map):
        raise TypeError("every entry of refused.yaml has keys")
    said = {key.said: value.said for key, value in entry.entries if isinstance(value, Word)}
    return Refused(**{**said, "number": _digits(said.get("number", ""))})


def _digits(number: str) -> str:
    return number.replace(" ", "")
