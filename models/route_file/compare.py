"""What a file of routes would change: added, changed field by field, or the same."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from models.route import Route, Status
from models.route_file.fields import READERS
from models.route_file.write import words_of


@dataclass(frozen=True, slots=True)
class Change:
    """A route that is known and would change: (key, words before, words after) each."""

    route: Route
    keys: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What an import would do."""

    added: tuple[Route, ...]
    changed: tuple[Change, ...]
    same: int

    @property
    def routes(self) -> tuple[Route, ...]:
        """Return the routes that would be written."""
        return (*self.added, *(change.route for change in self.changed))


def compare(known: Iterable[Route], given: Iterable[Route]) -> Difference:
    """Hold a file's routes against the known ones; those that it leaves out stay as they are."""
    before = {route.id: route for route in known}
    routes = [_sure(before.get(route.id), route) for route in given]
    added = tuple(route for route in routes if route.id not in before)
    changes = [_change(before[route.id], route) for route in routes if route.id in before]
    changed = tuple(change for change in changes if change.keys)
    return Difference(added, changed, len(changes) - len(changed))


def _sure(known: Route | None, given: Route) -> Route:
    """Return the given route; where all facts are the same the later look at them counts."""
    if known is None or known.verified is None or given.status is Status.CLOSED:
        return given
    later = given.verified is None or known.verified > given.verified
    looked = replace(
        given,
        status=known.status,
        verified=known.verified,
        verified_by=known.verified_by,
    )
    return known if later and looked == known else given


def _change(before: Route, after: Route) -> Change:
    pairs = ((key, getattr(before, key), getattr(after, key)) for key in READERS)
    return Change(
        after, tuple((key, words_of(old), words_of(new)) for key, old, new in pairs if old != new)
    )
