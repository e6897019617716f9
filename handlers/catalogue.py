"""What there is to learn: themes, lessons and scenes whose files and words are whole."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from messages.content import broken, file_of
from models.report import What
from models.scene import Scene
from models.skill import Lesson, Theme
from models.skill_file.shelf import SEEDS, Refused, read_shelf

THEME_BLOCKS = frozenset({"title", "about", "confident"})


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything by its id; a lesson's scene is here, or the lesson names none."""

    themes: tuple[Theme, ...]
    lessons: Mapping[str, Lesson]
    scenes: Mapping[str, Scene]
    refused: tuple[Refused, ...]

    def of(self, theme: Theme) -> tuple[Lesson, ...]:
        """Return the lessons of a theme in their order."""
        return tuple(each for each in self.lessons.values() if each.theme is theme)

    def scenes_of(self, theme: Theme) -> tuple[Scene, ...]:
        """Return the scenes of a theme."""
        return tuple(each for each in self.scenes.values() if each.theme is theme)

    def next_after(self, lesson: Lesson) -> Lesson | None:
        """Return the lesson that follows in the theme, None after the last."""
        line = self.of(lesson.theme)
        place = line.index(lesson) + 1
        return line[place] if place < len(line) else None

    def fitting(self, what: frozenset[What]) -> Lesson | None:
        """Return the lesson that may be offered after a log: the first that fits all of it."""
        return next((each for each in self.lessons.values() if what and what <= each.after), None)


def words_of(content: Theme | Lesson | Scene) -> str:
    """Return the template that holds the words of a theme, a lesson or a scene."""
    if isinstance(content, Theme):
        return f"themes/{content}"
    return f"{'lessons' if isinstance(content, Lesson) else 'scenes'}/{content.id}"


def blocks_of(content: Theme | Lesson | Scene) -> frozenset[str]:
    """Return the blocks that its template has."""
    return THEME_BLOCKS if isinstance(content, Theme) else content.blocks


def read_catalogue(folder: Path = SEEDS) -> Catalogue:
    """Read all files; what cannot be used is left out and named, and the rest works."""
    shelf = read_shelf(folder)
    refused = list(shelf.refused)

    def whole(content: Theme | Lesson | Scene) -> bool:
        wrong = broken(words_of(content), blocks_of(content))
        if wrong is not None:
            refused.append(Refused(file_of(words_of(content)), wrong.line, wrong.reason))
        return wrong is None

    themes = tuple(filter(whole, Theme))
    scenes = {each.id: each for each in filter(whole, shelf.scenes) if each.theme in themes}
    lessons = {each.id: each for each in filter(whole, shelf.lessons) if each.theme in themes}
    return Catalogue(themes, lessons, scenes, tuple(refused))


@cache
def catalogue() -> Catalogue:
    """Return what came with the program, read once."""
    return read_catalogue()
