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


def numbered(screen: Screen, *, typed: bool = True, listed: bool = True) -> Screen:
    """Return the simple view of a screen: every button numbered and one to a row.

    listed: the buttons stand in the text as well; not where a lock screen may show the text.
    typed:  it says that a number can be typed, which needs a screen that the store knows.
    """
    labels = [f"{place}. {button.label}" for place, button in enumerate(screen.buttons, 1)]
    told = [screen.text]
    if listed:
        told.append("\n".join(map(escape, labels)))
    if typed:
        told.append(say("report/card", "numbers"))
    counted = zip(screen.buttons, labels, strict=True)
    return Screen(
        "\n\n".join(told),
        tuple((replace(button, label=label),) for button, label in counted),
    )
