"""Draws a lesson: its one idea, its question, and a kind answer."""

from collections.abc import Sequence

from handlers.care import help_button
from handlers.catalogue import Catalogue, words_of
from messages.screen import Button, Screen, rows
from messages.words import label, say
from models.practice import GAPS, Recall
from models.skill import Lesson, Theme

SKILLS = "skills"
SKILL = "skill"
"""What the data of these buttons begins with."""


def skill_button(words: str, *rest: str) -> Button:
    """Return a button that leads somewhere among the skills."""
    return Button(words, ":".join((SKILL, *rest)))


def back_button(*rest: str) -> Button:
    """Return the way back to an earlier screen."""
    return skill_button(label("report/card", "back"), *rest)


def lesson_screen(lesson: Lesson, known: Catalogue) -> Screen:
    """Return the lesson, with its question and its rehearsal."""
    name = words_of(lesson)
    said = {part: label(name, part) for part in ("title", "notice", "line", "not_when")}
    ways = [skill_button(label(SKILLS, "ask"), "ask", lesson.id)]
    if lesson.scene in known.scenes:
        ways.append(Button(label(SKILLS, "rehearse_it"), f"scene:{lesson.scene}:"))
    back = back_button("open", lesson.theme)
    return Screen(say(SKILLS, "lesson", **said), (*rows(*ways), (back, help_button())))


def question_screen(lesson: Lesson) -> Screen:
    """Return the question of a lesson, as it follows the lesson."""
    return _question(lesson, "pick", back_button("lesson", lesson.id))


def due_screen(recall: Recall, lesson: Lesson) -> Screen:
    """Return the question of a lesson that asks again, with the way to end it."""
    enough = skill_button(label(SKILLS, "enough"), "enough", recall.lesson)
    return _question(lesson, "again", enough)


def _question(lesson: Lesson, verb: str, way: Button) -> Screen:
    name = words_of(lesson)
    text = say(SKILLS, "question", title=label(name, "title"), question=label(name, "question"))
    answers = [skill_button(label(name, each), verb, lesson.id, each) for each in lesson.options]
    return Screen(text, (*((each,) for each in answers), *rows(way, help_button())))


def answer_screen(
    lesson: Lesson, option: str, known: Catalogue, *, asks: bool, rated: bool
) -> Screen:
    """Return a kind answer, and what can follow.

    asks:  the lesson asks again already.
    rated: there is a confidence to compare with at the end of the theme.
    """
    again = () if asks else (skill_button(label(SKILLS, "ask_again"), "recall", lesson.id),)
    return Screen(_answered(lesson, option), _after(lesson, known, again, rated=rated))


def kept_screen(lesson: Lesson, known: Catalogue, *, rated: bool) -> Screen:
    """Return when the question comes back, and what can follow."""
    return Screen(say(SKILLS, "kept"), _after(lesson, known, (), rated=rated))


def again_screen(lesson: Lesson, option: str, after: Recall | None, waiting: int) -> Screen:
    """Return a kind answer to a question that asked again; `waiting`: how many more are due."""
    days = GAPS[after.done] if after else 0
    text = f"{_answered(lesson, option)}\n\n{say(SKILLS, 'once_more', days=days)}"
    more = (skill_button(label(SKILLS, "next_question"), "due"),) if waiting else ()
    read = skill_button(label(words_of(lesson), "title"), "lesson", lesson.id)
    return Screen(text, (*rows(*more, read, all_button()), (help_button(),)))


def all_button() -> Button:
    """Return the way to all skills."""
    return skill_button(label(SKILLS, "all"), "")


def _answered(lesson: Lesson, option: str) -> str:
    name, right = words_of(lesson), option == lesson.right
    told = {"fits": label(name, lesson.right), "why": label(name, "why")}
    return say(SKILLS, "answer", right=right, **told)


def _after(
    lesson: Lesson, known: Catalogue, first: Sequence[Button], *, rated: bool
) -> tuple[tuple[Button, ...], ...]:
    """Return the ways on: the next lesson, or at the end of a theme the confidence now."""
    following, theme = known.next_after(lesson), lesson.theme
    ways = [*first, *((_next(following),) if following else ())]
    if following is None and rated:
        ways.append(now_button(theme))
    ways.append(skill_button(label(SKILLS, "to_theme"), "open", theme))
    return (*((way,) for way in ways), (help_button(),))


def _next(lesson: Lesson) -> Button:
    title = label(words_of(lesson), "title")
    return skill_button(label(SKILLS, "next", following=title), "lesson", lesson.id)


def now_button(theme: Theme) -> Button:
    """Return the way to the confidence after a theme."""
    return skill_button(label(SKILLS, "now"), "now", theme)
