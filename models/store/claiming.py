"""Check-ins that are due: claimed by senders in batches, each for a short time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update

from models.checkin import Prompt, Step
from models.checkin_hours import Window
from models.checkin_plan import Coming, moment_after
from models.checkin_sending import Act, Around, Standing, State, decide
from models.sealing import SealBroken
from models.store import quiet
from models.store.doors import Tx
from models.store.plan_rows import (
    CHECK_IN,
    HOUR,
    OPEN,
    add,
    moment,
    place_theme,
    seconds,
    window_of,
)
from models.store.plans import LEASE, forget_over
from models.tables import enrolment, plan, prompt

UNREADABLE = timedelta(hours=1)
"""How long one that no key opens is left alone: its key may come back."""

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A check-in that this sender has in hand, with what is needed to record what came of it.

    before, now: the plan's `last` as it was, and as it is while this is in hand.
    until: when the lease ends; by it whoever has it now is told from whoever had it before.
    """

    prompt: Prompt
    plan: str = field(repr=False)
    window: Window
    sendings: int
    tries: int
    before: int | None
    now: int
    until: int


@dataclass(frozen=True, slots=True)
class Batch:
    """What was claimed, and how many rows were looked at: 0 means that nothing is due."""

    claimed: tuple[Claimed, ...]
    looked: int


def claim(tx: Tx, most: int) -> Batch:
    """Claim check-ins that may be sent now; what may not is put off, skipped or closed."""
    due = select(prompt.c.id).where(prompt.c.next <= int(tx.now.timestamp()))
    due = due.order_by(prompt.c.next).limit(most).with_for_update(skip_locked=True)
    ids = tx.connection.execute(due).scalars().all()
    rows = _with_plans(tx, ids) if ids else []
    claiming = _Claiming(tx, _following(tx, rows))
    for row in rows:
        claiming.take(row)
    claiming.write()
    return Batch(tuple(claiming.claimed), len(ids))


@dataclass(slots=True)
class _Claiming:
    """Decides row by row, and writes it all at the end; `last` is what this batch has sent."""

    tx: Tx
    following: Mapping[str, int]
    last: dict[str, int] = field(default_factory=dict)
    claimed: list[Claimed] = field(default_factory=list)
    later: list[dict[str, Any]] = field(default_factory=list)
    over: dict[State, list[Row[Any]]] = field(default_factory=dict)
    again: list[Row[Any]] = field(default_factory=list)

    def take(self, row: Row[Any]) -> None:
        """Decide what becomes of one row."""
        state = State(row.state)
        if state is State.STOPPED:
            self.over.setdefault(state, []).append(row)
            return
        standing = Standing(
            state, moment(row.due), row.next != row.due, row.sendings, row.step == Step.THEME
        )
        act, at = decide(standing, self._around(row), self.tx.now)
        address = self._address(row) if act is Act.SEND else None
        if act is Act.SEND and address is None:
            act, at = Act.PUT_OFF, self.tx.now + UNREADABLE
        if standing.yields and address is not None and quiet.until(self.tx, address):
            act, address = Act.SKIP, None
        if address is not None:
            self._send(row, address)
        elif act is Act.PUT_OFF:
            back = State.SENT if row.sendings else State.DUE
            self.later.append({"one": row.id, "then": seconds(at), "as": back})
        else:
            end = State.ANSWERED if state is State.ANSWERED else State.SKIPPED
            self.over.setdefault(end, []).append(row)
        first = state is State.DUE and not row.sendings
        if weeks_of(row) and first and act in {Act.SEND, Act.SKIP}:
            self.again.append(row)

    def write(self) -> None:
        """Write what was decided."""
        tx, ids = self.tx, [each.prompt.id for each in self.claimed]
        if ids:
            taken = update(prompt).where(prompt.c.id.in_(ids))
            tx.connection.execute(taken.values(state=State.CLAIMED, next=_until(tx.now)))
            plans = update(plan).where(plan.c.id.in_([each.plan for each in self.claimed]))
            tx.connection.execute(plans.values(last=_hour(tx.now)))
        if self.later:
            tx.connection.execute(_LATER, self.later)
        for state, rows in self.over.items():
            ended = update(prompt).where(prompt.c.id.in_([row.id for row in rows]))
            tx.connection.execute(ended.values(state=state, next=None))
        self._come_again()
        if self.over:
            forget_over(tx, {row.plan for rows in self.over.values() for row in rows})

    def _come_again(self) -> None:
        """Have what comes every so many weeks come again, unless it does: it may be tried anew."""
        plans = {row.plan for row in self.again}
        if not plans:
            return
        query = select(prompt.c.plan, prompt.c.step).where(prompt.c.plan.in_(plans), OPEN)
        here = {(row.plan, row.step) for row in self.tx.connection.execute(query)}
        for row in self.again:
            if (row.plan, row.step) not in here:
                add(self.tx, row.plan, Coming(Step(row.step), _next(row, self.tx.now)))
        for name in {row.plan for row in self.again if row.step == Step.THEME}:
            place_theme(self.tx, name)

    def _around(self, row: Row[Any]) -> Around:
        window, last = window_of(row), self.last.get(row.plan, row.last)
        following = self.following.get(row.plan)
        paused = row.paused_until
        return Around(
            window=window,
            last=None if last is None else moment(last * HOUR),
            following=None if following is None else moment(following),
            opens=datetime.combine(paused, time(), window.tz) if paused else _LONG_AGO,
        )

    def _address(self, row: Row[Any]) -> int | None:
        try:
            return int(
                self.tx.vault.open(plan.name, "sealed_person", row.person, row.sealed_person)
            )
        except SealBroken:
            return None

    def _send(self, row: Row[Any], address: int) -> None:
        now = self.last[row.plan] = _hour(self.tx.now)
        step, window = Step(row.step), window_of(row)
        reminder, silent = bool(row.sendings), row.silent or step is Step.THEME
        day = window.local(self.tx.now).date()
        made = Prompt(address, row.id, step, reminder, silent, bool(row.simple), day)
        so_far = (row.sendings, row.tries, row.last)
        self.claimed.append(Claimed(made, row.plan, window, *so_far, now, _until(self.tx.now)))


