"""Draws the confidence before and after a theme, what it was worth, and whether it may count."""

from collections.abc import Iterable

from handlers.care import help_button
from handlers.catalogue import words_of
from handlers.lessons import SKILLS, back_button, skill_button
from messages.screen import Button, Screen, rows
from messages.words import label, say
from models.draft import Scale
from models.practice import MOST, Rating, Worth
from models.report import REPORT, Role, pages
from models.skill import Theme

BEFORE, AFTER = "before", "after"
"""The parts of a scale, and the verbs of its buttons."""
IN_A_ROW = 4
"""Numbers side by side: wide enough for a thumb."""
UNSAID = "-"
"""Stands in a button for a worth or a role that somebody did not say."""
LEFT_OUT = "no"


def scale_screen(scale: Scale) -> Screen:
    """Ask for the confidence before a theme, or after it in the same words.

    To skip the one before keeps nothing.
    """
    theme, part = Theme(scale.theme), scale.part
    numbers = [skill_button(str(number), part, theme, str(number)) for number in range(MOST + 1)]
    lines = (numbers[at : at + IN_A_ROW] for at in range(0, len(numbers), IN_A_ROW))
    skip = skill_button(label("report/card", "skip"), "open", theme)
    way = skip if part == BEFORE else back_button("open", theme)
    text = say(SKILLS, part, question=label(words_of(theme), "confident"))
    return Screen(text, (*map(tuple, lines), (way, help_button())))


def change_screen(rating: Rating) -> Screen:
    """Return somebody's own change, and ask whether the theme was worth their time."""
    text = say(SKILLS, "change", earlier=rating.before, later=rating.after)
    answers = [skill_button(label(SKILLS, each), "worth", rating.theme, each) for each in Worth]
    skip = skill_button(label("report/card", "skip"), "worth", rating.theme, UNSAID)
    return Screen(text, (*rows(*answers, skip), (help_button(),)))


def count_screen(theme: Theme, worth: str) -> Screen:
    """Ask whether it may count: with a role group, without, or not at all."""
    ways = (
        skill_button(label(SKILLS, "with_role"), "roles", theme, worth),
        skill_button(label(SKILLS, "without_role"), "count", theme, worth, UNSAID),
        skill_button(label(SKILLS, "not_counted"), "count", theme, worth, LEFT_OUT),
    )
    return Screen(say(SKILLS, "count"), (*((way,) for way in ways), (help_button(),)))


def roles_screen(theme: Theme, worth: str, page: int) -> Screen:
    """Ask for the role group, in the words and pages of the report."""
    leaves = pages(REPORT.question("role"), None)
    page = min(page, len(leaves) - 1)
    shown = list(_roles(theme, worth, leaves[page]))
    if page < len(leaves) - 1:
        others = label("report/role", "others")
        shown.append(skill_button(others, "roles", theme, worth, str(page + 1)))
    before = ("roles", theme, worth) if page else ("worth", theme, worth)
    return Screen(say(SKILLS, "roles"), (*rows(*shown), (back_button(*before), help_button())))


def _roles(theme: Theme, worth: str, roles: Iterable[str]) -> Iterable[Button]:
    for role in roles:
        yield skill_button(label("report/role", role), "count", theme, worth, role)


def read_worth(said: str) -> Worth | None:
    """Read a worth out of callback data; None for one that was not said, or is none."""
    return Worth(said) if said in set(Worth) else None


def read_role(said: str) -> Role | None:
    """Read a role group out of callback data, as above."""
    return Role(said) if said in set(Role) else None
