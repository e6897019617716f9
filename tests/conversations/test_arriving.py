"""The first screen, joining a site, changing it, leaving."""

from models.store import enrolments, sites
from tests.conversations.made import with_sites
from tests.conversations.phone import House, Phone, words_of


async def site_of(phone: Phone) -> str | None:
    store, person = phone.house.store, phone.person.id
    enrolment = await store.read(lambda tx: enrolments.of(tx, person))
    return enrolment.site.id if enrolment and enrolment.site else None


async def test_the_first_screen_has_at_most_60_words_and_says_that_nobody_reads(
    sam: Phone,
) -> None:
    await sam.says("/start")
    assert words_of(sam.screen.text) <= 60
    assert "Nobody is reading" in sam.screen.text
    begin = ["It happened to me", "I saw it happen", "Support", "Need help now", "More"]
    assert sam.labels[:5] == begin
    assert "Simple view" in sam.labels


async def test_a_join_link_enrols_and_arriving_without_one_stores_nothing(
    house: House, sam: Phone
) -> None:
    await with_sites(house)
    await sam.says("/start")
    assert await house.store.read(lambda tx: enrolments.of(tx, sam.person.id)) is None
    await sam.says("/start hill-code")
    assert "You joined Made-up Hill" in sam.screen.text
    assert words_of(sam.screen.text) <= 60
    assert await site_of(sam) == "hill"


async def test_an_unknown_or_closed_link_says_so_and_everything_else_works(
    house: House, sam: Phone
) -> None:
    await with_sites(house)
    await house.store.write(lambda tx: sites.close(tx, "vale"))
    for code in ("nonsense", "vale-code", "'; drop table site; --"):
        await sam.says(f"/start {code}")
        assert "That link is not open" in sam.screen.text
    assert await site_of(sam) is None


async def test_the_site_can_be_changed_and_left(house: House, sam: Phone) -> None:
    await with_sites(house)
    await sam.says("/site")
    await sam.taps("Made-up Vale")
    assert await site_of(sam) == "vale"
    await sam.taps("Made-up Hill")
    assert await site_of(sam) == "hill"
    await sam.taps("Leave this site")
    assert await site_of(sam) is None


async def test_a_closed_site_cannot_be_joined_by_a_forged_button(house: House, sam: Phone) -> None:
    await with_sites(house)
    await house.store.write(lambda tx: sites.close(tx, "vale"))
    await sam.says("/site")
    for forged in ("site:join:vale", "site:join:nowhere", "site:page:999", "site:page:-1"):
        await sam.forges(forged)
    assert await site_of(sam) is None


async def test_stop_says_what_goes_and_what_stays_then_erases(house: House, sam: Phone) -> None:
    await with_sites(house)
    await sam.says("/start hill-code")
    await sam.says("/stop")
    assert "What goes" in sam.screen.text
    assert "What stays" in sam.screen.text
    await sam.taps("Yes, erase it all")
    assert "All erased" in sam.screen.text
    assert await house.store.read(lambda tx: enrolments.of(tx, sam.person.id)) is None


async def test_privacy_names_the_organisation_and_its_contact(sam: Phone) -> None:
    await sam.says("/privacy")
    assert "Example Trust" in sam.screen.text
    assert "privacy@example.org" in sam.screen.text
