"""The promises of PRIVACY.md as the chat shows them, each with the day it was last proven."""

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

PAGE = Path(__file__).parent.parent / "PRIVACY.md"
PROVEN = Path(__file__).parent / "proven.json"
_PROMISE = re.compile(r"^- \*\*(P\d+)\*\* (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Promise:
    """One promise: its id, its sentence, and the day its tests last passed (`make prove`)."""

    id: str
    words: str
    proven: date


@cache
def promises() -> tuple[Promise, ...]:
    """Return every promise in the order of the page.

    Raises KeyError for one that was never proven, OSError when the page is not there.
    """
    days = proven()
    return tuple(
        Promise(name, words.replace("`", ""), days[name])
        for name, words in _PROMISE.findall(PAGE.read_text(encoding="utf-8"))
    )


def proven() -> dict[str, date]:
    """Return the day on which each promise was last proven."""
    days = json.loads(PROVEN.read_text(encoding="utf-8"))
    return {name: date.fromisoformat(day) for name, day in days.items()}


def note_proven(names: set[str], day: date) -> None:
    """Write down that these promises were proven on a day; the others keep theirs."""
    known = {**(proven() if PROVEN.exists() else {}), **dict.fromkeys(names, day)}
    in_order = sorted(known.items(), key=lambda each: int(each[0].removeprefix("P")))
    written = {name: when.isoformat() for name, when in in_order}
    PROVEN.write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
