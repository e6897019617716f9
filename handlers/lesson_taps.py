"""The buttons of lessons: read, be asked, be asked again. Which answer was picked is not kept."""

from collections.abc import Callable, Sequence

from handlers.lessons import (
    again_screen,
    answer_screen,
    due_screen,
    kept_screen,
    lesson_screen,
    question_screen,
)
from handlers.skill_desk import Desk, Shown, Verb, Verbs
from messages.words import label
from models.practice import first_recall, next_recall
from models.skill import Lesson


def _of_a_lesson(answer: Callable[[Desk, Lesson, str], Shown]) -> Verb:
    """Return what finds the lesson first; its data is <lesson> or <lesson>:<option>."""

    def verb(desk: Desk, rest: Sequence[str]) -> Shown:
        name, option = (*rest, "", "")[:2]
        lesson = desk.known.lessons.get(name)
        if lesson is None or option not in ("", *lesson.options):
            return desk.gone()
        return answer(desk, lesson, option)

    return verb


def _lesson(desk: Desk, lesson: Lesson, _option: str) -> Shown:
    return Shown(lesson_screen(lesson, desk.known))


def _ask(_desk: Desk, lesson: Lesson, _option: str) -> Shown:
    return Shown(question_screen(lesson))


def _pick(desk: Desk, lesson: Lesson, option: str) -> Shown:
    asks, rated = desk.recall(lesson.id) is not None, desk.rating(lesson.theme) is not None
    return Shown(answer_screen(lesson, option, desk.known, asks=asks, rated=rated))


def _recall(desk: Desk, lesson: Lesson, _option: str) -> Shown:
    """Have a lesson ask again; one that does goes on as it is."""
    if desk.recall(lesson.id) is None:
        desk.keep(first_recall(lesson.id, desk.today))
    rated = desk.rating(lesson.theme) is not None
    return Shown(kept_screen(lesson, desk.known, rated=rated))


def _again(desk: Desk, lesson: Lesson, option: str) -> Shown:
    """Take an answer to a question that asked again; only one that is due moves it on."""
    recall = desk.recall(lesson.id)
    if desk.fresh and recall in desk.due():
        following = next_recall(recall, desk.today)
        if following is None:
            desk.erase(recall)
        else:
            desk.keep(following)
        recall = following
    return Shown(again_screen(lesson, option, recall, len(desk.due())))


def _enough(desk: Desk, lesson: Lesson, _option: str) -> Shown:
    desk.erase(desk.recall(lesson.id))
    return desk.all(label("skills", "stopped"))


def _due(desk: Desk, _rest: Sequence[str]) -> Shown:
    waiting = desk.due()
    if not waiting:
        return desk.all()
    return Shown(due_screen(waiting[0], desk.known.lessons[waiting[0].lesson]))


LESSON_VERBS: Verbs = {
    "lesson": _of_a_lesson(_lesson),
    "ask": _of_a_lesson(_ask),
    "pick": _of_a_lesson(_pick),
    "recall": _of_a_lesson(_recall),
    "again": _of_a_lesson(_again),
    "enough": _of_a_lesson(_enough),
    "due": _due,
}
