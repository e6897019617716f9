"""Who sees which counts: leads their sites and the whole, staff their own; looks are noted."""

import re

import pytest

from messages.words import label
from models.lead import Lead
from models.store import leads
from tests.conversations.counted import counted
from tests.conversations.lead_view import TRUST, VALE_ONLY, lead_with, views
from tests.conversations.leading import COUNTER, revoked
from tests.conversations.phone import House, Phone


async def test_a_lead_of_a_small_site_sees_the_smaller_sites_and_no_other_site(
    house: House,
) -> None:
    rhys = await lead_with(house, VALE_ONLY)
    assert "Smaller sites" in rhys.screen.text
    assert "Made-up Hill" not in rhys.screen.text
    await rhys.forges("n:table:site_what:hill")
    assert "Made-up Hill" not in rhys.screen.text
    assert "What has changed" in rhys.screen.text
    await rhys.forges("n:chart:site_what:hill")
    assert "Made-up Hill" not in rhys.screen.text
    assert "Everyone, over time" in rhys.screen.text


async def test_a_lead_of_every_site_sees_each(house: House) -> None:
    rhys = await lead_with(house, COUNTER)
    assert "Made-up Hill" in rhys.screen.text
    assert "Smaller sites" in rhys.screen.text  # the other one is too small for a row


@pytest.mark.parametrize(
    "data",
    [
        *("n", "n:", "n:table", "n:table:", "n:table:nothing", "n:table:enrolled"),
        *("n:table:site_enrolled:hill", "n:table:site:vale", "n:table:what_by_who:%27", "n:chart"),
        *("n:tables:::99999999999999999999", "n:tables:::-1", "n:tables:::\u0663", "n:steal"),
        *("n:table:what:verbal:3", "n:chart:all:all:all", "n:csv:site:vale", "n:::::::"),
    ],
)
async def test_forged_data_shows_what_is_theirs_and_nothing_more(house: House, data: str) -> None:
    morgan = await lead_with(house)
    await morgan.forges(data)
    told = morgan.screen.text
    assert "Made-up Vale" not in told
    assert TRUST in told or "Each shows the newest" in told
    for shown in await views(house):
        assert re.fullmatch(r"[a-z_ ]+", shown), shown


async def test_a_site_taken_from_a_lead_is_gone_with_the_next_tap(house: House) -> None:
    morgan = await lead_with(house)
    await morgan.taps("Tables", label("counts", "site"))
    old = morgan.screen.id
    assert "Made-up Hill" in morgan.screen.text
    await revoked(house)
    morgan = await _again(house, morgan, VALE_ONLY)
    await morgan.forges("n:table:site:hill", old)
    newest = morgan.shows("What has changed")
    assert "Made-up Hill" not in newest.text


async def _again(house: House, phone: Phone, lead: Lead) -> Phone:
    invitation = await house.store.write(lambda tx: leads.invite(tx, lead, 7))
    await phone.says(f"/start {invitation.code}")
    await phone.taps("Accept")
    return phone


async def test_who_is_revoked_sees_nothing_more_by_command_or_button(house: House) -> None:
    morgan = await lead_with(house)
    await revoked(house)
    before = morgan.screen.text
    for data in ("n:tables", "n:table:what", "n:chart:all", "n:csv", "n:note_on"):
        await morgan.forges(data)
        assert morgan.toast == label("report/finished", "stale")
    assert morgan.screen.text == before
    await morgan.says("/counts")
    assert "What has changed" not in morgan.screen.text


async def test_who_is_no_lead_gets_what_an_unknown_command_gets(house: House, sam: Phone) -> None:
    await counted(house)
    await sam.says("/start hill-code")
    await sam.says("/nothing")
    unknown = sam.screen
    await sam.says("/counts")
    assert (sam.screen.text, sam.labels) == (
        unknown.text,
        [b.text for r in unknown.buttons for b in r],
    )
    assert not [m for m in sam.messages if m.text == "/counts"]
    assert await views(house) == []


@pytest.mark.promise("P73")
async def test_every_view_is_noted_and_so_is_the_acceptance(house: House) -> None:
    morgan = await lead_with(house)
    assert await views(house) == ["accepted", "newest"]
    await morgan.taps("Tables", label("counts", "what"), "Chart")
    await morgan.says("/counts")
    await morgan.taps("CSV file", "Excel file")
    seen = await views(house)
    assert seen == sorted(
        ["accepted", "newest", "tables", "table what", "chart what", "newest", "csv", "xlsx"]
    )


@pytest.mark.promise("P73")
async def test_staff_see_the_newest_screen_that_leads_see_and_are_not_noted(
    house: House, sam: Phone
) -> None:
    morgan = await lead_with(house)
    await sam.says("/start hill-code")
    noted = await views(house)
    await sam.says("/whatleadssee")
    theirs = morgan.screen.text.partition("\n")
    assert sam.screen.text.partition("\n")[2] == theirs[2]
    assert sam.screen.text.startswith("What leads see")
    assert sam.labels == ["Need help now", "Back to start"]
    assert await views(house) == noted
    await sam.says("/start")
    await sam.taps("More", "What leads see")
    assert sam.screen.text.startswith("What leads see")


async def test_staff_without_a_site_see_the_whole(house: House, sam: Phone) -> None:
    await counted(house)
    await sam.says("/whatleadssee")
    assert "Everyone" in sam.screen.text
    assert "Made-up Hill" not in sam.screen.text


@pytest.mark.promise("P43")
async def test_mine_tells_a_lead_of_their_looks_and_of_the_note_they_want(house: House) -> None:
    morgan = await lead_with(house)
    await morgan.says("/mine")
    assert "Which counts you looked at as a lead, and on which day." in morgan.screen.text
    assert label("kept", "note") not in morgan.screen.text
    await morgan.says("/counts")
    await morgan.taps("Let me know of new counts")
    await morgan.says("/mine")
    assert label("kept", "note") in morgan.screen.text
