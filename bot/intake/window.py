"""Which updates are in hand, and so which of them Telegram may be told to forget."""

from collections.abc import Iterable

from telegram import Update


class Window:
    """What polling knows of the updates between the lowest unfinished one and the newest.

    Update ids grow by one, but after a quiet week Telegram may begin anywhere, lower too (Bot
    API, Update): so an update is known by its own id, never by being below another.
    """

    def __init__(self) -> None:
        self._in_hand: set[int] = set()
        self._done: set[int] = set()
        self._next: int | None = None

    @property
    def offset(self) -> int | None:
        """The lowest update not handled yet; asking from there confirms all below it."""
        return min(self._in_hand, default=self._next)

    def ask(self) -> int | None:
        """Return the offset of the next request, and forget what it confirms."""
        offset = self.offset
        self._done = {done for done in self._done if offset is None or done >= offset}
        return offset

    def fresh(self, batch: Iterable[Update]) -> list[Update]:
        """Return those of an answer that nobody has taken in hand, and take them in hand."""
        shown = {update.update_id: update for update in batch}
        self._next = max(shown) + 1 if shown else self._next
        new = shown.keys() - self._in_hand - self._done
        self._in_hand |= new
        return [shown[update_id] for update_id in sorted(new)]

    def finish(self, update_id: int) -> None:
        """Note that an update was handled."""
        self._in_hand.remove(update_id)
        self._done.add(update_id)
