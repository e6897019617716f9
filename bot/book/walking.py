"""Walks every screen of a flow and of the routes, as taps would, and visits each shape once."""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from handlers.card import Brush
from handlers.place import NEEDS, Place, read_place
from handlers.routes import Shelf
from handlers.support import draw
from messages.screen import Screen
from models.draft import Draft
from models.site import Site
from models.turn import Tap, Verb, question_shown, read_tap, take

TELLING = frozenset({"hurt", "not_yet", "nobody", "sexual_touch", "earlier"})
"""Answers that lead to a question of their own; of the others the first stands for all."""

_ANSWERS = (Verb.ANSWER, Verb.TICK)


@dataclass(frozen=True, slots=True)
class Walk:
    """What a flow is walked with."""

    site: Site | None
    now: datetime
    zone: ZoneInfo

    def screens(self, start: Draft) -> Iterator[tuple[Draft, Screen]]:
        """Yield each screen that taps lead to, with the draft it shows.

        Raises Stale or Rejected when a button that is shown is refused.
        """
        queue, seen = deque([start]), set()
        while queue:
            draft = queue.popleft()
            screen = Brush(draft, self.site, self.now.astimezone(self.zone), self.zone).screen()
            if (known := shape(draft, screen)) not in seen:
                seen.add(known)
                yield draft, screen
                queue.extend(take(draft, tap, self.now) for tap in _onward(screen))


def shape(draft: Draft, screen: Screen) -> tuple[object, ...]:
    """Return what tells one screen from another: its part of the card and its buttons."""
    shown = question_shown(draft)
    labels = frozenset(button.label.strip("✓ ") for button in screen.buttons)
    return draft.view, shown and shown.key, labels


def _onward(screen: Screen) -> list[Tap]:
    taps = [read_tap(each.data) for each in screen.buttons if each.data.startswith("d:")]
    options = [tap for tap in taps if tap.verb in _ANSWERS]
    telling = [tap for tap in options if tap.option in TELLING]
    return [tap for tap in taps if tap.verb not in _ANSWERS] + telling + options[:1]


def places(
    start: Place, shelf: Shelf, passed: Callable[[Place], bool] = lambda _place: False
) -> Iterator[tuple[Place, Screen]]:
    """Yield each screen of the routes that buttons lead to, with its place, but those passed."""
    queue, seen = deque([start]), {start}
    while queue:
        place = queue.popleft()
        if passed(place):
            continue
        screen = draw(place, shelf)
        yield place, screen
        data = (each.data for each in screen.buttons if each.data.partition(":")[0] in NEEDS)
        onward = [led for led in map(read_place, data) if led is not None and led not in seen]
        queue.extend(dict.fromkeys(onward))
        seen.update(onward)
