"""A draft: a report that is not finished, and what its card shows."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from models.retention import Retention

LIFE = Retention().draft_life
"""How long a draft is kept after its last touch, unless a setting shortens it."""

AWAY = "home"
"""The panel of a draft that was put aside: another screen is open now."""


@dataclass(frozen=True, slots=True)
class View:
    """Which part of the card is open; progress itself is derived from the answers.

    reopened: the question held open although it has an answer (Back, Change, ticks).
    ticking:  several options may be ticked on the open question.
    page:     which page of a long list of options is shown, from 0.
    panel:    a side panel ("more", "change", "extras", "discard", AWAY) instead of the question.
    """

    reopened: str | None = None
    ticking: bool = False
    page: int = 0
    panel: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """A message `shown` that asks whether to keep words, and the one they were `typed` in.

    changing: the person asked to change them, and has not sent them again.
    """

    shown: int
    typed: int
    changing: bool = False


@dataclass(frozen=True, slots=True)
class Adding:
    """Which report that is kept typed words are added to now, and the message that asks."""

    report: str
    message: int | None


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from 0 to 10 that is open: the confidence in a theme, "before" or "after" it."""

    theme: str
    part: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One person's unfinished report; `id` and `revision` are what a button is checked against.

    words:  own words, kept apart and sealed; "" without any.
    checks: what was typed and not decided about yet: ids of messages, never a word.
    typed_for: what typed text is for instead of this report; its card is away meanwhile.
    life:   how long it is kept after each touch.
    dated:  when the question "when" was answered: "this shift" is the shift of that moment.
    """

    id: str
    revision: int
    telegram_id: int = field(repr=False)
    flow: str
    answers: Mapping[str, tuple[str, ...]] = field(repr=False)
    view: View
    card: int | None
    trail: tuple[int, ...]
    expires: datetime
    words: str = field(default="", repr=False)
    checks: tuple[Check, ...] = ()
    typed_for: Adding | Scale | None = None
    life: timedelta = LIFE
    dated: datetime | None = None

    @property
    def is_bare(self) -> bool:
        """Tell whether nothing of a report is left in it, and nothing waits for a decision."""
        return not (self.answers or self.words or self.card or self.checks)


def new_draft(telegram_id: int, flow: str, now: datetime, life: timedelta = LIFE) -> Draft:
    """Begin an empty draft of the named flow, kept for `life` from `now`."""
    return Draft(
        id=secrets.token_urlsafe(6),
        revision=0,
        telegram_id=telegram_id,
        flow=flow,
        answers={},
        view=View(),
        card=None,
        trail=(),
        expires=now + life,
        life=life,
    )
