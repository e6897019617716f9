"""Logging an encounter, from the first screen to what is kept."""

from tests.conversations.phone import Phone

FAST = (
    "It happened to me",
    "Yes",
    "Shouted, swore or insulted",
    "Patient",
    "Ward",
    "This shift",
    "Shaken",
)


async def test_seven_taps_from_home_lead_to_the_review(sam: Phone) -> None:
    await sam.says("/start")
    taps = 0
    for label in FAST:
        await sam.taps(label)
        taps += 1
    assert "I can find it" in sam.labels
    assert taps == 7
    assert "Shouted, swore or insulted" in sam.screen.text


async def test_a_report_that_is_kept_can_be_read_again_and_deleted(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST, "I can find it")
    assert sam.screen.text.startswith(
        "Nobody at work has been told. This is not an official report."
    )
    assert "Finished." in [message.text for message in sam.messages]
    await sam.says("/mine")
    await sam.taps("Week of 23 November 2026")
    assert "Shouted, swore or insulted" in sam.screen.text
    await sam.taps("Delete this report", "Yes, delete it")
    assert "There are none" in sam.screen.text
