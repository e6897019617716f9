"""A wish as it travels in a button: it comes back whole, and nothing else is ever read."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from handlers.wishing import After, Asking, Verb, read_asking, usual_window
from models.asked import Facts
from models.checkin import FIXED
from models.checkin_hours import Pattern, hours
from models.checkin_plan import Wish
from tests.rules.anything import FACTS

ZONE = "Europe/London"
WINDOWS = st.builds(
    lambda pattern, hour, days: replace(
        usual_window(ZONE),
        pattern=pattern,
        hour=hours(pattern)[hour % len(hours(pattern))],
        weekdays=days,
    ),
    st.sampled_from(Pattern),
    st.integers(0, 23),
    st.frozensets(st.integers(0, 6), min_size=1),
)
WISHES = st.builds(
    Wish,
    WINDOWS,
    st.frozensets(st.sampled_from(FIXED)),
    st.integers(0, 2),
    st.booleans(),
    st.integers(0, 2),
)
MARKS = st.from_regex(r"[\w-]{0,12}", fullmatch=True).filter(str.isascii)


@given(st.sampled_from(Verb), WISHES, st.sampled_from(After), FACTS, MARKS)
def test_every_wish_fits_a_button_and_comes_back_as_it_was(
    verb: Verb, wish: Wish, after: After, facts: Facts, mark: str
) -> None:
    told = facts if after in (After.LOG, After.UNLINKED) else None
    asking = Asking(verb, wish, after, told, mark)
    assert len(str(asking).encode()) <= 64
    assert read_asking(str(asking), ZONE) == asking


@given(
    st.text(max_size=64)
    | st.from_regex(r"wish(:[a-z0-9_-]{0,12}){0,6}", fullmatch=True)
    | st.from_regex(r"wish:(look|yes):[luc]?:[0-9a-z]{1,6}(:[a-z]{0,3}(:[0-9a-z]{1,8})?)?")
)
def test_whatever_else_is_read_is_nothing_or_something_that_we_could_have_written(
    data: str,
) -> None:
    asking = read_asking(data, ZONE)
    if asking is not None:
        assert read_asking(str(asking), ZONE) == asking
        assert asking.logged is (asking.facts is not None)
