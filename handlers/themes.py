"""Draws the themes: all of them, and one with its lessons, its scenes and the person's change."""

from handlers.care import help_button
from handlers.catalogue import Catalogue, words_of
from handlers.home import start_button
from handlers.lessons import SKILLS, back_button, now_button, skill_button
from handlers.weekly import week_button
from messages.screen import Button, Screen, rows
from messages.words import label, say
from models.practice import Rating
from models.scene import Scene
from models.skill import Theme


def all_screen(known: Catalogue, due: int, *, weekly: bool) -> Screen:
    """Return every theme, the rehearsals, how many questions ask again, and a lesson each week."""
    themes = [skill_button(label(words_of(each), "title"), "theme", each) for each in known.themes]
    own = (skill_button(label(SKILLS, "due", due=due), "due"),) if due else ()
    scenes = Button(label(SKILLS, "rehearse"), "scene:")
    shown = (*own, *themes, *((scenes,) if known.scenes else ()), week_button(wanted=weekly))
    ways = ((each,) for each in shown)
    return Screen(say(SKILLS, due=due), (*ways, (help_button(), start_button())))


def theme_screen(theme: Theme, known: Catalogue, rating: Rating | None) -> Screen:
    """Return a theme with its lessons and its scenes."""
    name = words_of(theme)
    text = say(
        SKILLS,
        "theme",
        title=label(name, "title"),
        about=label(name, "about"),
        rating=rating,
    )
    shown = [
        skill_button(label(words_of(each), "title"), "lesson", each.id) for each in known.of(theme)
    ]
    ways = [*rows(*shown), *((_to_scene(each),) for each in known.scenes_of(theme))]
    if rating is not None:
        ways.append((now_button(theme),))
        ways.append((skill_button(label(SKILLS, "forget"), "forget", theme),))
    return Screen(text, (*ways, (back_button(""), help_button())))


def _to_scene(scene: Scene) -> Button:
    title = label(words_of(scene), "title")
    return Button(label(SKILLS, "scene", following=title), f"scene:{scene.id}:")
