"""Whatever somebody does with a plan and whatever the clock does: never by night, never twice.

Each story is played on a real store, in any zone: time passes in steps and in jumps, plans are
begun, merged, changed, paused, put off, answered and stopped, sending fails, the person moves.
"""

import asyncio
import shutil
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from models.checkin import Prompt, Step
from models.checkin_hours import hours
from models.checkin_plan import Coming, Wish
from models.sealing import Vault
from models.store import checkins, claiming, plans, sendings, weekly
from models.store.doors import Store
from models.tables import prompt
from tests.moment import Moment
from tests.rules.anything import windows, wishes
from tests.store.made import AMARA, EVENINGS, run

APART = timedelta(hours=20)
LEAP_YEAR = datetime(2028, 1, 1, tzinfo=UTC)
AFTER_THE_LAST = timedelta(days=3)
"""The last date, a day for what was put off, a day until the reminder, a day for that."""

steps = st.one_of(
    st.tuples(st.just("pass"), st.integers(1, 72)),
    st.tuples(st.just("pass"), st.integers(1, 72)),
    st.tuples(st.just("jump"), st.integers(1, 40 * 24)),
    st.tuples(st.just("back"), st.integers(1, 3)),
    st.tuples(st.just("save"), wishes()),
    st.tuples(st.just("change"), wishes()),
    st.tuples(st.just("pause"), st.integers(1, 20)),
    st.tuples(st.just("later"), st.integers(0, 200)),
    st.tuples(
        st.sampled_from(
            ["answer", "not_now", "sooner", "resume", "stop", "fail", "weekly", "no_weekly"]
        ),
        st.none(),
    ),
)


@dataclass
class Story:
    """One person, what they did, and when something arrived."""

    store: Store
    clock: Moment
    arrived: list[tuple[datetime, Prompt]] = field(default_factory=list)
    failing: int = 0
    end: datetime | None = None

    async def step(self, verb: str, how: Any) -> None:  # noqa: ANN401 - what the verb needs
        await getattr(self, f"_{verb}")(how)
        await self._see_the_end()
        await self._look()

    async def _pass(self, count: int) -> None:
        for _ in range(count):
            self.clock.forward(timedelta(hours=1))
            await self._look()

    async def _jump(self, count: int) -> None:
        self.clock.forward(timedelta(hours=count))

    async def _back(self, count: int) -> None:
        self.clock.forward(-timedelta(hours=count))

    async def _save(self, wish: Wish) -> None:
        first = await self.store.write(run(plans.save, AMARA, wish))
        again = await self.store.write(run(plans.save, AMARA, wish))
        assert again == first

    async def _change(self, wish: Wish) -> None:
        await self.store.write(run(plans.change, AMARA, wish))

    async def _pause(self, count: int) -> None:
        until = self.clock().date() + timedelta(days=count)
        await self.store.write(run(plans.pause, AMARA, until))

    async def _resume(self, _: None) -> None:
        await self.store.write(run(plans.resume, AMARA))

    async def _later(self, count: int) -> None:
        if self.arrived:
            when = self.clock() + timedelta(hours=count)
            await self.store.write(run(plans.later, AMARA, self.arrived[-1][1].id, when))

    async def _answer(self, _: None) -> None:
        if self.arrived:
            given = (AMARA, self.arrived[-1][1].id, "doing", "hard")
            await self.store.write(run(checkins.answer, *given))

    async def _not_now(self, _: None) -> None:
        if self.arrived:
            await self.store.write(run(plans.not_now, AMARA, self.arrived[-1][1].id))

    async def _sooner(self, _: None) -> None:
        await self.store.write(run(plans.sooner, AMARA))

    async def _stop(self, _: None) -> None:
        await plans.landed(self.store, AMARA)
        await self.store.write(run(plans.stop, AMARA))
        self.end = datetime.min.replace(tzinfo=UTC)

    async def _weekly(self, _: None) -> None:
        await self.store.write(run(weekly.want, AMARA, EVENINGS))

    async def _no_weekly(self, _: None) -> None:
        await weekly.hold(self.store, AMARA)
        await self.store.write(run(weekly.end, AMARA))

    async def _fail(self, _: None) -> None:
        self.failing = 2

    async def _look(self) -> None:
        while (batch := await self.store.write(run(claiming.claim, 5))).looked:
            for each in batch.claimed:
                if self.failing:
                    self.failing -= 1
                    await self.store.write(run(sendings.put_back, [each], None))
                else:
                    await self._arrive(each)

    async def _arrive(self, each: claiming.Claimed) -> None:
        now, plan = self.clock(), await self.store.read(run(plans.of, AMARA))
        wall = now.astimezone(plan.wish.window.tz)
        assert 8 <= wall.hour < 21
        assert wall.hour in hours(plan.wish.window.pattern)
        assert wall.weekday() in plan.wish.window.weekdays
        assert plan.paused_until is None
        if self.arrived:
            assert now - self.arrived[-1][0] >= APART
        if each.prompt.step is Step.THEME:
            assert plan.theme is not None, "the next one is to come, or it was ended"
            assert each.prompt.silent
            assert not each.prompt.reminder
        elif not plan.wish.every and self.end is not None:
            assert now <= self.end + AFTER_THE_LAST
        self.arrived.append((now, each.prompt))
        await self.store.write(run(sendings.sent, [each]))

    async def _see_the_end(self) -> None:
        plan = await self.store.read(run(plans.of, AMARA))
        last: Coming | None = plan.last if plan else None
        if last is not None:
            self.end = max(last.due, self.end or last.due)

    async def check_reminders(self) -> None:
        """Check that none was reminded of twice, and that nothing is left behind."""
        again = [each.id for _, each in self.arrived if each.reminder]
        put_off = len(again) - len(set(again))
        assert put_off == 0 or len(self.arrived) > len(again)
        rows = select(prompt.c.sendings)
        found = await self.store.read(lambda tx: tx.connection.execute(rows).scalars().all())
        assert all(count <= 2 for count in found)


@pytest.fixture
def play(
    migrated_file: Path, tmp_path: Path, vault: Vault
) -> Callable[[list[tuple[str, Any]], int], Coroutine[Any, Any, None]]:
    async def story(acts: list[tuple[str, Any]], start: int) -> None:
        with TemporaryDirectory(dir=tmp_path) as folder:
            url = f"sqlite:///{shutil.copyfile(migrated_file, f'{folder}/story.db')}"
            clock = Moment(LEAP_YEAR + timedelta(hours=start))
            store = Store.open(url, vault, clock)
            told = Story(store, clock)
            try:
                for verb, how in acts:
                    await told.step(verb, how)
                await told.step("pass", 100)
                await told.check_reminders()
            finally:
                await store.close()

    return story


@given(windows().flatmap(wishes), st.lists(steps, max_size=14), st.integers(0, 365 * 24))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_story(
    play: Callable[[list[tuple[str, Any]], int], Coroutine[Any, Any, None]],
    wish: Wish,
    steps: list[tuple[str, Any]],
    start: int,
) -> None:
    asyncio.run(play([("save", wish), *steps], start))
