"""The screens of each chapter, with examples of what they tell of."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from bot.book import lead_samples
from bot.book.samples import EXTENSION, OUTSIDE
from bot.book.walking import Walk, places
from handlers import copies, hearing, keeping, leads, leaving, mine, more, own_words
from handlers.care import care_screen
from handlers.catalogue import catalogue
from handlers.ending import asking_of, cleared_screen, last_screen
from handlers.home import Seat, home_at
from handlers.place import Place
from handlers.promises import ROOM, promises_screen
from handlers.routes import Shelf
from handlers.site import Sites, site_screen
from handlers.stray import stray_screen
from handlers.support import draw, without_store
from handlers.telling import ending_screen
from handlers.trouble import busy_screen, sorry_screen
from messages.promises import promises
from messages.screen import Screen, viewed
from messages.words import label
from models.asked import Facts, Need
from models.draft import new_draft
from models.incident import Addition, Incident
from models.lead import Lead
from models.packs import Pack
from models.report import Ground, What, Who
from models.route import Kind, Tag
from models.route_file.read import seed_routes
from models.safety import Heard
from models.store.endings import Ending

SITE = EXTENSION
ZONE = "Europe/London"
WORDS, HIDDEN = "Mr Hughes shouted at me.", "[name] shouted at me."
REPORT = Incident(
    date(2026, 11, 23),
    "early",
    witness=False,
    answers={
        "what": ("threat",),
        "who": ("patient",),
        "where": ("ward",),
        "when": ("this_shift",),
    },
    words=HIDDEN,
)
KEPT_LINES = (
    label("kept", "site", site=SITE.name, example=False),
    label("kept", "simple"),
    label("kept", "month", month="November 2026"),
    label("kept", "lead", called="Morgan Moor", places=[SITE.name, OUTSIDE.name]),
    label("kept", "draft", until="9:40am tomorrow"),
    label("kept", "owed", until="9:40am tomorrow"),
)
LEAD = Lead("Morgan Moor", (SITE, OUTSIDE), all_sites=False, may_verify=True)
OWN = (
    lead_samples.WHOLE,
    replace(lead_samples.BARE, id="hill_late", hours="Mo-Fr 23:00-23:30"),
    replace(lead_samples.BARE, id="hill_manager", kind=Kind.MANAGER, tags=frozenset(Tag)),
)
STARTS = (
    Place(),
    Place(need=Need.LASTING),
    Place(logged=True),
    Place(logged=True, facts=Facts(frozenset({What.SEXUAL_ASSAULT}), frozenset({Who.MANAGER}))),
    Place(logged=True, facts=Facts(frozenset({What.HATE}), grounds=frozenset(Ground))),
)
"""From where the routes are walked: at any time, and after logs that change what is shown."""


def zone_of(now: datetime) -> ZoneInfo:
    """Return the zone of a local moment; raises TypeError for one without a named zone."""
    if not isinstance(now.tzinfo, ZoneInfo):
        raise TypeError("a local moment has a zone by name")
    return now.tzinfo


def first(now: datetime) -> Iterator[Screen]:
    """Draw the first screen: new, joined, by an old link, in simple view, with a draft."""
    nobody = Seat(None, simple=False, draft=None)
    begun = replace(new_draft(1, "report", now), answers={"safe": ("yes",)})
    yield home_at(nobody, now)
    yield home_at(replace(nobody, site=SITE), now, "joined")
    yield home_at(nobody, now, "unknown")
    yield home_at(replace(nobody, simple=True), now)
    yield home_at(replace(nobody, site=OUTSIDE, draft=begun), now)


def flow(walk: Walk, name: str) -> Iterator[Screen]:
    """Draw every screen of a flow: without and with own words, and after a sexual thing."""
    start = replace(new_draft(1, name, walk.now), id="example")
    sexual = {"safe": ("yes",), "what": ("sexual_touch",)}
    for begun in (start, replace(start, words=HIDDEN), replace(start, answers=sexual)):
        yield from (screen for _, screen in walk.screens(begun))


def typed_words(now: datetime) -> Iterator[Screen]:
    """Draw what is asked about typed words."""
    draft = new_draft(1, "report", now)
    for before in ("", HIDDEN):
        kept = replace(draft, words=before)
        for shown in (HIDDEN, WORDS):
            asking = own_words.Asking(kept, WORDS, shown)
            yield own_words.check_screen(asking)
            yield own_words.offer_screen(asking)
    asking = own_words.Asking(draft, WORDS, HIDDEN)
    yield own_words.changing_screen(asking)
    long = "x" * 2001
    for to in ("", "example"):
        yield own_words.too_long_screen(own_words.Asking(draft, long, long, to))
    for part in ("lost", "over", "again"):
        yield own_words.plain_screen(part)


def taken_away() -> Iterator[Screen]:
    """Draw what copies there are, and what comes."""
    yield copies.offer_screen("example")
    yield copies.file_screen()
    form = replace(lead_samples.WHOLE, link="https://example.org/form")
    later = tuple(
        Addition(REPORT.week + timedelta(weeks=each), f"{HIDDEN} " * 85) for each in (1, 2)
    )
    for pack in Pack:
        yield copies.paste_screen(REPORT, pack, form)
        yield copies.paste_screen(replace(REPORT, additions=later[:1]), pack, None)
    yield copies.paste_screen(replace(REPORT, additions=later), Pack.FORM, None)
    yield copies.again_screen()


def ends() -> Iterator[Screen]:
    """Draw what the card becomes and the last message, after each choice and in simple view."""
    yield Screen(label("report/finished", "card"))
    for came in ("find", "no_link", "nothing", "discarded", "again"):
        yield last_screen(came, (1, 2), asking_of(None, came, ZONE))
    yield last_screen("find", (1, 2), asking_of(None, "find", ZONE), simple=True)
    for whole in (True, False):
        yield cleared_screen(whole=whole)


def support(now: datetime) -> Iterator[Screen]:
    """Draw the needs, the lists, and each route's card once, with what follows it."""
    shelf = Shelf((*seed_routes(), *OWN), lead_samples.HILL, now)
    cards: set[tuple[str, bool]] = set()

    def shown(place: Place) -> bool:
        return (place.route, bool(place.failed)) in cards

    for start in STARTS:
        for place, screen in places(start, shelf, shown):
            if place.route:
                cards.add((place.route, bool(place.failed)))
            yield screen
    yield viewed(draw(Place(), shelf), simple=True)
    breathing = Place(logged=True, need=Need.BREATHE)
    yield draw(breathing, shelf, next(iter(catalogue().lessons.values())))
    yield draw(Place(need=Need.TALK), Shelf((), None, now))


