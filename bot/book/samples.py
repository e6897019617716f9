"""Every sentence there is: each block of each template, with sample values for what it takes.

A new template is found by itself. A value without a sample fails the guard that renders it, with
the line to write.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from jinja2 import Environment, nodes
from jinja2.meta import find_undeclared_variables

from bot.book import count_samples, lead_samples, route_samples
from bot.book.reading import plain
from handlers.looking_back import Told
from messages.words import FOLDER, names, say
from models.checkin import QUESTIONS as CHECKIN_QUESTIONS
from models.practice import Rating
from models.report import QUESTIONS
from models.site import Site, SiteKind
from models.skill import Theme

NO_NUMBERS = Site("moor", "Moor Lane Surgery", SiteKind.PRACTICE, "moor-code")
EXTENSION = Site(
    "hill",
    "Hill Hospital",
    SiteKind.HOSPITAL,
    "hill-code",
    security="5555",
    security_internal=True,
    exposure="Call occupational health on 01632 960 120. At night go to A&E.",
    example=True,
)
OUTSIDE = Site("dale", "Dale House", SiteKind.COMMUNITY, "dale-code", security="01632 960 130")

TOLD = (
    Told("27 November 2026", "It is hard", "Sleep: Badly. Being at work: Hard"),
    Told("25 November 2026", "Up and down", ""),
)
SAMPLES: dict[str, tuple[object, ...]] = {
    # how a value is called in the templates: what it may look like there
    "site": (None, NO_NUMBERS, EXTENSION, OUTSIDE),
    "home.site": ("", "The Royal Example Hospital, Moor Lane"),
    "home.until": ("", "9:40am tomorrow"),
    "site.site": ("", "Hill Hospital"),
    "documents/poster.site": ("Hill Hospital",),
    "documents/poster.link": ("t.me/ExampleBot?start=hill-code",),
    "own_words.shown": ("[name] shouted at me at the desk.",),
    "own_words.more": (False, True),
    "own_words.long": ("2,345",),
    "weekly": (False, True),
    "added": ([], [("30 November 2026", "He came back on Tuesday.")]),
    "mine.place": (1,),
    "mine.of": (1, 2),
    "mine.kept": ((), ("Your site: Hill Hospital.", "Simple view is on.")),
    "stop.kept": ((), ("Your site: Hill Hospital.",)),
    "kept.site": ("Hill Hospital",),
    "kept.month": ("November 2026",),
    "places": ([], ["Hill Hospital", "Dale House"]),
    "stop.days": (30,),
    "whole": (False, True),
    "words": ("", "A man shouted at me at the desk."),
    "sexual": (False, True),
    "called": ("Morgan Moor",),
    "day": ("8 December 2026",),
    "contact": ("privacy@example.org",),
    "example": (False, True),
    "label": ("Patient",),
    "lines": ([("What happened", "Threatened"), ("Where it was", "Staff area")],),
    "link": ("", "joined", "unknown"),
    "number": (3,),
    "organisation": ("Example Trust",),
    "reference": ("K7P2QX",),
    "reports": (0, 1, 3),
    "total": (7,),
    "until": ("9:40am tomorrow",),
    "week": ("23 November 2026",),
    "logged": (False, True),
    "everywhere": (False, True),
    "kept": lead_samples.KEPT,
    "keeping.shown": (lead_samples.KEPT,),
    "leads.sites": ((NO_NUMBERS, EXTENSION), (OUTSIDE,)),
    "more": (0, 3),
    "verify": (False, True),
    "documents/copy.address": ("", "https://bot.example.org/verify"),
    "documents/copy.band": ("", "Early shift"),
    "book.made": ("24 November 2026",),
    "version": ("0.1.0",),
    "mark": ("3f2a91c077de0b41",),
    "age": ("", "9"),
    "count": (35,),
    "template": ("home",),
    "block": ("text",),
    "before": (False, True),
    "said": (False, True),
    "witness": (False, True),
    "sealed": ("23 November 2026",),
    "key": ("3f2a 91c0 77de 0b41",),
    "text": ("What happened: Threatened",),
    "answers": (0, 1, 3),
    "silent": (False, True),
    "careful": (False, True),
    "ticks": (False, True),
    "care": (False, True),
    "routes": (False, True),
    "every": (0, 1, 2),
    "checkins/plan.lesson": (False, True),
    "hour": ("6pm",),
    "days": ((), ("Wednesday 25 November", "Friday 27 November")),
    "weekdays": ((), ("Monday", "Friday")),
    "paused": ("", "Friday 11 December"),
    "doing": ("", "well", "up_and_down", "very_hard"),
    "earlier": (0, 3),
    "next": ("", "Friday 27 November"),
    "checkins/mine.shown": ((), TOLD),
    "advice": ([], ["Sooner is better for evidence. Police are optional."]),
    "privacy.shown": ([{"words": "Nothing is kept.", "day": "23 November 2026"}],),
    "bands": ([], [("Everyone", "200 to 499"), ("Hill Hospital", "fewer than 20")]),
    "changes": ([], [("Who did it, Patient", "more than before")]),
    "compared": (False, True),
    "groups": (count_samples.GROUPS,),
    "counts.by": ("5 October 2026",),
    "counts.days": ("29 June to 27 September 2026",),
    "low": (20,),
    "high": ("", 30),
    "others": (False, True),
    "counts.themes": ([("Ease a tense moment", "5.5", "7")],),
    "posted": ("12 October 2026",),
    "simulated": (False, True),
    "staff": (False, True),
    "opens": ("Monday 9am", "tonight at midnight"),
    "route": route_samples.ALL,
    "routes.link": (False, True),
    "shown": (route_samples.ALL[:3], route_samples.ALL[3:], ()),
    "title": ("Talk to someone",),
    "skills.due": (0, 1, 2),
    "skills.rating": (None, Rating(Theme.CALMING, 3), Rating(Theme.CALMING, 3, 6)),
    "skills.earlier": (3,),
    "later": (2, 6),
    "about": ("How to ease a tense moment.",),
    "rehearsing.about": ("", "Monday at the front desk."),
    "question": ("How confident do you feel to ease a tense moment?",),
    "notice": ("Anger often covers something else.",),
    "rehearsing.said": ("", "I can see how much this matters."),
    "line": ("You look worried about her.",),
    "not_when": ("They threaten you.",),
    "right": (False, True),
    "fits": ("Name what I see",),
    "why": ("Reasons can come after.",),
    "skills.days": (0, 3),
    "kept.rating": (Rating(Theme.CALMING, 3), Rating(Theme.CALMING, 3, 6)),
    "recommend.words": ("Handrail is a private chat.",),
    "recommend.link": ("https://t.me/ExampleBot?start=hill-code",),
    "recommend.site": ("", "Hill Hospital"),
    "following": ("Name what you see",),
    "happens": ("He breathes out.",),
    "choices": ([("Name what I see", "You look worried.")],),
    "leave": ("I am going to get my colleague.",),
    "left": (False, True),
    "helped": ([], ["You named what you saw."]),
    "tries": (["Reasons can come after."],),
}
QUESTION_TEMPLATES = frozenset(f"report/{question.key}" for question in QUESTIONS) | frozenset(
    f"checkins/{question.key}" for question in CHECKIN_QUESTIONS
)
QUESTION_TEMPLATES = frozenset(f"report/{question.key}" for question in QUESTIONS)
CONTENT = names("themes") | names("lessons") | names("scenes")
"""What trainers edit: which blocks there are is said by the files of lessons and scenes."""


class NoSample(Exception):
    """A template takes a value that SAMPLES does not know."""


@dataclass(frozen=True, slots=True)
class Saying:
    """One block as it can be said: where it stands, and the Telegram HTML it becomes."""

    template: str
    block: str
    html: str

    @property
    def where(self) -> str:
        """Return the file and the block, for whoever mends it."""
        return f"messages/{self.template}.j2, block {self.block}"

    @property
    def text(self) -> str:
        """Return the words as a person reads them."""
        return plain(self.html)


def templates() -> list[str]:
    """Return every template of messages/ that is said in a chat, as "folder/name"."""
    found = FOLDER.rglob("*.j2")
    return sorted(str(path.relative_to(FOLDER).with_suffix("")) for path in found)


def values_of(template: str) -> dict[str, frozenset[str]]:
    """Return the names of the values that each block of a template takes."""
    environment = Environment(autoescape=True)
    tree = environment.parse((FOLDER / f"{template}.j2").read_text())
    return {
        block.name: frozenset(find_undeclared_variables(_alone(block, environment)))
        for block in tree.find_all(nodes.Block)
    }


def _alone(block: nodes.Block, environment: Environment) -> nodes.Template:
    alone = nodes.Template(block.body, lineno=1)
    alone.set_environment(environment)
    return alone


def _samples(template: str, value: str) -> tuple[object, ...]:
    known = SAMPLES.get(f"{template}.{value}", SAMPLES.get(value))
    if known is None:
        raise NoSample(
            f"messages/{template}.j2 takes the value {value!r}: write what it may look like "
            f'into SAMPLES of bot/book/samples.py, for example "{value}": ("9am",)'
        )
    return known


def sayings(template: str) -> Iterator[Saying]:
    """Say every block of a template with every combination of its sample values.

    Raises NoSample for a value without one, jinja2's UndefinedError for a wrong use of one.
    """
    for block, taken in values_of(template).items():
        ordered = sorted(taken)
        said: set[str] = set()
        for chosen in product(*(_samples(template, name) for name in ordered)):
            html = say(template, block, **dict(zip(ordered, chosen, strict=True)))
            if html not in said:
                said.add(html)
                yield Saying(template, block, html)
