"""Draws a copy to take away: one report as a PDF, before it is signed."""

import json
from dataclasses import dataclass, field
from datetime import date

from messages.glyphs import printable
from messages.times import date_words
from messages.typeset import pdf_of
from messages.words import FOLDER, label

COPY = "documents/copy"
SHEET = FOLDER / f"{COPY}.typ"
PARTS = ("document", "headline", "words", "about", "page")
NOTES = ("sealed", "told", "not_official", "not_proof", "check", "replaced", "key")
"""What is said about the copy on it, in this order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """What differs from copy to copy.

    lines:   title and answer of each question, in order; `words` the person's own.
    added:   the Monday of a week and what was added in it, the earliest first.
    sealed:  the Monday of the week in which it is made.
    key:     the id of the public key that its signature is checked with.
    address: where a file can be checked, "" when there is no such page.
    """

    lines: tuple[tuple[str, str], ...] = field(repr=False)
    words: str = field(default="", repr=False)
    added: tuple[tuple[date, str], ...] = field(default=(), repr=False)
    witness: bool = False
    sealed: date
    key: str
    organisation: str
    contact: str
    address: str = ""

    @property
    def name(self) -> str:
        """Return the file's name, which tells nothing: "note-2026-11.pdf"."""
        return f"note-{self.sealed:%Y-%m}.pdf"


def draw(copy: Copy) -> bytes:
    """Return the copy as a PDF/UA-1 file: tagged, in British English, the same for the same copy.

    Whatever stands in it, it can be drawn: a sign that the font cannot write is replaced.
    """
    return pdf_of(SHEET, inputs_of(copy))


def inputs_of(copy: Copy) -> dict[str, str]:
    """Return what the sheet is drawn with."""
    lines = [[title, printable(answer)] for title, answer in copy.lines]
    own = printable(copy.words)
    added = [[_said("later", copy, week), printable(words)] for week, words in copy.added]
    notes = [
        part
        for part in NOTES
        if part != "replaced"
        or any("[" in words for words in (own, *(words for _, words in added)))
    ]
    told = {
        **{part: _said(part, copy) for part in PARTS},
        "notes": [_said(part, copy) for part in notes],
        "lines": lines,
        "own": own,
        "added": added,
    }
    return {"said": json.dumps(told)}


def _said(part: str, copy: Copy, week: date | None = None) -> str:
    words = label(
        COPY,
        part,
        witness=copy.witness,
        sealed=date_words(copy.sealed),
        week=date_words(week) if week else "",
        key=" ".join(copy.key[place : place + 4] for place in range(0, len(copy.key), 4)),
        organisation=copy.organisation,
        contact=copy.contact,
        address=copy.address,
        number="#",
        total="@",
    )
    return printable(words)
