"""A place among the routes as it travels in a button: there and back, and never too long."""

from hypothesis import given
from hypothesis import strategies as st

from handlers.place import AFTER_A_LOG, ANY_TIME, NEEDS, Place, read_place
from tests.rules.anything import FACTS

ROUTE = st.text("abcdefghijklmnopqrstuvwxyz0123456789_", min_size=1, max_size=32)
WORD = st.from_regex(r"[A-Za-z0-9_-]{4}", fullmatch=True)


@st.composite
def places(draw: st.DrawFn) -> Place:
    logged = draw(st.booleans())
    need = draw(st.none() | st.sampled_from(AFTER_A_LOG if logged else ANY_TIME))
    route = draw(st.just("") | ROUTE) if need else ""
    return Place(
        logged=logged,
        need=need,
        facts=draw(FACTS),
        manager=draw(st.booleans()),
        page=draw(st.integers(0, 99)),
        route=route,
        failed=draw(st.just("") | WORD) if route else "",
    )


@given(places())
def test_a_place_comes_back_as_it_went_and_fits_a_button(place: Place) -> None:
    data = str(place)
    assert 0 < len(data.encode()) <= 61
    assert read_place(data) == place


@given(st.text(max_size=64) | st.from_regex(r"[sa](:[a-z0-9_]{0,32}){0,6}", fullmatch=True))
def test_whatever_is_read_is_nothing_or_a_place_that_can_be_shown(data: str) -> None:
    place = read_place(data)
    if place is not None:
        assert place.need is None or place.need in NEEDS[str(place)[0]]
        assert read_place(str(place)) == place


def test_every_list_of_needs_has_eight_and_no_two_alike() -> None:
    for needs in (ANY_TIME, AFTER_A_LOG):
        assert len(needs) == len(set(needs)) == 8
