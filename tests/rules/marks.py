"""What the tests of hiding share: a day, short marks, and a text with its findings marked."""

from datetime import date

from messages.words import label
from models.redaction import Kind, find, hide

TODAY = date(2026, 11, 24)
PUBLIC = frozenset({"116123", "02031172520", "07717989025", "jo@samaritans.org"})
MARKS = {kind: label("redaction", kind) for kind in Kind}


def hidden(text: str) -> str:
    """Return the text as somebody is shown it."""
    return hide(text, find(text, TODAY, PUBLIC), MARKS)


def seen(text: str) -> list[tuple[Kind, str]]:
    """Return what is found: each kind with what was typed."""
    return [(found.kind, found.text) for found in find(text, TODAY, PUBLIC)]
