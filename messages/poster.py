"""Draws a site's poster: one A4 page that says what this is, with the join link as a QR code."""

import json
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import segno
import typst

from messages.words import FOLDER, label

POSTER = "documents/poster"
SHEET = FOLDER / f"{POSTER}.typ"
FONTS = FOLDER / "documents" / "fonts"
"""All that is drawn with: what the machine has does not matter."""
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
        drawn = typst.compile(SHEET, format="pdf", pdf_standards="ua-1", **settings(poster))
    except typst.TypstError as error:
        if "could not be displayed" in str(error):
            raise NoLetters from None
        raise
    return bytes(drawn)


def settings(poster: Poster) -> dict[str, Any]:
    """Return what the sheet is drawn with: data goes in as inputs, never as source."""
    words = {part: _said(part, poster) for part in PARTS}
    told = {**words, "link": poster.typed, "address": poster.link}
    return {
        "root": FOLDER,
        "font_paths": [FONTS],
        "ignore_system_fonts": True,
        "sys_inputs": {"words": json.dumps(told), "code": _code(poster.link)},
    }


def _said(part: str, poster: Poster) -> str:
    return label(POSTER, part, site=poster.site, example=poster.example, link=poster.typed)


def _code(link: str) -> str:
    """Return the QR code as SVG; level Q bears a quarter of it torn, dirty or in glare."""
    svg = BytesIO()
    code = segno.make_qr(link, error="q", boost_error=False)
    code.save(svg, kind="svg", border=QUIET, xmldecl=False, omitsize=True)
    return svg.getvalue().decode()
