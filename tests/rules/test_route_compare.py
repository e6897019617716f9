"""What a file of routes would change, field by field; the later look at the same facts counts."""

from dataclasses import replace
from datetime import date

from models.route import Status, TextLine
from models.route_file.compare import compare
from models.route_file.read import seed_routes
from tests.rules.stock import PERFECT

KNOWN = replace(PERFECT, verified_by="Sam")


def test_a_file_that_says_nothing_new_changes_nothing() -> None:
    found = compare(seed_routes(), seed_routes())
    assert (found.added, found.changed, found.same) == ((), (), len(seed_routes()))


def test_the_later_look_at_the_same_facts_counts() -> None:
    looked = replace(KNOWN, verified=date(2027, 1, 5), verified_by="Kim")
    assert compare([looked], [KNOWN]).routes == ()
    assert compare([KNOWN], [looked]).routes == (looked,)
    moved = replace(KNOWN, phone="020 7946 0124")
    assert compare([looked], [moved]).routes == (moved,)
    closed = replace(KNOWN, status=Status.CLOSED)
    assert compare([looked], [closed]).routes == (closed,)
    waiting = replace(KNOWN, status=Status.VERIFY, verified=None, verified_by="")
    assert compare([KNOWN], [waiting]).routes == ()


def test_a_change_is_told_field_by_field() -> None:
    changed = replace(KNOWN, hours="", text=TextLine("85258", "SHOUT"))
    (change,) = compare([KNOWN], [changed]).changed
    assert change.keys == (
        ("text", "", '{number: "85258", word: SHOUT}'),
        ("hours", '"24/7"', ""),
    )
