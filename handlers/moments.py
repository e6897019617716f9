"""The moments in which a skill may be offered: from a screen that is open, and never pushed."""

from datetime import date

from handlers.catalogue import catalogue
from handlers.place import Place
from models.asked import Need
from models.skill import Lesson
from models.store import quiet
from models.store.doors import Tx


def offered(tx: Tx, person: int, today: date, place: Place) -> Lesson | None:
    """Return the one skill that a screen after a log may offer, None when none fits.

    It is always about looking after oneself, never about what somebody could have done.
    """
    if not place.logged or place.need is not Need.BREATHE or are_quiet(tx, person, today):
        return None
    return catalogue().fitting(place.facts.what)


def are_quiet(tx: Tx, person: int, today: date) -> bool:
    """Tell whether no skill is to be offered to somebody on a day."""
    hushed = quiet.until(tx, person)
    return hushed is not None and today <= hushed
