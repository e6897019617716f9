"""Made-up people, drafts and incidents for the tests of the store."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import select, update

from models.checkin import Step
from models.checkin_hours import EVERY_DAY, Pattern, Window
from models.checkin_plan import Wish, proposed
from models.checkin_sending import State
from models.draft import Draft, View, new_draft
from models.incident import Addition, Incident
from models.lead import LINK, Lead
from models.practice import Worth
from models.report import Role
from models.site import Site, SiteKind
from models.skill import Theme
from models.store import (
    checkins,
    leads,
    plans,
    quiet,
)
from models.store.doors import Tx
from models.store.ratings import Counted
from models.tables import check_in_sum, plan, prompt

MakeUrl = Callable[[], str]
"""Makes one more database, and returns where it is."""
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


EVENINGS = Window(18, Pattern.DAYS, EVERY_DAY, "Europe/London")
WISH = Wish(EVENINGS, proposed(None))


def first_prompt(tx: Tx, telegram_id: int, step: Step = Step.NEXT_DAY) -> str:
    """Return the id of the first check-in of a step that a person's plan holds."""
    theirs = plan.c.person.in_(tx.vault.persons(telegram_id))
    query = select(prompt.c.id).join(plan, plan.c.id == prompt.c.plan)
    query = query.where(theirs, prompt.c.step == step).order_by(prompt.c.due)
    return str(tx.connection.execute(query).scalars().first())


def arrived(tx: Tx, telegram_id: int, step: Step = Step.NEXT_DAY) -> str:
    """Have a check-in of the plan have been sent, and return its id."""
    one = first_prompt(tx, telegram_id, step)
    sent = update(prompt).where(prompt.c.id == one)
    tx.connection.execute(sent.values(state=State.SENT, sendings=1))
    return one


def looked_after(tx: Tx, telegram_id: int) -> None:
    """Give a person a plan, an answer to its first check-in, and a quiet date."""
    plans.save(tx, telegram_id, WISH)
    one = arrived(tx, telegram_id)
    checkins.answer(tx, telegram_id, one, "doing", "hard")
    quiet.hush(tx, telegram_id, tx.now.date() + timedelta(days=14))


def be_a_lead(person: int, tx: Tx) -> None:
    everywhere = Lead("Made-up Morgan", (), all_sites=True, may_verify=True)
    code = leads.invite(tx, everywhere, 7).code
    assert leads.accept(tx, person, code.removeprefix(LINK))


THEME = Theme.CALMING
RATED = Counted(WEEK, THEME, Role.NURSE, 3, 6, Worth.YES)


def summed(tx: Tx) -> dict[tuple[str, ...], int]:
    """Return the sums of answers, as the nights have added them up."""
    rows = tx.connection.execute(select(check_in_sum)).all()
    return {tuple(row)[:-1]: int(row[-1]) for row in rows}
