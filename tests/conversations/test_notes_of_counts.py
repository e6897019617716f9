"""A line that new counts are posted, for leads who want it; and counts that did not arrive."""

from datetime import timedelta

from messages.words import label
from tests.conversations.lead_view import figures, lead_with
from tests.conversations.phone import House
from tests.guards.language import lock_screen_safe


async def test_a_note_comes_once_with_the_next_release_if_it_is_wanted(house: House) -> None:
    morgan = await lead_with(house)
    await morgan.taps("Let me know of new counts")
    assert morgan.toast == label("counts", "noted")
    assert "Do not let me know" in morgan.labels
    await house.forward(timedelta(hours=1))
    assert "New counts are posted." not in str([m.text for m in morgan.messages])
    await house.forward(timedelta(weeks=4))
    await house.forward(timedelta(minutes=1))
    notes = [m for m in morgan.messages if m.text == "New counts are posted."]
    assert len(notes) == 1
    assert notes[0].silent
    assert lock_screen_safe(notes[0].text)
    await morgan.taps("See the counts")
    assert "26 October to 22 November 2026" in morgan.screen.text
    await morgan.taps("Do not let me know")
    assert morgan.toast == label("counts", "not_noted")
    await house.forward(timedelta(weeks=8))
    assert not [m for m in morgan.messages if m.text == "New counts are posted."]


async def test_no_note_comes_while_notes_stay_quiet(house: House) -> None:
    morgan = await lead_with(house)
    await morgan.taps("Let me know of new counts")
    await morgan.says("/help")
    await house.forward(timedelta(weeks=1))
    await house.forward(timedelta(minutes=1))
    await morgan.says("/counts")
    assert "26 October to 22 November 2026" in morgan.screen.text
    assert not [m for m in morgan.messages if m.text == "New counts are posted."]


async def test_counts_that_did_not_arrive_are_owed_without_a_figure(house: House) -> None:
    morgan = await lead_with(house)
    house.world.faults.next(method="sendMessage", status=500)
    await morgan.says("/counts")
    await house.forward(timedelta(minutes=1))
    owed = morgan.shows("Your counts did not arrive.")
    assert not figures(owed.text)
    await morgan.taps("See the counts")
    assert "What has changed" in morgan.screen.text
