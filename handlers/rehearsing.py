"""Rehearsals: a scene walked with buttons on one card; where somebody stands is in the buttons."""

import asyncio

from telegram import Update

from handlers.care import help_button
from handlers.catalogue import Catalogue, catalogue, words_of
from handlers.chat import deliver, show, tapped
from handlers.context import Context, once, person_of
from handlers.home import as_read, seat_of
from handlers.lessons import all_button, skill_button
from handlers.support import STORE_SECONDS
from messages.screen import Button, Screen, rows, viewed
from messages.words import label, say
from models.scene import LEAVE, Effect, Line, NoSuchPath, Scene, Stand
from models.store.doors import StoreDown, Tx

REHEARSING = "rehearsing"
SCENE = "scene"
"""What the data of these buttons begins with."""


async def on_scene(update: Update, context: Context, data: str) -> None:
    """Take scene: for the list, or scene:<id>:<path>; nothing of it is kept."""
    person = person_of(update)
    screen, toast = read_screen(data, catalogue())
    screen = viewed(screen, simple=await _reads_simply(update, context))
    shown = show(context.bot, person, screen, at=tapped(update))
    await deliver(update, context, SCENE, shown, toast=toast)


async def _reads_simply(update: Update, context: Context) -> bool:
    """Note the update, and tell whether the person reads in simple view.

    A scene needs no store: with none that answers it goes on, in the usual view.
    """
    person = person_of(update)
    try:
        async with asyncio.timeout(STORE_SECONDS):
            return (await once(update, context, lambda tx, _fresh: seat_of(tx, person))).simple
    except (StoreDown, TimeoutError):
        return False


def read_screen(data: str, known: Catalogue) -> tuple[Screen, str]:
    """Return the screen that callback data asks for, and a line when it is not there any more."""
    _, name, path = (*data.split(":", 2), "", "")[:3]
    scene = known.scenes.get(name)
    if scene is None:
        return list_screen(known), label("skills", "gone") if name else ""
    try:
        return scene_screen(scene, path), ""
    except NoSuchPath:
        return scene_screen(scene, ""), label("skills", "gone")


def list_screen(known: Catalogue) -> Screen:
    """Return every scene."""
    shown = [_to(label(words_of(each), "title"), each) for each in known.scenes.values()]
    ways = (all_button(), help_button())
    return Screen(say(REHEARSING), (*((each,) for each in shown), ways))


def owed_screen(tx: Tx, person: int) -> Screen:
    """Return what is owed when a screen of these did not arrive: every scene."""
    return as_read(tx, person, list_screen(catalogue()))


def scene_screen(scene: Scene, path: str) -> Screen:
    """Return where a path leads in a scene; raises NoSuchPath."""
    stand = scene.stand(path)
    return _turn(scene, path, stand) if stand.at in scene.turns else _end(scene, path, stand)


def _turn(scene: Scene, path: str, stand: Stand) -> Screen:
    name, turn = words_of(scene), scene.turns[stand.at]
    choices = [(label(name, each.key), label(name, f"{each.key}_said")) for each in turn.lines]
    text = say(
        REHEARSING,
        "turn",
        title=label(name, "title"),
        about="" if path else label(name, "about"),
        said=_last(name, path, stand),
        happens=label(name, stand.at),
        choices=choices,
        leave=label(name, "leave"),
    )
    ways = [_to(words, scene, f"{path}{step}") for step, (words, _) in enumerate(choices)]
    ways.append(_to(label(REHEARSING, "leave"), scene, f"{path}{LEAVE}"))
    back = label("report/card", "back")
    before = _to(back, scene, path[:-1]) if path else _others(back)
    return Screen(text, (*((way,) for way in ways), (before, help_button())))


def _last(name: str, path: str, stand: Stand) -> str:
    """Return what was said on the last step."""
    if path.endswith(LEAVE):
        return label(name, "leave")
    return label(name, f"{stand.said[-1].key}_said") if path else ""


def _end(scene: Scene, path: str, stand: Stand) -> Screen:
    name = words_of(scene)
    helped = [line for line in stand.said if line.effect is Effect.CALMS]
    tries = [line for line in stand.said if line.effect is not Effect.CALMS]
    text = say(
        REHEARSING,
        "end",
        title=label(name, "title"),
        said=_last(name, path, stand),
        happens=label(name, stand.at),
        left=stand.left,
        helped=_notes(name, helped),
        tries=[*_notes(name, tries), label(name, "try")],
    )
    theme = skill_button(label("skills", "to_theme"), "open", scene.theme)
    ways = rows(
        _to(label(REHEARSING, "once_more"), scene), _others(label(REHEARSING, "others")), theme
    )
    return Screen(text, (*ways, (help_button(),)))


def _notes(name: str, lines: list[Line]) -> list[str]:
    return list(dict.fromkeys(label(name, f"{line.key}_note") for line in lines))


def _others(words: str) -> Button:
    return Button(words, f"{SCENE}:")


def _to(words: str, scene: Scene, path: str = "") -> Button:
    return Button(words, f"{SCENE}:{scene.id}:{path}")
