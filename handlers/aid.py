"""After a log: what would help now, a moment to breathe, and two kind ends."""

from dataclasses import replace

from handlers.care import help_button
from handlers.catalogue import words_of
from handlers.home import start_button
from handlers.lessons import skill_button
from handlers.place import AFTER_A_LOG, Place
from messages.screen import Button, Screen, rows
from messages.words import label, say
from models.asked import Facts, Need
from models.skill import Lesson

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


def quiet_screen(place: Place, skill: Lesson | None = None) -> Screen:
    """Return a moment to breathe, with a skill to go on with, or an end that names support."""
    text = say(AID, QUIET[place.need or Need.NOTE])
    if place.need is Need.BREATHE:
        talk = Button(label(AID, "talk"), str(replace(place, need=Need.TALK)))
        back = Button(label("report/card", "back"), str(place.question))
        ways = (talk,) if skill is None else (talk, _to_skill(skill))
        return Screen(text, (*rows(*ways), (back, help_button())))
    support = Button(label("home", "support"), str(Place()))  # what was logged travels no further
    return Screen(text, ((support, help_button()), (start_button(),)))


def _to_skill(lesson: Lesson) -> Button:
    title = label(words_of(lesson), "title")
    return skill_button(label(AID, "skill", following=title), "lesson", lesson.id)
