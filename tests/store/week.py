"""A week with one report: who files it can be swapped, and nothing else differs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from itertools import count

import pytest
from sqlalchemy import insert, select

from models.draft import Draft
from models.incident import Incident
from models.sealing import Vault
from models.store import (
    drafts,
    enrolments,
    incidents,
    owed,
    plan_rows,
    plans,
    sites,
    sums,
    updates,
)
from models.store.doors import Store, Tx
from models.tables import draft, draft_words, incident, parked
from tests.moment import Moment
from tests.store.made import (
    AMARA,
    MORGAN,
    RHYS,
    SHOUTED,
    WARD,
    WISH,
    a_draft,
    looked_after,
    run,
)

SAM = 70_004
"""Has a draft open all night."""
EVERYONE = (AMARA, RHYS, MORGAN, SAM)
WEEK = date(2026, 11, 30)
EVENING = datetime(2026, 11, 30, 23, 40, tzinfo=UTC)
"""A Monday that is the last of its month: whoever acts after midnight is noted for December."""
WORDS = "A man threw a cup at the desk."
"""Everybody has typed own words, and the filer's draft held them until the choice."""
SHIFTS = {AMARA: 1, RHYS: 2, MORGAN: 0}
File = Callable[[Tx, Incident], None]


@dataclass(slots=True)
class Week:
    """Plays the week through the store's functions, in the transactions that the bot makes."""

    store: Store
    clock: Moment
    filer: int
    file: File = incidents.park
    number: int = 0
    traces: list[bytes] = field(default_factory=list)
    """What the filer's and the others' rows held before they were erased."""

    async def evening(self) -> None:
        """Everybody joins, everybody drafts, one files, two discard, Sam leaves it open."""
        self.clock.now = EVENING
        await self.store.write(run(sites.add, WARD))
        for person in EVERYONE:
            await self._update(person, run(enrolments.join, person, WARD.id))
            await self._update(person, run(looked_after, person))
        for revision in range(3):
            for person in EVERYONE:
                await self._update(person, run(drafts.keep_worded, self._draft(person, revision)))
        self.clock.forward(timedelta(minutes=30))
        await self._trace()
        for person in EVERYONE[:3]:
            await self._end(person)
            # Nobody's last screen arrived, and what is owed tells what they chose.
            choice = "filed" if person == self.filer else "discarded"
            await self.store.write(run(owed.owe, person, choice))
            # Everybody wishes for check-ins then: the filer's are shifted, the others' begin on
            # as many other days.
            wish = replace(WISH, shift=SHIFTS[person])
            await self._update(person, run(plans.save, person, wish))
        await self._trace()

    async def night(self) -> None:
        """What the ticker does: count answers, move what is parked, then tidy."""

        def move(tx: Tx) -> None:
            sums.count_answers(tx)
            incidents.move_parked(tx)

        await self.store.write(move)
        await self.store.renew()
        await self.store.tidy()

    async def _end(self, person: int) -> None:
        def end(tx: Tx) -> None:
            drafts.erase(tx, person)
            if person == self.filer:
                self.file(tx, replace(SHOUTED, week=WEEK, words=WORDS))

        await self._update(person, end)

    async def _update(self, person: int, turn: Callable[[Tx], object]) -> None:
        self.number += 1

        def once(tx: Tx) -> None:
            updates.first_time(tx, self.number)
            enrolments.touch(tx, person)
            turn(tx)

        await self.store.write(once)

    def _draft(self, person: int, revision: int) -> Draft:
        name = f"draft{person % 1000:03}"
        return a_draft(person, self.clock(), id=name, revision=revision, words=WORDS)

    async def _trace(self) -> None:
        self.traces += await self.store.read(_held)


def _held(tx: Tx) -> list[bytes]:
    columns = (draft.c.sealed, draft_words.c.sealed, parked.c.sealed, parked.c.id)
    found = [tx.connection.scalars(select(column)).all() for column in columns]
    flat = [each for column in found for each in column]
    return [each.encode() if isinstance(each, str) else each for each in flat]


def straight_away(tx: Tx, report: Incident) -> None:
    """File without parking: what a simpler program would do, and a test must catch."""
    row = {"id": "straightaway0000", "week": report.week, "witness": report.witness}
    tx.connection.execute(insert(incident).values(row))


@contextmanager
def without_chance() -> Iterator[None]:
    """Have the random ids of plans and check-ins be the same in every week that is played."""
    names = (sha256(str(number).encode()).hexdigest()[:16] for number in count())
    with pytest.MonkeyPatch.context() as patch:
        for module in (plans, plan_rows):
            patch.setattr(module, "fresh", names.__next__)
        yield


def names_of(vault: Vault) -> dict[bytes, str]:
    """Return who stands behind each hash: with the keys, ids and updates can be tried out."""
    people = {vault.person(person): f"person {person}" for person in EVERYONE}
    return people | {vault.mark("update", str(n)): f"update {n}" for n in range(100)}


async def left_alone(_store: Store) -> None:
    """Leave SQLite's log as it is, as a simpler program would."""
