"""After a log: what would help now, a moment to breathe, and two kind ends."""

from dataclasses import replace

from handlers.care import help_button
from handlers.home import start_button
from handlers.place import AFTER_A_LOG, Place
from messages.screen import Button, Screen, rows
from messages.words import label, say
from models.asked import Facts, Need

AID = "aid"
TOLD = ("report/finished", "told")

QUIET = {Need.BREATHE: "breathing", Need.NOTE: "noted", Need.NOT_NOW: "later"}
"""The needs that are no list of routes, and the words that answer them."""


def need_buttons(facts: Facts) -> tuple[tuple[Button, ...], ...]:
    """Return the eight answers; what was logged travels in them, packed, and nowhere else."""
    asked = Place(logged=True, facts=facts)
    return rows(
        *(Button(label(AID, need), str(replace(asked, need=need))) for need in AFTER_A_LOG)
    )


def question_screen(place: Place) -> Screen:
    """Return the question again, with the line that everything after a log begins with."""
    text = f"{say(*TOLD)}\n\n{say(AID, 'question')}"
    return Screen(text, (*need_buttons(place.facts), (help_button(),)))


def quiet_screen(place: Place) -> Screen:
    """Return a moment to breathe, or an end that says where support is."""
    text = say(AID, QUIET[place.need or Need.NOTE])
    if place.need is Need.BREATHE:
        talk = Button(label(AID, "talk"), str(replace(place, need=Need.TALK)))
        back = Button(label("report/card", "back"), str(place.question))
        return Screen(text, ((talk,), (back, help_button())))
    support = Button(label("home", "support"), str(Place()))  # what was logged travels no further
    return Screen(text, ((support, help_button()), (start_button(),)))
