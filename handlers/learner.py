"""What every button among the skills is answered from: a transaction, a person, a catalogue."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from handlers.catalogue import Catalogue
from handlers.themes import all_screen, theme_screen
from messages.screen import Screen
from messages.words import label
from models.draft import Scale
from models.practice import Rating, Recall
from models.skill import Theme
from models.store import plans, practice
from models.store.doors import Tx


@dataclass(frozen=True, slots=True)
class Shown:
    """A screen, a line that passes by, and the scale that it asks for, if it is one."""

    screen: Screen
    toast: str = ""
    scale: Scale | None = None


@dataclass(frozen=True, slots=True)
class Learner:
    """`fresh` is False when the update was handled before: then nothing is changed.

    zone: the name of the service's own.
    """

    tx: Tx
    person: int
    fresh: bool
    today: date
    known: Catalogue
    zone: str

    def rating(self, theme: Theme) -> Rating | None:
        """Return the person's confidence in a theme."""
        return practice.of(self.tx, self.person).ratings.get(theme)

    def recall(self, lesson: str) -> Recall | None:
        """Return when a lesson asks the person again."""
        return practice.of(self.tx, self.person).recalls.get(lesson)

    def due(self) -> tuple[Recall, ...]:
        """Return what asks again today, of the lessons that there are."""
        waiting = practice.of(self.tx, self.person).due(self.today)
        return tuple(each for each in waiting if each.lesson in self.known.lessons)

    def keep(self, what: Rating | Recall) -> None:
        """Keep a confidence or a lesson that asks again, unless it was done before."""
        if self.fresh:
            practice.keep(self.tx, self.person, what, self.today)

    def erase(self, what: Rating | Recall | None) -> None:
        """Erase it for good, unless it was done before."""
        if self.fresh and what is not None:
            practice.erase(self.tx, self.person, what)

    def all(self, toast: str = "") -> Shown:
        """Show all skills."""
        plan = plans.of(self.tx, self.person)
        weekly = plan is not None and plan.theme is not None
        return Shown(all_screen(self.known, len(self.due()), weekly=weekly), toast)

    def theme(self, theme: Theme, toast: str = "") -> Shown:
        """Show a theme."""
        return Shown(theme_screen(theme, self.known, self.rating(theme)), toast)

    def gone(self) -> Shown:
        """Show all skills, with a line for what is not there: a button may be years old."""
        return self.all(label("skills", "gone"))


Verb: TypeAlias = Callable[[Learner, Sequence[str]], Shown]
Verbs: TypeAlias = Mapping[str, Verb]
