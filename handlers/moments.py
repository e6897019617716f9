"""The moments in which a skill may be offered: from a screen that is open, and never pushed."""

from datetime import date

from handlers.catalogue import catalogue
from handlers.place import Place
from models.asked import Need
from models.skill import Lesson
from models.store.doors import Tx


def quiet_until(_tx: Tx, _person: int) -> date | None:
    """Return the last day on which skills stay quiet for a person, None when they need not.

    The one place that asks for it. No care card keeps such a day yet, so there is none.
    """
    return None


def offered(tx: Tx, person: int, today: date, place: Place) -> Lesson | None:
    """Return the one skill that a screen after a log may offer, None when none fits.

    It is always about looking after oneself, never about what somebody could have done.
    """
    quiet = quiet_until(tx, person)
    if not place.logged or place.need is not Need.BREATHE or (quiet and today <= quiet):
        return None
    return catalogue().fitting(place.facts.what)
