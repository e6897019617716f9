"""Reads a theme's file of lessons: those that can be taken, and every fault with its line."""

from collections.abc import Iterable

from models.file_tree import Fault, Faulty, Node, read_tree
from models.report import What
from models.skill import FIXED, Lesson, Theme
from models.skill_file.fields import items_of, keyed, name_of, names_of, one_of

LESSONS = "lessons"
MOST_OPTIONS = 4


def read_lessons(content: bytes, theme: Theme) -> tuple[tuple[Lesson, ...], tuple[Fault, ...]]:
    """Return a theme's lessons in their order, and the faults of those that cannot be taken."""
    lessons: dict[str, Lesson] = {}
    faults: list[Fault] = []
    try:
        listed = _listed(read_tree(content))
    except Faulty as faulty:
        return (), faulty.faults
    for node in listed:
        try:
            lesson = _lesson(node, theme)
        except Faulty as faulty:
            faults.extend(faulty.faults)
            continue
        if lessons.setdefault(lesson.id, lesson) is not lesson:
            faults.append(Fault(node.line, f"there is a lesson '{lesson.id}' above already"))
    return tuple(lessons.values()), tuple(faults)


def _listed(root: Node) -> Iterable[Node]:
    return items_of(keyed(root, (LESSONS,))[LESSONS])


def _lesson(node: Node, theme: Theme) -> Lesson:
    rows = keyed(node, ("id", "options", "right"), ("scene", "after"))
    options, right = names_of(rows["options"]), name_of(rows["right"])
    if not 1 < len(options) <= MOST_OPTIONS:
        raise Faulty(Fault(rows["options"].line, f"give 2 to {MOST_OPTIONS} options"))
    if taken := FIXED.intersection(options):
        raise Faulty(Fault(rows["options"].line, f"an option cannot be called '{min(taken)}'"))
    if right not in options:
        raise Faulty(Fault(rows["right"].line, f"'{right}' is none of the options"))
    after = items_of(rows["after"]) if "after" in rows else ()
    return Lesson(
        id=name_of(rows["id"]),
        theme=theme,
        options=options,
        right=right,
        scene=name_of(rows["scene"]) if "scene" in rows else "",
        after=frozenset(one_of(What, each) for each in after),
    )
