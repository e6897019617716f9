"""Setting check-ins up: what is wished travels in the buttons, and only Yes keeps it."""

import re
from dataclasses import dataclass, field, replace
from enum import StrEnum

from telegram import Update

from handlers.chat import data_of
from messages.screen import Button
from messages.words import label
from models.advice import UNKNOWN
from models.asked import Facts
from models.checkin import Step
from models.checkin_code import pack, unpack
from models.checkin_hours import EVERY_DAY, Pattern, Window, usual_hour
from models.checkin_plan import Wish, proposed
from models.facts_code import pack as pack_facts
from models.facts_code import unpack as unpack_facts

WISH = "wish"
"""The template, and what the data of these buttons begins with."""

_MARK = re.compile(r"[\w-]{0,12}")
_PARTS = 6


class Verb(StrEnum):
    """Which screen a button opens, or what it settles."""

    SEEN = "seen"
    QUIET = "quiet"
    LOOK = "look"
    WHEN = "when"
    HOUR = "hour"
    DAYS = "days"
    YES = "yes"
    NONE = "none"


class After(StrEnum):
    """What a wish follows: nothing, a log that can be found, any other log, or a plan there is."""

    NOTHING = ""
    LOG = "l"
    UNLINKED = "u"
    CHANGE = "c"


@dataclass(frozen=True, slots=True)
class Asking:
    """One screen of the set-up, with all that was chosen so far.

    facts: what was logged, for the way back to what would help; never kept.
    mark:  stands for the dates that were shown, so that Yes means no others.
    """

    verb: Verb
    wish: Wish
    after: After = After.NOTHING
    facts: Facts | None = field(default=None, repr=False)
    mark: str = ""

    def __str__(self) -> str:
        """Return the callback data: at most 44 of Telegram's 64 bytes."""
        facts = pack_facts(self.facts) if self.facts is not None else ""
        words = (WISH, self.verb, self.after, pack(self.wish), self.mark, facts)
        return ":".join(words).rstrip(":")

    @property
    def logged(self) -> bool:
        """Tell whether it follows a log."""
        return self.after in (After.LOG, After.UNLINKED)

    def to(self, verb: Verb, wish: Wish | None = None) -> "Asking":
        """Return another screen of the same set-up."""
        return replace(self, verb=verb, wish=wish or self.wish, mark="")

    def windowed(self, verb: Verb, window: Window) -> "Asking":
        """Return another screen, with other hours or days."""
        return self.to(verb, replace(self.wish, window=window))


def read_asking(data: str, zone: str) -> Asking | None:
    """Read callback data, which is user input: None for anything that we never wrote."""
    prefix, *rest = data.split(":")
    if prefix != WISH or len(rest) >= _PARTS:
        return None
    verb, after, code, mark, facts = (*rest, *[""] * _PARTS)[: _PARTS - 1]
    wish = unpack(code, zone)
    told = unpack_facts(facts) if facts else None
    if wish is None or not _MARK.fullmatch(mark) or (facts and told is None):
        return None
    try:
        asking = Asking(Verb(verb), wish, After(after), told, mark)
    except ValueError:
        return None
    return asking if asking.logged is (told is not None) else None


def usual_window(zone: str) -> Window:
    """Return when somebody is written to who has not said when they work."""
    return Window(usual_hour(Pattern.VARIES), Pattern.VARIES, EVERY_DAY, zone)


def first_asking(steps: frozenset[Step], zone: str, *, every: int = 0) -> Asking:
    """Return where a set-up begins that follows no log."""
    return Asking(Verb.SEEN, Wish(usual_window(zone), steps, every))


def offer_button(asking: Asking) -> Button:
    """Return the way from the end of a log to its check-ins."""
    return Button(label("checkins/wish", "offer"), str(asking.to(Verb.SEEN)))


def offer_of(update: Update, zone: str, *, forget: bool) -> tuple[Button, ...]:
    """Return the way to check-ins of the message that was tapped, to keep it on the next screen.

    It stands in that message's own keyboard and nowhere else. forget: what was logged goes no
    further, so what is proposed is what is proposed without a log.
    """
    query = update.callback_query
    read = (read_asking(each, zone) for each in data_of(query.message if query else None))
    asking = next((each for each in read if each is not None and each.logged), None)
    if asking is None:
        return ()
    if forget:
        wish = replace(asking.wish, steps=proposed(None))
        asking = replace(asking, wish=wish, facts=UNKNOWN)
    return (offer_button(asking),)
