"""The pace: even, never more than allowed in a second, answers first, a chat at a time."""

import asyncio
from bisect import bisect_left

import pytest

from bot.pace import BURST, HEADROOM, IS_PROMPT, Pace


class Stopwatch:
    """A clock that moves when somebody sleeps by it."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds + 1e-6  # a sleep is never shorter than asked for


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Stopwatch:
    made = Stopwatch()
    monkeypatch.setattr("bot.pace.asyncio.sleep", made.sleep)
    return made


def fullest(times: list[float]) -> int:
    """Return the most that left in any one second."""
    return max(bisect_left(times, first + 1) - place for place, first in enumerate(times))


@pytest.mark.parametrize("rate", [1.0, 30.0, 1500.0])
async def test_what_leaves_is_even_and_uses_nearly_all_that_is_allowed(
    watch: Stopwatch, rate: float
) -> None:
    pace, times = Pace(rate, 1.0, watch), []
    for chat in range(int(rate * 20)):
        assert await pace.prompt(chat)
        times.append(watch.now)
    assert fullest(times) <= rate
    if rate > 1:
        assert (len(times) - 1) / (times[-1] - times[0]) > 0.97 * rate


async def test_what_a_busy_machine_has_missed_is_made_up_for_within_the_limit(
    watch: Stopwatch,
) -> None:
    pace, times = Pace(30.0, 1.0, watch), []
    for chat in range(600):
        assert await pace.prompt(chat)
        times.append(watch.now)
        if chat % 40 == 0:
            watch.now += 0.2
    assert fullest(times) <= 30
    assert (len(times) - 1) / (times[-1] - times[0]) > 0.97 * 30


async def test_after_a_long_rest_nothing_is_made_up_for(watch: Stopwatch) -> None:
    pace, times = Pace(30.0, 1.0, watch), []
    await pace.prompt(0)
    watch.now += 60
    for chat in range(1, 60):
        await pace.prompt(chat)
        times.append(watch.now)
    assert times[30] - times[0] > 0.7


async def test_an_answer_that_waits_is_before_every_check_in() -> None:
    pace, order = Pace(20.0, 0.0), []

    async def answer(chat: int) -> None:
        await pace.answer(chat)
        order.append("answer")

    async def prompts() -> None:
        for chat in range(12):
            await pace.prompt(chat)
            order.append("prompt")

    async with asyncio.TaskGroup() as group:
        group.create_task(prompts())
        for chat in range(8):
            group.create_task(answer(chat))
    first = order.index("answer")
    assert order[first : first + 8] == ["answer"] * 8
    assert order.count("prompt") == 12
    assert order[-1] == "prompt"


async def test_a_chat_may_be_answered_a_few_times_at_once_then_once_a_second(
    watch: Stopwatch,
) -> None:
    pace, times = Pace(30.0, 1.0, watch), []
    for _ in range(BURST + 3):
        await pace.answer(7)
        times.append(watch.now)
    assert times[BURST - 1] - times[0] < 0.2
    assert times[-1] - times[BURST - 1] >= 2.5


async def test_no_check_in_is_sent_into_a_chat_that_was_just_written_to(watch: Stopwatch) -> None:
    pace = Pace(30.0, 1.0, watch)
    await pace.answer(7)
    assert not await pace.prompt(7)
    assert await pace.prompt(8)
    watch.now += 1
    assert await pace.prompt(7)


async def test_without_a_limit_nobody_waits(watch: Stopwatch) -> None:
    pace = Pace()
    for _ in range(1000):
        await pace.answer(7)
        assert await pace.prompt(7)
    assert watch.now == 100.0


async def test_answers_are_counted_for_the_others_and_a_check_in_is_not_one(
    watch: Stopwatch,
) -> None:
    pace = Pace(30.0, 1.0, watch)
    for chat in range(3):
        await pace.answer(chat)
    assert (pace.taken(), pace.taken()) == (3, 0)
    IS_PROMPT.set(True)
    await pace.answer(9)
    assert pace.taken() == 0
    assert pace.per_second == 30.0 * HEADROOM


async def test_chats_of_earlier_seconds_are_forgotten(
    watch: Stopwatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.pace.MANY", 50)
    pace = Pace(1000.0, 1.0, watch)
    for chat in range(5000):
        await pace.prompt(chat)
        watch.now += 0.1
    assert len(pace._chats) <= 50
