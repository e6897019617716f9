"""Turns an SVG into a PNG for the chat, in the font that came along.

typst does it: it is here already for documents, lets other threads run while it draws, and took
half the time of the renderer that was tried beside it.
"""

from messages.typeset import image_of
from messages.words import FOLDER

PIXELS = 108
"""Pixels an inch: 1.5 for each unit of the SVG."""
SHEET = FOLDER / "documents" / "picture.typ"


def png_of(svg: str, width: int) -> bytes:
    """Return an SVG so many units wide as PNG; call it beside the loop (about 50 ms).

    Raises typst.TypstError for what is no SVG.
    """
    return image_of(SHEET, {"svg": svg, "width": str(width)}, PIXELS)
