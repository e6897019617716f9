"""Turns a picture from SVG into PNG, as a program of its own: SVG in, PNG out.

The library keeps the whole interpreter waiting while it draws (benchmarks/pictures.py), so it is
never called beside the event loop. Only fonts that came along are used.
"""

import sys
from pathlib import Path

from resvg_py import svg_to_bytes

FONTS = Path(__file__).parent / "documents" / "fonts"


def main() -> None:
    """Draw what comes in."""
    drawn = svg_to_bytes(
        svg_string=sys.stdin.buffer.read().decode(),
        skip_system_fonts=True,
        font_files=[str(each) for each in sorted(FONTS.glob("*.ttf"))],
        font_family="Atkinson Hyperlegible Next",
    )
    sys.stdout.buffer.write(bytes(drawn))


if __name__ == "__main__":
    main()
