"""The offset never passes an update that was not handled, whatever Telegram shows."""

from hypothesis import given
from hypothesis import strategies as st
from telegram import Update

from bot.intake.window import Window


def shown(*ids: int) -> list[Update]:
    return [Update(one) for one in ids]


def ids(updates: list[Update]) -> list[int]:
    return [update.update_id for update in updates]


def test_at_first_telegram_is_asked_for_whatever_it_holds() -> None:
    assert Window().ask() is None


def test_the_offset_waits_for_the_lowest_and_then_passes_all_that_are_done() -> None:
    window = Window()
    assert ids(window.fresh(shown(5, 6, 7))) == [5, 6, 7]
    window.finish(6)
    window.finish(7)
    assert window.ask() == 5
    window.finish(5)
    assert window.ask() == 8


def test_what_is_in_hand_or_done_is_not_taken_twice() -> None:
    window = Window()
    window.fresh(shown(5, 6))
    window.finish(6)
    window.ask()
    assert ids(window.fresh(shown(5, 6, 7))) == [7]


def test_an_update_done_while_telegram_was_asked_is_still_known_in_the_answer() -> None:
    window = Window()
    window.fresh(shown(5))
    window.ask()
    window.finish(5)
    assert window.fresh(shown(5)) == []


def test_lower_ids_after_a_quiet_week_are_taken() -> None:
    window = Window()
    window.fresh(shown(900))
    window.finish(900)
    assert window.ask() == 901
    assert ids(window.fresh(shown(12, 13))) == [12, 13]
    assert window.ask() == 12


def test_an_update_that_comes_again_is_handled_again_and_the_offset_finds_its_way_back() -> None:
    window = Window()
    window.fresh(shown(10, 11))
    window.finish(11)
    window.ask()
    assert ids(window.fresh(shown(5, 10, 11))) == [5]
    window.finish(5)
    window.finish(10)
    assert window.ask() == 12


@given(st.data())
def test_no_order_of_arrivals_and_ends_confirms_what_is_not_done(data: st.DataObject) -> None:
    """Plays Telegram: 10 at a time from the offset on; what is below the offset is forgotten."""
    window, pending, done = Window(), list(range(100, 140)), set[int]()
    in_hand: list[int] = []
    for _ in range(60):
        offset = window.ask() or 0
        assert {one for one in pending if one < offset} <= done
        pending = [one for one in pending if one >= offset]
        taken = ids(window.fresh(shown(*pending[:10])))
        assert not done & set(taken)
        in_hand += taken
        for _ in range(data.draw(st.integers(0, len(in_hand)))):
            ended = in_hand.pop(data.draw(st.integers(0, len(in_hand) - 1)))
            window.finish(ended)
            done.add(ended)
    for ended in in_hand:
        window.finish(ended)
