"""Made-up people, drafts and incidents for the tests of the store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from typing import Any

from models.draft import Draft, View, new_draft
from models.incident import Addition, Incident
from models.site import Site, SiteKind
from models.store.doors import Tx

AMARA, RHYS, MORGAN = 70_001, 70_002, 70_003
WARD = Site("hill", "Made-up Hill Hospital", SiteKind.HOSPITAL, "hill-code", example=True)
WEEK = date(2026, 11, 23)
SHOUTED = Incident(
    week=WEEK,
    band="day",
    witness=False,
    answers={"what": ("shouted", "threatened"), "who": ("x",)},
)

ADDED = Addition(WEEK, "He came back on Tuesday.")


def a_draft(telegram_id: int, now: datetime, **changes: Any) -> Draft:  # noqa: ANN401 - any field
    full = replace(
        new_draft(telegram_id, "report", now),
        revision=4,
        answers={"what": ("shouted", "threatened"), "who": ()},
        view=View(reopened="what", ticking=True, page=1, panel="more"),
        card=12,
        trail=(10, 12),
    )
    return replace(full, **changes)


def run(fn: Callable[..., Any], *args: Any, **options: Any) -> Callable[[Tx], Any]:  # noqa: ANN401
    """Say `run(drafts.load, AMARA)` for a store function and what follows its Tx."""
    return lambda tx: partial(fn, tx, *args, **options)()
