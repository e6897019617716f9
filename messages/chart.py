"""Draws a chart of posted figures: an SVG from a template, and the same as a PNG for the chat."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from textwrap import wrap

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from messages.glyphs import printable
from messages.picture import png_of
from messages.words import FOLDER

WIDTH, EDGE = 720, 36
"""Units across a phone, and what is left free on each side."""
TITLE_LETTERS, ABOUT_LETTERS, FOOT_LETTERS, LABEL_LETTERS = 36, 56, 60, 52
"""What fits on a line of each size."""
TITLE_SIZE, TITLE_LINE, ABOUT_LINE, PITCH, GAP = 31, 42, 30, 70, 22
LONGEST, SHORTEST = 520, 22
"""How long a bar may be; the longest leaves room for its figure, the shortest shows a hatch."""
BESIDE, FIGURE_LETTER = 12, 14
"""Between a bar and its figure, and how wide a letter of a figure is at most."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: `figure` is None where none is shown; `few`: it is hidden, not missing."""

    label: str
    said: str
    figure: int | None
    few: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Bars that can be compared: of one period, and all of them count the same.

    about: says so, on a line each.
    whole: what a bar of full length stands for; 0 for the largest figure.
    drawn: whether there are bars; without, all of it is told in words.
    """

    about: str
    bars: tuple[Bar, ...]
    whole: int = 0
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class Chart:
    """What is drawn: a title, the panels, and what must be said below them."""

    title: str
    panels: tuple[Panel, ...]
    foot: str


@dataclass(frozen=True, slots=True)
class _Line:
    at: int
    text: str


@dataclass(frozen=True, slots=True)
class _Drawn:
    at: int
    label: str
    said: str
    long: int
    known: bool
    few: bool


def svg_of(chart: Chart) -> str:
    """Return the chart as SVG, with every figure in its description for whoever cannot see it."""
    at = EDGE + TITLE_SIZE
    title = _lines(chart.title, TITLE_LETTERS, at, TITLE_LINE)
    abouts: list[_Line] = []
    bars: list[_Drawn] = []
    at = title[-1].at
    for panel in chart.panels:
        words = () if panel.drawn else (f"{bar.label}: {bar.said}" for bar in panel.bars)
        about = "\n".join((panel.about, *words))
        told = _lines(about, ABOUT_LETTERS, at + TITLE_LINE, ABOUT_LINE)
        at = told[-1].at + GAP
        abouts += told
        if not panel.drawn:
            continue
        most = panel.whole or max((bar.figure or 0 for bar in panel.bars), default=0)
        longest = _longest(panel.bars)
        bars += [
            _drawn(bar, longest / max(most, 1), at + PITCH * nth)
            for nth, bar in enumerate(panel.bars)
        ]
        at += PITCH * len(panel.bars)
    foot = _lines(chart.foot, FOOT_LETTERS, at + TITLE_LINE, ABOUT_LINE)
    return _template().render(
        title=title,
        abouts=abouts,
        bars=bars,
        foot=foot,
        width=WIDTH,
        height=foot[-1].at + EDGE,
        edge=EDGE,
    )


def draw(chart: Chart) -> bytes:
    """Return the chart as PNG, 1,080 pixels across; call it beside the loop (about 50 ms)."""
    return png_of(svg_of(chart), WIDTH)


def _longest(bars: Iterable[Bar]) -> int:
    """Return how long a bar may be, so that there is room for every figure beside it."""
    letters = max((len(bar.said) for bar in bars if bar.figure is not None), default=0)
    return min(LONGEST, WIDTH - 2 * EDGE - BESIDE - FIGURE_LETTER * letters)


def _drawn(bar: Bar, unit: float, at: int) -> _Drawn:
    long = SHORTEST if bar.figure is None else max(int(unit * bar.figure), 2)
    label = wrap(printable(bar.label), LABEL_LETTERS) or [""]
    named = label[0] + ("…" if len(label) > 1 else "")
    return _Drawn(at, named, printable(bar.said), long, bar.figure is not None, bar.few)


def _lines(text: str, letters: int, at: int, step: int) -> list[_Line]:
    lines = [line for part in printable(text).split("\n") for line in wrap(part, letters)] or [""]
    return [_Line(at + step * nth, line) for nth, line in enumerate(lines)]


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
