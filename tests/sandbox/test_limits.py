"""The sandbox can keep to Telegram's limits: messages a second, and a few at once in a chat."""

import pytest

from bot.sandbox.call import Call
from bot.sandbox.limits import CHAT_BURST, Limits
from bot.sandbox.refusals import ApiError


class Watch:
    now = 50.0

    def __call__(self) -> float:
        return self.now


def sent(limits: Limits, chat: int, method: str = "sendmessage") -> bool:
    try:
        limits.meet(Call(method, {"chat_id": chat}))
    except ApiError as refused:
        return (refused.code, refused.parameters) != (429, {"retry_after": 1})
    return True


@pytest.fixture
def watch() -> Watch:
    return Watch()


def test_without_a_limit_everything_passes(watch: Watch) -> None:
    limits = Limits(clock=watch)
    assert all(sent(limits, 1) for _ in range(1000))


def test_more_than_a_seconds_worth_at_once_is_refused_and_what_is_even_is_not(
    watch: Watch,
) -> None:
    limits = Limits(30, 1, watch)
    assert sum(sent(limits, chat) for chat in range(100)) == 30
    assert (limits.refused, limits.most) == (70, 30)
    watch.now += 10
    passed = 0
    for chat in range(1000, 1600):
        watch.now += 1 / 30
        passed += sent(limits, chat)
    assert passed == 600


def test_a_chat_has_a_short_burst_and_holds_nobody_else(watch: Watch) -> None:
    limits = Limits(30, 1, watch)
    assert sum(sent(limits, 1) for _ in range(9)) == CHAT_BURST
    assert sent(limits, 2)
    watch.now += 1
    assert sent(limits, 1)


def test_edits_and_answers_to_taps_are_not_counted(watch: Watch) -> None:
    limits = Limits(1, 1, watch)
    assert all(sent(limits, 1, "editmessagetext") for _ in range(50))
    assert all(sent(limits, 1, "answercallbackquery") for _ in range(50))
