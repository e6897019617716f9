"""Draws a site's poster: one A4 page that says what this is, with the join link as a QR code."""

import json
from dataclasses import dataclass
from io import BytesIO

import segno
from typst import TypstError

from messages.typeset import pdf_of
from messages.words import FOLDER, label

POSTER = "documents/poster"
SHEET = FOLDER / f"{POSTER}.typ"
PARTS = (
    *("document", "at", "headline", "about", "look"),
    *("log", "told", "counts", "open"),
    *("how", "scan", "chat", "begin", "typed", "code"),
    *("danger", "nobody"),
)
"""The words of the sheet, in the order they are read."""
QUIET = 4
"""Modules of white around the code, as ISO/IEC 18004 asks."""


class NoLetters(Exception):
    """The poster's font has no letters for this name."""


@dataclass(frozen=True, slots=True)
class Poster:
    """What differs from poster to poster. `link` is the whole address, with https."""

    site: str
    link: str
    example: bool = False

    @property
    def typed(self) -> str:
        """Return the link as somebody types it."""
        return self.link.removeprefix("https://")


def draw(poster: Poster) -> bytes:
    """Return the poster as a PDF/UA-1 file: tagged, in British English, of one page.

    Raises NoLetters for a name that its font cannot write.
    """
    try:
        return pdf_of(SHEET, inputs_of(poster))
    except TypstError as error:
        if "could not be displayed" in str(error):
            raise NoLetters from None
        raise


def inputs_of(poster: Poster) -> dict[str, str]:
    """Return what the sheet is drawn with."""
    words = {part: _said(part, poster) for part in PARTS}
    told = {**words, "link": poster.typed, "address": poster.link}
    return {"words": json.dumps(told), "code": _code(poster.link)}


def _said(part: str, poster: Poster) -> str:
    return label(POSTER, part, site=poster.site, example=poster.example, link=poster.typed)


def _code(link: str) -> str:
    """Return the QR code as SVG; level Q bears a quarter of it torn, dirty or in glare."""
    svg = BytesIO()
    code = segno.make_qr(link, error="q", boost_error=False)
    code.save(svg, kind="svg", border=QUIET, xmldecl=False, omitsize=True)
    return svg.getvalue().decode()
