"""The chapters of the message book: every screen, drawn by what draws it in the chat."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from bot.book import checkin_screens, counted, screens, skill_screens
from bot.book.samples import Saying, sayings, templates
from bot.book.walking import Walk
from messages.screen import Screen
from messages.words import Block, heard
from models.report import FLOWS


@dataclass(frozen=True, slots=True)
class Chapter:
    """Screens that belong together, and the blocks of the words that they are made of."""

    title: str
    screens: tuple[Screen, ...]
    blocks: frozenset[Block]


@dataclass(frozen=True, slots=True)
class Book:
    """Every screen, and every line that stands on none: toasts, papers, Telegram's own menu."""

    chapters: tuple[Chapter, ...]
    lines: tuple[Saying, ...]

    @property
    def blocks(self) -> frozenset[Block]:
        """Return every block of the words that is in the book."""
        alone = {(line.template, line.block) for line in self.lines}
        return frozenset(chain(alone, *(chapter.blocks for chapter in self.chapters)))


def book_at(now: datetime) -> Book:
    """Draw the book as things stand at a local moment; raises NoSample for a value without one."""
    zone = screens.zone_of(now)
    flows = {
        f"flow_{name}": lambda name=name: screens.flow(Walk(screens.SITE, now, zone), name)
        for name in FLOWS
    }
    drawn: dict[str, Callable[[], Iterable[Screen]]] = {
        "first": lambda: screens.first(now),
        **flows,
        "own_words": lambda: screens.typed_words(now),
        "copies": screens.taken_away,
        "end": screens.ends,
        "support": lambda: screens.support(now),
        "danger": screens.danger,
        "wishes": lambda: checkin_screens.wishes(now, zone.key),
        "plans": lambda: checkin_screens.plans(now, zone.key),
        "arriving": lambda: checkin_screens.arriving(now, zone.key),
        "answers": lambda: checkin_screens.answers(now),
        "skills": lambda: skill_screens.skills(now),
        "rehearsals": skill_screens.rehearsals,
        "mine": screens.own_reports,
        "kept": screens.kept,
        "leads": screens.for_leads,
        "counted": counted.screens_of_counts,
        "trouble": screens.trouble,
    }
    chapters = tuple(_chapter(title, draw) for title, draw in drawn.items())
    told = frozenset(chain.from_iterable(chapter.blocks for chapter in chapters))
    return Book(chapters, tuple(_lines(told)))


def _chapter(title: str, draw: Callable[[], Iterable[Screen]]) -> Chapter:
    with heard() as blocks:
        drawn = {_seen(screen): screen for screen in draw()}
    return Chapter(title, tuple(drawn.values()), frozenset(blocks))


def _seen(screen: Screen) -> tuple[str, tuple[str, ...]]:
    """Return what a person sees of a screen: where its buttons lead does not show."""
    return screen.text, tuple(button.label for button in screen.buttons)


def _lines(told: frozenset[Block]) -> Iterator[Saying]:
    """Say every block that no screen has said."""
    for template in templates():
        for saying in sayings(template):
            if (template, saying.block) not in told:
                yield saying
