"""What docs/counts.md says of the rule is what the rule does: the figures are computed again."""

import re
from math import sqrt
from pathlib import Path

import pytest

from models.counts.answers import ANSWERS
from models.counts.answers import ENOUGH as ENOUGH_ANSWERS
from models.counts.figure import CUT, MOST_OFF, STANDS_OUT, chances, rounded
from models.counts.menu import OWN_ROW
from models.counts.reading import BANDS, BEFORE, ENOUGH
from models.practice import MOST

PAGE = (Path(__file__).parent.parent.parent / "docs/counts.md").read_text()
ROWS = re.findall(r"^\| ([\d,]+) \| ([\d.]+) \| ([\d.]+)% \|$", PAGE, re.MULTILINE)


def off(number: int) -> float:
    """Return the root mean square error of a number's figure."""
    return sqrt(sum((rounded(number, e) - number) ** 2 * p for e, p in chances().items()))


def within(number: int, most: int) -> float:
    return sum(p for e, p in chances().items() if abs(rounded(number, e) - number) <= most)


@pytest.mark.parametrize(("number", "error", "share"), ROWS)
def test_the_error_on_the_page_is_the_error_of_the_rule(
    number: str, error: str, share: str
) -> None:
    middle = int(number.replace(",", ""))
    around = sqrt(sum(off(middle + step) ** 2 for step in range(-2, 3)) / 5)
    assert off(middle) <= around <= float(error) + 0.15
    places = len(share.partition(".")[2])
    told = {round(100 * each / middle, places) for each in (off(middle), around)}
    assert float(share) in told


def test_the_page_has_all_three_and_the_rest_of_its_numbers_are_so() -> None:
    assert [row[0] for row in ROWS] == ["20", "100", "1,000"]
    assert min(within(number, 5) for number in range(100, 105)) >= 24 / 25
    assert max(1 - within(number, 9) for number in range(100, 105)) < 1 / 7000
    assert all(within(number, MOST_OFF) > 0.999999 for number in range(100, 105))
    assert f"from -{CUT} to {CUT}" in PAGE
    assert f"up to {BEFORE}, and {ENOUGH} or more" in PAGE
    assert f"{OWN_ROW} or more people who joined" in PAGE
    assert ", ".join(f"{each:,}" for each in BANDS[:-1]) + f" and {BANDS[-1]:,}" in PAGE


def test_how_far_a_figure_may_stand_out_is_as_the_page_says() -> None:
    assert f"it is {STANDS_OUT} or more above" in PAGE
    lifted = [
        sum(p * (rounded(n, e) - n >= by) for n in range(100, 105) for e, p in chances().items())
        for by in (STANDS_OUT - 1, STANDS_OUT)
    ]
    assert f"by {STANDS_OUT - 1} in {1_000 * lifted[0] / 5:.0f} of 1,000 cases" in PAGE
    assert f"by {STANDS_OUT} in {10_000 * lifted[1] / 5:.0f} of 10,000" in PAGE


def test_what_the_page_says_of_shares_and_means_is_so() -> None:
    spread = sqrt(sum(e * e * p for e, p in chances().items()))
    rows = re.findall(r"^\| (\d+) \| ([\d.]+) points \| ([\d.]+) \|$", PAGE, re.MULTILINE)
    assert [int(row[0]) for row in rows] == [20, 100, 400]
    for many, points, off_by in rows:
        assert float(points) == pytest.approx(100 * spread / int(many), rel=0.05)
        assert float(off_by) == pytest.approx(MOST * spread / int(many), rel=0.05)
    assert f"{OWN_ROW} people have\n  joined and {ANSWERS} answered" in PAGE
    assert f"with a nudge must come to {ENOUGH_ANSWERS}" in PAGE


def test_the_error_leans_neither_up_nor_down() -> None:
    for number in range(100, 105):
        assert abs(sum((rounded(number, e) - number) * p for e, p in chances().items())) < 0.1
    mean = [sum((rounded(n, e) - n) * p for e, p in chances().items()) for n in range(100, 105)]
    assert abs(sum(mean)) < 0.001


def test_it_is_called_what_it_is() -> None:
    assert "**It is not differential privacy**" in PAGE
    assert PAGE.count("differential privacy") == 1