def danger() -> Iterator[Screen]:
    """Draw the care card, and what is said to a text that speaks of danger."""
    yield care_screen()
    yield care_screen(OUTSIDE.security)
    yield care_screen(SITE.security, internal=True, example=True)
    for each in (Heard.CHECK, Heard.PATIENT, Heard.REPORTED):
        yield hearing.heard_screen(each)
    for part in ("after_safe", "after_else"):
        yield hearing.next_screen(part)


def own_reports() -> Iterator[Screen]:
    """Draw the list, one report, and what is asked before it is deleted."""
    some = mine.Mine(tuple((f"example{each}", REPORT) for each in range(9)), KEPT_LINES)
    yield mine.mine_screen(mine.Mine(()))
    yield mine.mine_screen(mine.Mine((), KEPT_LINES, planned=True))
    yield mine.mine_screen(some)
    yield mine.mine_screen(some, mine.Ask("page", page=1))
    for verb in ("one", "add", "ask"):
        yield mine.mine_screen(some, mine.Ask(verb, "example1"))
    yield mine.mine_screen(some, mine.Ask("all"))
    long = tuple(
        Addition(REPORT.week + timedelta(weeks=each), f"{HIDDEN} " * 85) for each in (1, 2)
    )
    added = mine.Mine((("example1", replace(REPORT, additions=long)),))
    for page in (0, 1):
        yield mine.mine_screen(added, mine.Ask("one", "example1", page))


def kept() -> Iterator[Screen]:
    """Draw what else there is: the site, privacy, and leaving."""
    yield more.more_screen(None)
    for may_verify in (False, True):
        yield more.more_screen(replace(LEAD, may_verify=may_verify))
    yield more.privacy_screen("Example Trust", "privacy@example.org")
    for page in range(ceil(len(promises()) / ROOM)):
        yield promises_screen(page)
    for own in (None, SITE):
        yield site_screen(Sites(own, (OUTSIDE,) * 9))
    yield site_screen(Sites(None, ()))
    for kind in ("reports", "enrolments"):
        yield ending_screen([Ending(1, kind, REPORT.week, "example")])
    for reports in (0, 1, 3):
        yield leaving.stop_screen(leaving.Leaves(reports, KEPT_LINES[:reports], days=30))
    yield leaving.stopped_screen()


def for_leads() -> Iterator[Screen]:
    """Draw becoming a lead, and looking after routes."""
    for all_sites in (False, True):
        for verify in (False, True):
            lead = replace(LEAD, all_sites=all_sites, may_verify=verify)
            yield leads.invitation_screen(lead, "example")
            yield leads.welcome_screen(lead)
    yield leads.answered_screen("no", None)
    yield leads.not_open_screen()
    theirs = keeping.KeptRoutes(lead_samples.KEPT * 2)
    for shown in (None, keeping.KeptRoutes(()), theirs):
        yield keeping.keeping_screen(shown)
    for each in lead_samples.KEPT:
        yield keeping.keeping_screen(replace(theirs, open=each))
    yield keeping.keeping_screen(replace(theirs, open=lead_samples.KEPT[0], done="wrong"))


def trouble() -> Iterator[Screen]:
    """Draw what is shown when we fail, and for what nobody asked for."""
    yield busy_screen()
    yield sorry_screen("K7P2QX")
    yield without_store(Place())
    for waiting in (False, True):
        for part in ("text", "number", "kept_there"):
            yield stray_screen(waiting=waiting, part=part)
    yield Screen(label("groups", "text"))
