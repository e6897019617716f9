"""Each chat in order, chats side by side, and nobody takes every slot."""

import asyncio
from collections.abc import Callable

from telegram import Chat, Message, Update, User

from bot.processor import SUPPORT_WAITS, Lanes, chat_of
from tests.intake.shapes import message_update, tap_update


class Kitchen:
    """Work that starts, notes itself, and ends when it is let go."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.gates: dict[str, asyncio.Event] = {}

    async def work(self, name: str) -> None:
        self.begun.append(name)
        await self.gates.setdefault(name, asyncio.Event()).wait()
        self.ended.append(name)

    def let_go(self, *names: str) -> None:
        for name in names:
            self.gates.setdefault(name, asyncio.Event()).set()


async def settle() -> None:
    """Let everything that can run, run."""
    for _ in range(20):
        await asyncio.sleep(0)


def start(
    group: asyncio.TaskGroup, lanes: Lanes, kitchen: Kitchen, chat: int, name: str
) -> asyncio.Task[None]:
    update = message_update(1, chat, name)
    return group.create_task(lanes.process_update(update, kitchen.work(name)))


async def test_a_chat_is_handled_in_the_order_it_came() -> None:
    lanes, kitchen = Lanes(4), Kitchen()
    async with asyncio.TaskGroup() as group:
        for name in ("first", "second", "third"):
            start(group, lanes, kitchen, 7, name)
        await settle()
        assert kitchen.begun == ["first"]
        kitchen.let_go("second", "third")
        await settle()
        assert kitchen.begun == ["first"]
        kitchen.let_go("first")
    assert kitchen.ended == ["first", "second", "third"]


async def test_chats_are_handled_side_by_side() -> None:
    lanes, kitchen = Lanes(4), Kitchen()
    async with asyncio.TaskGroup() as group:
        start(group, lanes, kitchen, 7, "slow")
        start(group, lanes, kitchen, 8, "quick")
        kitchen.let_go("quick")
        await settle()
        assert kitchen.ended == ["quick"]
        kitchen.let_go("slow")


async def test_no_more_than_the_slots_run_at_once() -> None:
    lanes, kitchen = Lanes(2), Kitchen()
    async with asyncio.TaskGroup() as group:
        for chat in range(5):
            start(group, lanes, kitchen, chat, str(chat))
        await settle()
        assert len(kitchen.begun) == 2
        kitchen.let_go(*map(str, range(5)))
    assert len(kitchen.ended) == 5


async def test_a_chat_that_floods_leaves_the_other_slots_free() -> None:
    lanes, kitchen = Lanes(2), Kitchen()
    async with asyncio.TaskGroup() as group:
        flood = [f"flood {number}" for number in range(500)]
        for name in flood:
            start(group, lanes, kitchen, 7, name)
        start(group, lanes, kitchen, 8, "somebody else")
        kitchen.let_go("somebody else")
        await settle()
        assert kitchen.ended == ["somebody else"]
        kitchen.let_go(*flood)


async def test_an_idle_lane_is_forgotten() -> None:
    lanes, kitchen = Lanes(4), Kitchen()
    async with asyncio.TaskGroup() as group:
        for chat in range(10):
            start(group, lanes, kitchen, chat, str(chat))
        await settle()
        assert lanes.open_lanes == 10
        kitchen.let_go(*map(str, range(10)))
    assert lanes.open_lanes == 0


async def test_an_update_given_up_while_it_waits_frees_its_lane_without_complaint() -> None:
    lanes, kitchen = Lanes(4), Kitchen()
    async with asyncio.TaskGroup() as group:
        start(group, lanes, kitchen, 7, "first")
        waiting = start(group, lanes, kitchen, 7, "second")
        await settle()
        waiting.cancel()
        await settle()
        kitchen.let_go("first", "third")
        await start(group, lanes, kitchen, 7, "third")
    assert kitchen.ended == ["first", "third"]
    assert lanes.open_lanes == 0


async def test_work_that_fails_frees_its_lane() -> None:
    lanes = Lanes(1)

    async def fails() -> None:
        raise ValueError

    outcome = await asyncio.gather(
        lanes.process_update(message_update(1, 7, "x"), fails()), return_exceptions=True
    )
    assert isinstance(outcome[0], ValueError)
    assert lanes.open_lanes == 0
    async with asyncio.timeout(60):
        await lanes.process_update(message_update(2, 7, "y"), settle())


async def test_a_call_for_help_waits_neither_for_its_chat_nor_for_a_slot() -> None:
    lanes, kitchen = Lanes(1), Kitchen()
    async with asyncio.TaskGroup() as group:
        start(group, lanes, kitchen, 7, "stuck")
        start(group, lanes, kitchen, 7, "/help")
        start(group, lanes, kitchen, 8, "/help me")
        kitchen.let_go("/help", "/help me")
        await settle()
        assert kitchen.ended == ["/help", "/help me"]
        kitchen.let_go("stuck")


async def test_a_turn_is_held_without_a_slot() -> None:
    lanes, kitchen = Lanes(1), Kitchen()
    kitchen.let_go("quick")
    async with asyncio.TaskGroup() as group, lanes.turn(message_update(1, 7, "waits")):
        await start(group, lanes, kitchen, 8, "quick")
        behind = start(group, lanes, kitchen, 7, "behind")
        await settle()
        assert kitchen.begun == ["quick"]
        kitchen.let_go("behind")
    assert behind.done()


def test_a_message_and_a_tap_of_one_person_share_a_lane() -> None:
    assert chat_of(message_update(1, 7, "x")) == chat_of(tap_update(2, 7, "y")) == 7


def test_updates_without_a_chat_share_one_lane() -> None:
    without: Callable[[int], Update] = Update
    assert chat_of(without(1)) is None
    assert chat_of(without(2)) is None
    assert chat_of("no update") is None


def test_a_group_is_one_lane_whoever_speaks() -> None:
    group = Chat(-5, Chat.GROUP)
    when = message_update(1, 1, "x").message
    assert when is not None
    spoken = [
        Update(one, Message(one, when.date, group, from_user=User(one, "N", is_bot=False)))
        for one in (1, 2)
    ]
    assert {chat_of(update) for update in spoken} == {-5}


async def test_support_waits_a_little_behind_its_own_chat_and_then_goes_on() -> None:
    lanes, kitchen = Lanes(1), Kitchen()
    loop = asyncio.get_running_loop()
    async with asyncio.TaskGroup() as group:
        start(group, lanes, kitchen, 7, "stuck")
        await settle()
        began = loop.time()
        asked = [tap_update(2, 7, data) for data in ("home:support", "s:talk", "a:police:1")]
        asked.append(message_update(5, 7, "/support"))
        kitchen.let_go("support")
        support = [lanes.process_update(update, kitchen.work("support")) for update in asked]
        waiting = [group.create_task(each) for each in support]
        start(group, lanes, kitchen, 7, "after")
        await asyncio.wait(waiting)
        assert SUPPORT_WAITS <= loop.time() - began < 4 * SUPPORT_WAITS
        assert kitchen.begun[0] == "stuck"
        assert "after" not in kitchen.begun
        kitchen.let_go("stuck", "after")
    assert kitchen.ended[-2:] == ["stuck", "after"]
    assert lanes.open_lanes == 0


async def test_support_keeps_its_turn_while_nothing_is_stuck() -> None:
    lanes, kitchen = Lanes(4), Kitchen()
    async with asyncio.TaskGroup() as group:
        start(group, lanes, kitchen, 7, "first")
        update = tap_update(2, 7, "s:talk")
        group.create_task(lanes.process_update(update, kitchen.work("s:talk")))
        await settle()
        assert kitchen.begun == ["first"]
        kitchen.let_go("first", "s:talk")
    assert kitchen.ended == ["first", "s:talk"]
