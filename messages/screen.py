"""What a screen is: a text and its buttons, before Telegram is spoken to."""

from dataclasses import dataclass, replace
from html import escape

from messages.words import say


@dataclass(frozen=True, slots=True)
class Button:
    """One button: `data` comes back as a tap, `url` opens, `copy` goes to the clipboard."""

    label: str
    data: str = ""
    url: str = ""
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """A message's Telegram HTML and its rows of buttons."""

    text: str
    rows: tuple[tuple[Button, ...], ...] = ()

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Return every button in reading order."""
        return tuple(button for row in self.rows for button in row)


HALF_ROW = 18
"""Letters that one of two buttons side by side may hold before a small phone cuts them off."""


def rows(*buttons: Button) -> tuple[tuple[Button, ...], ...]:
    """Lay buttons out, two to a row where both labels are short."""
    laid: list[tuple[Button, ...]] = []
    for button in buttons:
        last = laid[-1] if laid else ()
        if len(last) == 1 and max(len(last[0].label), len(button.label)) <= HALF_ROW:
            laid[-1] = (*last, button)
        else:
            laid.append((button,))
    return tuple(laid)


def numbered(screen: Screen) -> Screen:
    """Return the simple view of a card or the first screen: every button has a number to type.

    All other screens are `viewed`: a number typed there would be taken for one of these.
    """
    labels = [f"{place}. {button.label}" for place, button in enumerate(screen.buttons, 1)]
    listed = replace(screen, text="\n\n".join((screen.text, "\n".join(map(escape, labels)))))
    counted = zip(screen.buttons, labels, strict=True)
    return replace(
        typeable(listed), rows=tuple((replace(button, label=label),) for button, label in counted)
    )


def typeable(screen: Screen) -> Screen:
    """Return a screen that says that a number can be typed; a scale has no other simple view."""
    return replace(screen, text="\n\n".join((screen.text, say("report/card", "numbers"))))


def viewed(screen: Screen, *, simple: bool) -> Screen:
    """Return a screen as the person reads: in simple view, one button to a row and no numbers."""
    if not simple:
        return screen
    return replace(screen, rows=tuple((button,) for button in screen.buttons))
