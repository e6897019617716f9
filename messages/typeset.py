"""Sets a sheet with typst, in the font that came along: data goes in as inputs, never as source.

So no name can become markup, and what the machine has does not matter.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from messages.glyphs import FONTS
from messages.words import FOLDER

HOUSE: Mapping[str, Any] = {"root": FOLDER, "font_paths": [FONTS], "ignore_system_fonts": True}
"""What every sheet is set with."""


def pdf_of(sheet: Path, inputs: Mapping[str, str]) -> bytes:
    """Return a PDF/UA-1 file: tagged, in British English, the same for the same inputs.

    Raises typst.TypstError for a letter that the font lacks.
    """
    given = {"sys_inputs": dict(inputs), **HOUSE}
    return bytes(typst.compile(sheet, format="pdf", pdf_standards="ua-1", **given))


def image_of(sheet: Path, inputs: Mapping[str, str], pixels: int) -> bytes:
    """Return a PNG of so many pixels an inch; raises typst.TypstError as `pdf_of` does."""
    given = {"sys_inputs": dict(inputs), **HOUSE}
    return bytes(typst.compile(sheet, format="png", ppi=pixels, **given))
