"""Reads every file of lessons and scenes; what is broken is left out, with its place."""

from dataclasses import dataclass
from pathlib import Path

from models.file_tree import Fault, Faulty
from models.scene import Scene
from models.skill import Lesson, Theme
from models.skill_file.lessons import read_lessons
from models.skill_file.scenes import read_scene

SEEDS = Path(__file__).parent.parent / "seeds"


@dataclass(frozen=True, slots=True, order=True)
class Refused:
    """Something that is left out: the file below the program's folder, the line, and why."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        """Return it as whoever mends it reads it."""
        return f"{self.file}:{self.line}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Shelf:
    """The lessons, theme by theme in their order, the scenes, and what was refused."""

    lessons: tuple[Lesson, ...]
    scenes: tuple[Scene, ...]
    refused: tuple[Refused, ...]


def read_shelf(folder: Path = SEEDS) -> Shelf:
    """Read what stands in the folders `lessons` and `scenes`; a broken file spoils no other."""
    lessons: dict[str, Lesson] = {}
    refused: list[Refused] = []
    for theme in Theme:
        file = f"lessons/{theme}.yaml"
        found, faults = _lessons(folder / file, theme)
        twice = [lesson.id for lesson in found if lesson.id in lessons]
        faults += tuple(Fault(1, f"another theme has a lesson '{name}'") for name in twice)
        refused += _placed(file, faults)
        lessons |= {lesson.id: lesson for lesson in found if lesson.id not in lessons}
    scenes: list[Scene] = []
    for path in sorted((folder / "scenes").glob("*.yaml")):
        try:
            scenes.append(read_scene(path.read_bytes(), path.stem))
        except Faulty as faulty:
            refused += _placed(f"scenes/{path.name}", faulty.faults)
    return Shelf(tuple(lessons.values()), tuple(scenes), tuple(refused))


def _lessons(path: Path, theme: Theme) -> tuple[tuple[Lesson, ...], tuple[Fault, ...]]:
    try:
        content = path.read_bytes()
    except OSError:
        return (), (Fault(1, "the file cannot be read"),)
    return read_lessons(content, theme)


def _placed(file: str, faults: tuple[Fault, ...]) -> list[Refused]:
    return [Refused(f"models/seeds/{file}", each.line, each.reason) for each in faults]
