"""One call of a method, and reading its parameters, whatever form they came in.

Clients send numbers and objects as strings in a form, or as they are in JSON: both are read.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.sandbox.refusals import bad_request


def whole(value: object) -> int | None:
    """Return a whole number, however it was written; None for anything else."""
    try:
        return int(str(value))
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with a call."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Call:
    """A method's name in lower case, and what it was given."""

    method: str
    values: Mapping[str, object]

    def text(self, name: str, default: str = "") -> str:
        """Return a string parameter as it was sent."""
        value = self.values.get(name, default)
        return value if isinstance(value, str) else json.dumps(value)

    def number(self, name: str, default: int = 0) -> int:
        """Return a whole number; what is none counts as missing, as at Telegram."""
        found = whole(self.values.get(name))
        return default if found is None else found

    def flag(self, name: str) -> bool:
        """Return a yes or no, as Telegram reads it."""
        return str(self.values.get(name, "")).lower() in ("true", "yes", "1")

    def json(self, name: str) -> object:
        """Return an object or a list; None when it is missing; a 400 when it is broken."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            found: object = json.loads(value)
        except (ValueError, RecursionError):
            raise bad_request(f"can't parse {name} JSON object") from None
        return found

    def fields(self, name: str) -> Mapping[str, object]:
        """Return an object's fields; none when it is missing."""
        found = self.json(name)
        if found is None:
            return {}
        if not isinstance(found, dict):
            raise bad_request(f"object expected as {name}")
        return found

    def file(self, name: str) -> Upload | str:
        """Return an uploaded file, or the id of one that Telegram has already."""
        value = self.values.get(name)
        if isinstance(value, str) and value.startswith("attach://"):
            value = self.values.get(value.removeprefix("attach://"))
        if isinstance(value, Upload | str) and value:
            return value
        raise bad_request(f"there is no {name} in the request")
