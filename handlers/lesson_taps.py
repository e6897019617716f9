"""The buttons of lessons: read, be asked, be asked again. Which answer was picked is not kept."""

from collections.abc import Callable, Sequence

from handlers.learner import Learner, Shown, Verb, Verbs
from handlers.lessons import (
    again_screen,
    answer_screen,
    due_screen,
    kept_screen,
    lesson_screen,
    question_screen,
)
from messages.words import label
from models.practice import first_recall, next_recall
from models.skill import Lesson


def _of_a_lesson(answer: Callable[[Learner, Lesson, str], Shown]) -> Verb:
    """Return what finds the lesson first; its data is <lesson> or <lesson>:<option>."""

    def verb(learner: Learner, rest: Sequence[str]) -> Shown:
        name, option = (*rest, "", "")[:2]
        lesson = learner.known.lessons.get(name)
        if lesson is None or option not in ("", *lesson.options):
            return learner.gone()
        return answer(learner, lesson, option)

    return verb


def _lesson(learner: Learner, lesson: Lesson, _option: str) -> Shown:
    return Shown(lesson_screen(lesson, learner.known))


def _ask(_learner: Learner, lesson: Lesson, _option: str) -> Shown:
    return Shown(question_screen(lesson))


def _pick(learner: Learner, lesson: Lesson, option: str) -> Shown:
    asks, rated = learner.recall(lesson.id) is not None, learner.rating(lesson.theme) is not None
    return Shown(answer_screen(lesson, option, learner.known, asks=asks, rated=rated))


def _recall(learner: Learner, lesson: Lesson, _option: str) -> Shown:
    """Have a lesson ask again; one that does goes on as it is."""
    if learner.recall(lesson.id) is None:
        learner.keep(first_recall(lesson.id, learner.today))
    rated = learner.rating(lesson.theme) is not None
    return Shown(kept_screen(lesson, learner.known, rated=rated))


def _again(learner: Learner, lesson: Lesson, option: str) -> Shown:
    """Take an answer to a question that asked again; only one that is due moves it on."""
    recall = learner.recall(lesson.id)
    if learner.fresh and recall in learner.due():
        following = next_recall(recall, learner.today)
        if following is None:
            learner.erase(recall)
        else:
            learner.keep(following)
        recall = following
    return Shown(again_screen(lesson, option, recall, len(learner.due())))


def _enough(learner: Learner, lesson: Lesson, _option: str) -> Shown:
    learner.erase(learner.recall(lesson.id))
    return learner.all(label("skills", "stopped"))


def _due(learner: Learner, _rest: Sequence[str]) -> Shown:
    waiting = learner.due()
    if not waiting:
        return learner.all()
    return Shown(due_screen(waiting[0], learner.known.lessons[waiting[0].lesson]))


LESSON_VERBS: Verbs = {
    "lesson": _of_a_lesson(_lesson),
    "ask": _of_a_lesson(_ask),
    "pick": _of_a_lesson(_pick),
    "recall": _of_a_lesson(_recall),
    "again": _of_a_lesson(_again),
    "enough": _of_a_lesson(_enough),
    "due": _due,
}
