"""/privacy leads to every promise, a page at a time, and back."""

from tests.conversations.phone import Phone

MORE, BACK = "Show more", "Back"


async def test_privacy_leads_through_all_promises_and_back(sam: Phone) -> None:
    await sam.says("/privacy")
    await sam.taps("Show all promises")
    assert "Handrail tells nobody at work" in sam.screen.text
    pages = 1
    while MORE in sam.labels:
        await sam.taps(MORE)
        pages += 1
    assert pages > 1
    assert "In a group Handrail says one line" in sam.screen.text
    await sam.taps(*[BACK] * pages)
    assert "is responsible for Handrail" in sam.screen.text


async def test_a_forged_page_is_the_last_one(sam: Phone) -> None:
    await sam.says("/privacy")
    for forged in ("promises:999999", "promises:-1", "promises:٣", "promises::::"):
        await sam.forges(forged)
        assert "What we promise" in sam.screen.text
