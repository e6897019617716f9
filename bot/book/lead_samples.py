"""What a route may look like to the lead who looks after it: whole, bare, not checked, closed."""

from dataclasses import replace
from datetime import date

from handlers.keeping import Kept
from models.route import Kind, Route, Status, Tag, TextLine
from models.site import Site, SiteKind

HILL = Site("hill", "Hill Hospital", SiteKind.HOSPITAL, "hill-code")
WHOLE = Route(
    id="hill_desk",
    name="Hill Desk",
    purpose="Ask here about anything.",
    tags=frozenset({Tag.TALK}),
    kind=Kind.COUNSELLING,
    phone="5501",
    internal=True,
    text=TextLine("88247", "Hill"),
    email="desk@example.org",
    link="https://example.org",
    hours="24/7",
    site="hill",
    status=Status.ACTIVE,
    verified=date(2026, 11, 3),
    verified_by="Morgan Moor",
)
BARE = replace(
    WHOLE, phone="01632 960 130", internal=False, text=None, email="", link="", hours=""
)
NEW = replace(WHOLE, text=TextLine("88247"), status=Status.VERIFY, verified=None, verified_by="")
CLOSED = replace(BARE, status=Status.CLOSED)
KEPT = (
    Kept(WHOLE, HILL),
    Kept(BARE, replace(HILL, example=True)),
    Kept(NEW, HILL),
    Kept(CLOSED, HILL),
)
