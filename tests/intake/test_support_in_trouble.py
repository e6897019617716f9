"""The store is down and a chat is stuck behind a tap: support is answered all the same."""

from tests.intake.desk import Desk
from tests.intake.polled import running

WHY = "a database that is not answering just now."


async def test_support_is_answered_behind_an_update_that_waits_for_the_store(desk: Desk) -> None:
    sam = desk.world.person("Sam")
    async with running(desk):
        await desk.world.send(sam, "/start")
        await desk.until(lambda: not desk.pending())
        await desk.store.close()
        await desk.world.send(sam, "/mine")
        await desk.until(lambda: len(desk.heard(sam)) == 2)  # it says that it cannot save now
        await desk.world.send(sam, "/support")
        await desk.until(lambda: any(WHY in said for said in desk.heard(sam)))
    assert desk.handled == ["/start", "/support"]
    (care,) = [said for said in desk.heard(sam) if WHY in said]
    assert all(number in care for number in ("999", "111", "116 123", "85258"))
