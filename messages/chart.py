"""Draws a chart of posted figures: an SVG from a template, and the same as a PNG for the chat.

typst turns the one into the other. It is here already for documents, lets other threads run
while it draws, and took a fifth of the time of the renderer that was tried beside it.
"""

from dataclasses import dataclass
from functools import cache
from textwrap import wrap

import typst
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from messages.glyphs import FONTS, printable
from messages.words import FOLDER

WIDTH, EDGE = 720, 36
"""Units across a phone, and what is left free on each side."""
TITLE_LETTERS, ABOUT_LETTERS, FOOT_LETTERS, LABEL_LETTERS = 36, 56, 60, 52
"""What fits on a line of each size."""
TITLE_LINE, ABOUT_LINE, FOOT_LINE, PITCH, GAP = 42, 30, 28, 70, 22
LONGEST, SHORTEST = 520, 22
"""How long a bar may be; the longest leaves room for its figure, the shortest shows a hatch."""
PIXELS = 108
"""Pixels an inch: 1,080 across, since a unit is a point."""
SHEET = FOLDER / "documents" / "chart.typ"


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: `figure` is None where none is shown; `few`: it is "fewer than 10", not missing."""

    label: str
    said: str
    figure: int | None
    few: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: a title, what it is about, the bars, and what must be said below them."""

    title: str
    about: str
    bars: tuple[Bar, ...]
    foot: str


@dataclass(frozen=True, slots=True)
class _Drawn:
    label: str
    said: str
    long: int
    known: bool
    few: bool


def svg_of(chart: Chart) -> str:
    """Return the chart as SVG, with every figure in its description for whoever cannot see it."""
    most = max((bar.figure or 0 for bar in chart.bars), default=0)
    title, about, foot = (
        _lines(text, letters)
        for text, letters in (
            (chart.title, TITLE_LETTERS),
            (chart.about, ABOUT_LETTERS),
            (chart.foot, FOOT_LETTERS),
        )
    )
    about_at = EDGE + TITLE_LINE * len(title) + ABOUT_LINE
    bars_at = about_at + ABOUT_LINE * (len(about) - 1) + GAP
    foot_at = bars_at + PITCH * len(chart.bars) + GAP + FOOT_LINE
    return _template().render(
        title=title,
        about=about,
        foot=foot,
        bars=[_drawn(bar, most) for bar in chart.bars],
        width=WIDTH,
        height=foot_at + FOOT_LINE * (len(foot) - 1) + EDGE,
        edge=EDGE,
        pitch=PITCH,
        title_at=EDGE + TITLE_LINE - GAP // 2,
        title_line=TITLE_LINE,
        about_at=about_at,
        about_line=ABOUT_LINE,
        bars_at=bars_at,
        foot_at=foot_at,
        foot_line=FOOT_LINE,
    )


def draw(chart: Chart) -> bytes:
    """Return the chart as PNG, 1,080 pixels across; call it beside the loop (about 50 ms)."""
    drawn = typst.compile(
        SHEET,
        format="png",
        ppi=PIXELS,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"svg": svg_of(chart)},
    )
    return bytes(drawn)


def _drawn(bar: Bar, most: int) -> _Drawn:
    long = SHORTEST if bar.figure is None else max(LONGEST * bar.figure // most, 2)
    label = _lines(bar.label, LABEL_LETTERS)
    named = label[0] + ("…" if len(label) > 1 else "")
    return _Drawn(named, printable(bar.said), long, bar.figure is not None, bar.few)


def _lines(text: str, letters: int) -> list[str]:
    return wrap(printable(text), letters) or [""]


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "documents"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("chart.svg")
