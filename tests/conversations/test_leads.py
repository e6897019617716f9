"""Becoming a lead: a link, a sentence to accept, and nothing before the yes."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from models.lead import Lead
from models.store import enrolments
from models.tables import lead as table
from tests.conversations.leading import COUNTER, KEEPER, lead_of, link_for, made, revoked
from tests.conversations.made import FAST, HILL, VALE
from tests.conversations.phone import House, Phone

SENTENCE = '"I will not ask who logged, or to see anyone\'s chat or copy."'


async def rows_of(house: House) -> list[dict[str, Any]]:
    """Return the whole of the table of leads."""
    found = await house.store.read(
        lambda tx: tx.connection.execute(select(table)).mappings().all()
    )
    return [dict(row) for row in found]


async def test_the_link_says_what_a_lead_sees_and_the_sentence_before_anything_is_kept(
    house: House, sam: Phone
) -> None:
    await sam.says(await link_for(house, KEEPER))
    for said in ("Morgan Moor", "Made-up Hill", "What you never see", "/stop", SENTENCE):
        assert said in sam.screen.text
    assert "Made-up Vale" not in sam.screen.text
    assert sam.labels == ["Accept", "Not now", "Need help now"]
    assert await lead_of(sam) is None
    assert [row["person"] for row in await rows_of(house)] == [None]


async def test_accept_makes_a_lead_and_uses_the_link_up(house: House, sam: Phone) -> None:
    opening = await link_for(house, KEEPER)
    await sam.says(opening)
    await sam.taps("Accept")
    assert "You are a lead now" in sam.screen.text
    assert "Routes of your sites" in sam.labels
    assert await lead_of(sam) == KEEPER
    other = house.phone("Other")
    for phone in (other, sam):
        await phone.says(opening)
        assert "This link is not open" in phone.screen.text
        assert "Accept" not in phone.labels
    assert await lead_of(other) is None


async def test_not_now_keeps_nothing_and_the_link_stays_open(house: House, sam: Phone) -> None:
    opening = await link_for(house, COUNTER)
    await sam.says(opening)
    await sam.taps("Not now")
    assert "Nothing has changed" in sam.screen.text
    assert [row["person"] for row in await rows_of(house)] == [None]
    await sam.says(opening)
    assert "every site" in sam.screen.text
    await sam.taps("Accept")
    assert await lead_of(sam) == Lead("Rhys Rill", (HILL, VALE), all_sites=True, may_verify=False)
    assert "Routes of your sites" not in sam.labels


async def test_who_taps_accept_second_is_told_kindly(house: House, sam: Phone) -> None:
    opening, other = await link_for(house, KEEPER), house.phone("Other")
    await sam.says(opening)
    await other.says(opening)
    await other.taps("Accept")
    await sam.taps("Accept")
    assert "This link is not open" in sam.screen.text
    assert await lead_of(sam) is None
    assert await lead_of(other) == KEEPER


async def test_a_second_tap_on_accept_says_the_same_again(house: House, sam: Phone) -> None:
    await sam.says(await link_for(house, KEEPER))
    data = sam.screen.buttons[0][0].value
    await sam.taps("Accept")
    await sam.forges(data)
    assert "You are a lead now" in sam.screen.text
    assert await lead_of(sam) == KEEPER


@pytest.mark.parametrize(
    "forged", ["lead-", "lead-x", "lead-" + "A" * 32, "lead-' OR 1=1 --", "lead-\u0000", "lead-é"]
)
async def test_a_link_that_was_never_made_gets_kind_words(
    house: House, sam: Phone, forged: str
) -> None:
    await link_for(house, KEEPER)
    await sam.says(f"/start {forged}")
    assert "This link is not open" in sam.screen.text
    await sam.forges(f"lead:yes:{forged.removeprefix('lead-')}")
    assert "This link is not open" in sam.screen.text
    assert [row["person"] for row in await rows_of(house)] == [None]


@pytest.mark.promise("P18")
async def test_a_link_is_over_after_its_days_and_its_name_is_forgotten(
    house: House, sam: Phone
) -> None:
    opening = await link_for(house, KEEPER, days=2)
    await sam.says(opening)
    await house.forward(timedelta(days=2, minutes=1))
    await sam.taps("Accept")
    assert "This link is not open" in sam.screen.text
    assert await rows_of(house) == []


async def test_a_link_that_was_revoked_is_not_open(house: House, sam: Phone) -> None:
    opening = await link_for(house, KEEPER)
    await revoked(house)
    await sam.says(opening)
    assert "This link is not open" in sam.screen.text


async def test_a_lead_can_be_staff_too_and_a_site_link_still_joins(house: House) -> None:
    morgan = await made(house)
    await morgan.says("/start vale-code")
    assert "You joined Made-up Vale" in morgan.screen.text
    person = morgan.person.id
    enrolment = await house.store.read(lambda tx: enrolments.of(tx, person))
    assert enrolment is not None
    assert enrolment.site == VALE
    assert await lead_of(morgan) == KEEPER


async def test_a_lead_sees_no_report_of_anybody(house: House, sam: Phone) -> None:
    morgan = await made(house, COUNTER)
    await sam.says("/start hill-code")
    await sam.taps(*FAST, "I can find it")
    for command in ("/mine", "/routes", "/start", "/site", "/privacy"):
        await morgan.says(command)
        assert "Made-up Hill" not in morgan.screen.text or command == "/site"
    await morgan.says("/mine")
    assert "mine:one" not in str([b.value for row in morgan.screen.buttons for b in row])


@pytest.mark.promise("P18")
async def test_of_a_lead_is_kept_what_was_told_and_no_more(house: House) -> None:
    morgan = await made(house)
    (row,) = await rows_of(house)
    told = {"name": "Morgan Moor", "all_sites": False, "may_verify": True, "since": "2026-11"}
    assert {key: row[key] for key in told} == told
    assert (row["invitation"], row["expires"]) == (None, None)
    assert set(row) == {*told, "id", "invitation", "expires", "person", "sealed_person"}
    assert not any(str(morgan.person.id).encode() in v for v in row.values() if type(v) is bytes)


@pytest.mark.promise("P18")
async def test_stop_and_revoke_leave_nothing_of_a_lead(house: House) -> None:
    morgan = await made(house)
    await morgan.says("/stop")
    assert "You are a lead, as Morgan Moor" in morgan.screen.text
    await morgan.taps("Yes, erase it all")
    assert await rows_of(house) == []
    other = await made(house, name="Other")
    await revoked(house)
    assert await lead_of(other) is None
    assert await rows_of(house) == []


async def test_somebody_else_is_not_told_of_leads_when_they_stop(house: House, sam: Phone) -> None:
    await made(house)
    await sam.says("/stop")
    assert "lead" not in sam.screen.text
