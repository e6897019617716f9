"""A theme of skills each week, for who wants it: as it comes, as it begins, and how it ends."""

from datetime import date, timedelta

from handlers.care import help_button
from handlers.catalogue import Catalogue, catalogue, words_of
from handlers.lessons import all_button, skill_button
from messages.screen import Button, Screen, rows, viewed
from messages.times import clock_words, day_words
from messages.words import label, say
from models.checkin import Prompt
from models.checkin_plan import Plan
from models.skill import Lesson

WEEKLY = "checkins/theme"
ON, OFF = "week_on", "week_off"
"""The verbs of its buttons, among those of the skills."""


def lesson_of(day: date, known: Catalogue) -> Lesson | None:
    """Return the lesson of a day's week: another theme each week, in time every lesson."""
    themes = [theme for theme in known.themes if known.of(theme)]
    if not themes:
        return None
    nth = (day - timedelta(days=day.weekday())).toordinal() // 7
    lessons = known.of(themes[nth % len(themes)])
    return lessons[nth // len(themes) % len(lessons)]


def theme_screen(prompt: Prompt) -> Screen:
    """Return it as it is sent: one line, the way to its lesson, and the way to end it."""
    lesson = lesson_of(prompt.day, catalogue())
    ways = [off_button()]
    if lesson is not None:
        ways.insert(0, skill_button(label(words_of(lesson), "title"), "lesson", lesson.id))
    screen = Screen(say(WEEKLY, "coming"), (*rows(*ways), (help_button(),)))
    return viewed(screen, simple=prompt.simple)


def begun_screen(plan: Plan) -> Screen:
    """Return what is said when it begins: the day and the hour of the first one."""
    first = plan.wish.window.local(plan.theme) if plan.theme else None
    text = say(
        WEEKLY,
        "begun",
        day=day_words(first.date()) if first else "",
        hour=clock_words(first.replace(minute=0)) if first else "",
    )
    return Screen(text, (*rows(off_button(), all_button()), (help_button(),)))


def week_button(*, wanted: bool) -> Button:
    """Return the way to begin, or to end it."""
    return off_button() if wanted else skill_button(label(WEEKLY, "on"), ON)


def off_button() -> Button:
    """Return the one tap that ends it."""
    return skill_button(label(WEEKLY, "off"), OFF)
