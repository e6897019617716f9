"""Any facts, and any window and wish for check-ins, in every zone: for tests that try them all."""

from zoneinfo import available_timezones

from hypothesis import strategies as st

from models.asked import Facts
from models.checkin import FIXED
from models.checkin_hours import Pattern, Window, hours
from models.checkin_plan import (
    Wish,
)
from models.report import Ground, Role, What, Who

ZONES = sorted(available_timezones() - {"localtime", "Factory"})
FACTS = st.builds(
    Facts,
    st.frozensets(st.sampled_from(What)),
    st.frozensets(st.sampled_from(Who)),
    st.frozensets(st.sampled_from(Ground)),
    st.none() | st.sampled_from(Role),
)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    pattern = draw(st.sampled_from(Pattern))
    days = draw(st.frozensets(st.integers(0, 6), min_size=1))
    hour = draw(st.sampled_from(hours(pattern)))
    return Window(hour, pattern, days, draw(st.sampled_from(ZONES)))


@st.composite
def wishes(draw: st.DrawFn, window: Window | None = None) -> Wish:
    steps = draw(st.frozensets(st.sampled_from(FIXED)))
    every, shift = draw(st.integers(0, 2)), draw(st.integers(0, 2))
    return Wish(window or draw(windows()), steps, every, shift=shift)
