"""The promises of PRIVACY.md that a chat can prove of reports, joining and leaving."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from models.store import drafts, enrolments, incidents, sites
from models.tables import seen_update
from tests.conversations.kept import column_names, lasting_counts
from tests.conversations.made import FAST, HILL
from tests.conversations.own_words import at_words, rows_of
from tests.conversations.phone import House, Phone
from tests.guards.language import lock_screen_safe


@pytest.mark.promise("P1")
async def test_a_log_leads_to_no_message_to_anybody_else(house: House, sam: Phone) -> None:
    others = [house.phone(name) for name in ("Kim", "Lead")]
    for phone in others:
        await phone.says("/start")
    before = [len(phone.messages) for phone in others]
    await sam.says("/start")
    await sam.taps(*FAST, "I can find it")
    await house.forward(timedelta(days=30))
    assert [len(phone.messages) for phone in others] == before


@pytest.mark.promise("P2")
async def test_nothing_is_kept_before_the_choice_and_no_choice_is_made_for_anybody(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST)
    assert {"I can find it", "No link to me", "Do not keep it"} <= set(sam.labels)
    assert not any("✓" in label for label in sam.labels)
    await house.forward(timedelta(days=2))
    assert await house.store.read(lambda tx: incidents.mine(tx, sam.person.id)) == []
    assert await house.store.write(incidents.move_parked) == 0


@pytest.mark.promise("P3")
async def test_not_keeping_leaves_the_database_as_it_was(house: House, sam: Phone) -> None:
    await sam.says("/start")
    before = await house.store.read(lasting_counts)
    await sam.taps(*FAST, "Do not keep it")
    assert await house.store.read(lasting_counts) == before


@pytest.mark.promise("P4")
async def test_a_report_answers_to_its_person_alone(house: House, sam: Phone) -> None:
    kim = house.phone("Kim")
    await sam.says("/start")
    await sam.taps(*FAST, "I can find it")
    ((report, _),) = await house.store.read(lambda tx: incidents.mine(tx, sam.person.id))
    await kim.says("/mine")
    for verb in ("one", "ask", "erase"):
        await kim.forges(f"mine:{verb}:{report}")
        assert "Shouted" not in kim.screen.text
    assert len(await house.store.read(lambda tx: incidents.mine(tx, sam.person.id))) == 1


@pytest.mark.promise("P6")
async def test_a_report_keeps_a_week_and_a_band_only(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST, "I can find it")
    ((_, incident),) = await house.store.read(lambda tx: incidents.mine(tx, sam.person.id))
    assert incident.week.isoweekday() == 1
    assert incident.band == "early"
    columns = await house.store.read(lambda tx: column_names(tx, "incident"))
    assert columns == {"id", "owner", "sealed_owner", "site", "week", "band", "witness"}


@pytest.mark.promise("P7")
async def test_an_unfinished_report_is_gone_after_24_hours(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:4])
    await house.forward(timedelta(hours=23, minutes=50))
    assert await house.store.read(lambda tx: drafts.load(tx, sam.person.id)) is not None
    await house.forward(timedelta(minutes=12))
    rows = await house.store.read(lasting_counts)
    assert rows["draft"] == 0


@pytest.mark.promise("P9")
async def test_joining_keeps_a_code_a_site_and_a_month_until_it_has_been_idle(
    house: House, sam: Phone
) -> None:
    await house.store.write(lambda tx: sites.add(tx, HILL))
    await sam.says("/start hill-code")
    kim = house.phone("Kim")
    await kim.says("/start")
    await kim.taps("Simple view")
    columns = await house.store.read(lambda tx: column_names(tx, "enrolment"))
    assert columns == {"person", "sealed_person", "site", "month", "simple"}
    for days, there in ((335, True), (70, False)):
        await house.forward(timedelta(days=days))
        for person in (sam.person.id, kim.person.id):
            known = await house.store.read(lambda tx, of=person: enrolments.of(tx, of))  # type: ignore[misc]
            assert (known is not None) is there


@pytest.mark.promise("P10")
async def test_stop_leaves_no_row_of_the_person(house: House, sam: Phone) -> None:
    await house.store.write(lambda tx: sites.add(tx, HILL))
    before = await house.store.read(lasting_counts)
    await sam.says("/start hill-code")
    for last in ("I can find it", "Back"):
        await at_words(sam)
        await sam.says("A man threw a cup.")
        await sam.taps("Keep it", "Done", last)
    assert await rows_of(house) == {"draft_words": 1, "incident_words": 1}
    await sam.says("/stop")
    await sam.taps("Yes, erase it all")
    assert await house.store.read(lasting_counts) == before


@pytest.mark.promise("P13")
async def test_marks_of_updates_go_after_48_hours(house: House, sam: Phone) -> None:
    await sam.says("/start")
    mark = await house.store.read(lambda tx: tx.connection.execute(select(seen_update)).first())
    assert mark is not None
    await house.forward(timedelta(hours=50))
    marks = await house.store.read(lambda tx: tx.connection.execute(select(seen_update)).all())
    assert mark not in marks
    assert await house.store.read(lambda tx: column_names(tx, "seen_update")) == {"mark", "hour"}


@pytest.mark.promise("P14")
async def test_a_log_makes_no_sound_and_its_last_message_says_nothing(sam: Phone) -> None:
    await sam.says("/start")
    for last in ("I can find it", "No link to me", "Do not keep it"):
        await sam.taps(*FAST, last)
        assert lock_screen_safe(sam.screen.text)
        await sam.says("/start")
    assert all(m.silent for m in sam.messages if m.by == "bot")
