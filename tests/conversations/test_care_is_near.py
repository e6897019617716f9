"""The care card is at most one tap from every screen: every screen there is gets visited."""

from collections import deque

from models.store import sites
from tests.conversations.phone import House, Phone
from tests.conversations.test_arriving import HILL, VALE


def _shape(phone: Phone) -> tuple[str, tuple[str, ...]]:
    """Return what tells one screen from another: its first line and its labels without ticks."""
    first = phone.screen.text.splitlines()[0]
    return first, tuple(sorted(label.strip("✓ ") for label in phone.labels))


async def _at(house: House, path: tuple[str, ...]) -> Phone:
    phone = house.phone("Sam")
    await phone.says("/start hill-code")
    for label in path:
        await phone.taps(label)
    return phone


async def test_need_help_now_stands_on_every_screen_that_can_be_reached(house: House) -> None:
    await house.store.write(lambda tx: [sites.add(tx, site) for site in (HILL, VALE)])
    seen: set[tuple[str, tuple[str, ...]]] = set()
    queue: deque[tuple[str, ...]] = deque([()])
    while queue:
        path = queue.popleft()
        phone = await _at(house, path)
        shape = _shape(phone)
        if shape in seen:
            continue
        seen.add(shape)
        near = any(b.value == "help" for row in phone.screen.buttons for b in row)
        assert near or "116 123" in phone.screen.text, (path, shape)
        queue.extend((*path, label) for label in _ways(phone))
    assert len(seen) > 40, len(seen)


def _ways(phone: Phone) -> list[str]:
    """Return the buttons worth pressing: all that lead on, and one option of a long list."""
    buttons = [b for row in phone.screen.buttons for b in row if b.kind == "callback"]
    options = [b.text for b in buttons if ":a:" in b.value or ":t:" in b.value]
    others = [b.text for b in buttons if ":a:" not in b.value and ":t:" not in b.value]
    wanted = {"Hurt", "Not yet", "Yes, but hurt", "Nobody yet"} & set(options)
    return [*others, *options[:1], *sorted(wanted)]