def _with_plans(tx: Tx, ids: Iterable[str]) -> list[Row[Any]]:
    """Return them with their plans; one whose plan somebody is changing now is left alone."""
    where = prompt.join(plan, plan.c.id == prompt.c.plan)
    where = where.outerjoin(enrolment, enrolment.c.person == plan.c.person)
    of_plan = [column for column in plan.columns if column.name != "id"]
    query = select(prompt, *of_plan, enrolment.c.simple).select_from(where)
    query = query.where(prompt.c.id.in_(list(ids))).order_by(prompt.c.next, prompt.c.id)
    held = query.with_for_update(of=[plan], skip_locked=True)
    return list(tx.connection.execute(held).all())


def _following(tx: Tx, rows: Iterable[Row[Any]]) -> Mapping[str, int]:
    """Return when the next check-in of a plan is due, for reminders and themes."""
    plans = {row.plan for row in rows if row.sendings or row.step == Step.THEME}
    if not plans:
        return {}
    query = select(prompt.c.plan, func.min(prompt.c.due)).where(prompt.c.plan.in_(plans))
    found = tx.connection.execute(query.where(OPEN, CHECK_IN).group_by(prompt.c.plan)).all()
    return {row[0]: row[1] for row in found}


def weeks_of(row: Row[Any]) -> int:
    """Return after how many weeks this step comes again, 0 for never."""
    return {Step.MOMENT: int(row.every), Step.THEME: 1}.get(Step(row.step), 0)


def _next(row: Row[Any], now: datetime) -> datetime:
    """Return when what comes again does so after now."""
    due = moment(row.due)
    while due <= now:
        due = moment_after(due, weeks_of(row), window_of(row))
    return due


def _until(now: datetime) -> int:
    """Return when a lease ends that begins now."""
    return seconds(now + LEASE)


def _hour(now: datetime) -> int:
    """Return the hour since 1970, rounded up."""
    return -int(-now.timestamp() // HOUR)


_LATER = (
    update(prompt)
    .where(prompt.c.id == bindparam("one"))
    .values(state=bindparam("as"), next=bindparam("then"))
)
