"""The screens of skills: every lesson with each answer, every turn and end of every scene."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

from bot.book import lead_samples
from handlers import confidence, courses, lessons, recommend, rehearsing, themes, weekly
from handlers.catalogue import catalogue
from handlers.routes import Shelf
from handlers.wishing import usual_window
from messages.screen import Screen
from models.checkin_plan import Plan, Wish
from models.draft import Scale
from models.practice import Rating, Recall, next_recall
from models.route import Kind
from models.scene import Scene
from models.skill import Lesson

COURSE = replace(
    lead_samples.WHOLE,
    id="hill_course",
    name="Difficult situations (1 day)",
    purpose="Practise with others how to ease a hard moment.",
    kind=Kind.TRAINING,
    tags=frozenset(),
)
DAY = date(2026, 11, 24)
KNOWN = catalogue()
"""Read before anything is drawn: to read it says every block once."""


def skills(now: datetime) -> Iterator[Screen]:
    """Draw the themes, what is asked about them, every lesson, and the ways beyond the chat."""
    for due in (0, 1, 2):
        for wanted in (False, True):
            yield themes.all_screen(KNOWN, due, weekly=wanted)
    wish = Wish(usual_window("Europe/London"), frozenset())
    yield weekly.begun_screen(Plan(wish, None, (), theme=now))
    for theme in KNOWN.themes:
        yield confidence.scale_screen(Scale(theme, confidence.BEFORE))
        for rating in (None, Rating(theme, 3), Rating(theme, 3, 6)):
            yield themes.theme_screen(theme, KNOWN, rating)
        yield confidence.scale_screen(Scale(theme, confidence.AFTER))
        for after in (6, 2):
            yield confidence.change_screen(Rating(theme, 3, after))
        yield confidence.count_screen(theme, "yes")
        for page in (0, 1):
            yield confidence.roles_screen(theme, "yes", page)
    for lesson in KNOWN.lessons.values():
        yield from _lesson(lesson)
    for routes in ((), (COURSE,)):
        yield courses.courses_screen(Shelf(routes, lead_samples.HILL, now))
    for site in (None, lead_samples.HILL):
        yield recommend.recommend_screen("ExampleBot", site)


def _lesson(lesson: Lesson) -> Iterator[Screen]:
    yield lessons.lesson_screen(lesson, KNOWN)
    yield lessons.question_screen(lesson)
    for option in lesson.options:
        yield lessons.answer_screen(lesson, option, KNOWN, asks=False, rated=True)
    yield lessons.kept_screen(lesson, KNOWN, rated=True)
    recall: Recall | None = Recall(lesson.id, DAY)
    while recall is not None:
        yield lessons.due_screen(recall, lesson)
        recall = next_recall(recall, DAY)
        yield lessons.again_screen(lesson, lesson.right, recall, waiting=1)


def rehearsals() -> Iterator[Screen]:
    """Draw the list, and every turn and end of every scene."""
    yield rehearsing.list_screen(KNOWN)
    for scene in KNOWN.scenes.values():
        yield from _scene(scene)


def _scene(scene: Scene) -> Iterator[Screen]:
    """Draw each turn once, and each end once and again for notes that no end has shown yet."""
    seen: set[str] = set()
    for path in sorted(scene.paths(), key=lambda each: (len(each), each)):
        for place in range(len(path) + 1):
            stand = scene.stand(path[:place])
            ended = stand.at not in scene.turns
            new = {stand.at, *((line.key for line in stand.said) if ended else ())} - seen
            if new:
                seen |= new
                yield rehearsing.scene_screen(scene, path[:place])
