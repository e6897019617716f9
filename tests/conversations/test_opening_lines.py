"""Whatever the hour, a list says of each route what its hours say, and who is open instead."""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.book.reading import plain
from bot.sandbox.example_routes import example_routes
from bot.sandbox.example_trust import SITES
from handlers.place import AFTER_A_LOG, ANY_TIME, Place
from handlers.routes import Shelf, Told
from handlers.support import draw
from models.hours import State, opening
from models.route_file.read import seed_routes
from models.site import Site
from tests.conversations.phone import LONDON
from tests.guards.language import faults

ROUTES = (*seed_routes(), *example_routes(datetime(2026, 11, 24, tzinfo=UTC).date()))
MOMENTS = st.integers(0, 366 * 24 * 12).map(
    lambda steps: datetime(2026, 6, 1, tzinfo=UTC) + timedelta(minutes=5 * steps)
)
LISTS = [Place(need=need) for need in ANY_TIME] + [
    Place(logged=True, need=need) for need in AFTER_A_LOG
]


@settings(max_examples=150)
@given(MOMENTS, st.sampled_from(LISTS), st.none() | st.sampled_from(SITES))
def test_no_line_says_open_of_what_is_closed(
    moment: datetime, place: Place, site: Site | None
) -> None:
    shelf = Shelf(ROUTES, site, moment.astimezone(LONDON))
    for chosen in shelf.chosen(place):
        told = shelf.told(chosen, "Samaritans")
        nation = place.asked(site).nation
        state = opening(chosen.route.hours, shelf.now, nation).state
        assert says(told) is state, (chosen.route.id, told)
        assert bool(told.instead) == (state is State.CLOSED)
        assert not faults(told.opening)
    assert "None" not in plain(draw(place, shelf).text)


def says(told: Told) -> State:
    """Return what somebody understands who reads the line."""
    if told.opening.startswith("Hours: "):
        return State.UNKNOWN
    shut = told.opening.startswith(("Opens ", "Closed now"))
    return State.CLOSED if shut else State.OPEN
