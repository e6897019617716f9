"""The store is down and a chat is stuck behind a tap: support is answered all the same."""

from tests.intake.hall import Hall
from tests.intake.polled import running

WHY = "a database that is not answering just now."


async def test_support_is_answered_behind_an_update_that_waits_for_the_store(hall: Hall) -> None:
    sam = hall.world.person("Sam")
    async with running(hall):
        await hall.world.send(sam, "/start")
        await hall.until(lambda: not hall.pending())
        await hall.store.close()
        await hall.world.send(sam, "/mine")
        await hall.until(lambda: len(hall.heard(sam)) == 2)  # it says that it cannot save now
        await hall.world.send(sam, "/support")
        await hall.until(lambda: any(WHY in said for said in hall.heard(sam)))
    assert hall.handled == ["/start", "/support"]
    (care,) = [said for said in hall.heard(sam) if WHY in said]
    assert all(number in care for number in ("999", "111", "116 123", "85258"))
