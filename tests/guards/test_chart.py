"""A chart says every figure, and tells what is hidden from what is there without a colour."""

import struct
import xml.etree.ElementTree as ET
from math import ceil

import pytest

from messages.chart import (
    BESIDE,
    EDGE,
    FIGURE_LETTER,
    LONGEST,
    SHORTEST,
    WIDTH,
    Bar,
    Chart,
    Panel,
    draw,
    svg_of,
)

SVG = "{http://www.w3.org/2000/svg}"
FEW, NONE = "under 10, or hidden", "not available"
BARS = (
    Bar("Shouted, swore or insulted", "1,450", 1450),
    Bar("Threatened", "25", 25),
    Bar("Bullied", FEW, None, few=True),
    Bar("Weapon or object", NONE, None),
)
CHART = Chart("What happened", (Panel("28 June to 26 September", BARS),), "People chose to log.")


def parsed(chart: Chart) -> ET.Element:
    return ET.fromstring(svg_of(chart))  # noqa: S314 - our own


def long_of(group: ET.Element) -> int:
    (bar,) = group.findall(f"{SVG}rect")
    return int(bar.attrib["width"])


def rows_of(root: ET.Element) -> list[ET.Element]:
    return [each for each in root.findall(f"{SVG}g") if "transform" in each.attrib]


def test_every_label_and_figure_is_written_and_read_aloud() -> None:
    root = parsed(CHART)
    written = " ".join(text.text or "" for text in root.iter(f"{SVG}text"))
    told = root.findtext(f"{SVG}desc") or ""
    for bar in BARS:
        assert bar.label in written
        assert f"{bar.label}: {bar.said}." in told
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "title about"
    assert root.findtext(f"{SVG}title") == "What happened"


def test_bars_are_as_long_as_their_figures_and_hidden_ones_all_alike() -> None:
    shouted, threatened, bullied, weapon = map(long_of, rows_of(parsed(CHART)))
    assert shouted == LONGEST
    assert threatened == LONGEST * 25 // 1450
    assert bullied == weapon == SHORTEST


def test_what_is_hidden_is_hatched_and_what_is_missing_is_empty() -> None:
    fills = [
        row.findall(f"{SVG}rect")[0].attrib["fill"].lstrip("#") for row in rows_of(parsed(CHART))
    ]
    assert fills == ["005eb8", "005eb8", "url(#few)", "none"]


@pytest.mark.parametrize("name", ["<script>&\"'", "Ysbyty Gwŷn", "🏥 Hill", "x" * 300])
def test_a_name_is_text_and_never_more(name: str) -> None:
    chart = Chart(name, (Panel(name, (Bar(name, "5", 5),)),), name)
    root = parsed(chart)
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= {
        *("svg", "title", "desc", "defs", "pattern", "rect", "g", "text")
    }
    assert draw(chart).startswith(b"\x89PNG")


def test_the_picture_is_as_wide_as_a_phone_is_sharp_and_has_letters_in_it() -> None:
    picture = draw(CHART)
    width, height = struct.unpack(">II", picture[16:24])
    assert width == ceil(WIDTH * 1.5)
    assert height > width / 2
    assert len(picture) > 3 * len(draw(Chart("", (), "")))


def test_the_same_chart_is_the_same_picture() -> None:
    assert draw(CHART) == draw(CHART)


def test_a_figure_beside_a_long_bar_has_room() -> None:
    bars = (Bar("It is hard", "90 to 100 of 100", 95), Bar("Doing well", "0 to 10 of 100", 5))
    hard, well = rows_of(parsed(Chart("Doing", (Panel("Answers", bars, 100),), "")))
    assert EDGE + long_of(hard) + BESIDE + FIGURE_LETTER * len(bars[0].said) <= WIDTH - EDGE
    assert long_of(hard) == pytest.approx(19 * long_of(well), abs=19)


def test_the_bars_of_each_panel_have_a_scale_of_their_own() -> None:
    panels = (Panel("January", (Bar("All", "900", 900),)), Panel("2026", (Bar("All", "20", 20),)))
    first, second = rows_of(parsed(Chart("All", panels, "")))
    assert long_of(first) == long_of(second) == LONGEST
