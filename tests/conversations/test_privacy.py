"""The promises of PRIVACY.md that a chat can prove."""

import io
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, inspect, select
from telegram.error import NetworkError

from bot import logs
from messages.words import label
from models.facts_code import pack
from models.store import drafts, enrolments, incidents, routes, sites
from models.store.doors import Tx
from models.tables import metadata, seen_update
from tests.conversations.phone import House, Phone, sqlite_url
from tests.conversations.stock import places, stocked
from tests.conversations.test_arriving import HILL
from tests.conversations.test_log import FAST
from tests.conversations.test_own_words import at_words, draft_of, mine_of, rows_of
from tests.guards.language import lock_screen_safe


def _bytes(folder: Path) -> bytes:
    """Return every byte of the database, its write-ahead log and its index."""
    return b"".join(path.read_bytes() for path in folder.glob("handrail.db*"))


def _rows(tx: Tx) -> dict[str, int]:
    """Count the rows of every table, the marks of updates aside: every update leaves one."""
    counted = {
        table.name: tx.connection.execute(select(func.count()).select_from(table)).scalar_one()
        for table in metadata.sorted_tables
    }
    return {name: count for name, count in counted.items() if name != "seen_update"}


def _columns(tx: Tx, table: str) -> set[str]:
    return {column["name"] for column in inspect(tx.connection).get_columns(table)}


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
    before = await house.store.read(_rows)
    await sam.taps(*FAST, "Do not keep it")
    assert await house.store.read(_rows) == before


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
    columns = await house.store.read(lambda tx: _columns(tx, "incident"))
    assert columns == {"id", "owner", "sealed_owner", "site", "week", "band", "witness"}


@pytest.mark.promise("P7")
async def test_an_unfinished_report_is_gone_after_24_hours(house: House, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:4])
    await house.forward(timedelta(hours=23, minutes=50))
    assert await house.store.read(lambda tx: drafts.load(tx, sam.person.id)) is not None
    await house.forward(timedelta(minutes=12))
    rows = await house.store.read(_rows)
    assert rows["draft"] == 0


@pytest.mark.promise("P8")
async def test_stray_words_are_in_no_file_of_the_database(tmp_path: Path, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:4])
    await sam.says("MARKER-zebra-7741 hurt me")
    assert b"zebra" not in _bytes(tmp_path)
    await sam.taps("No, remove it")
    for command in ("support", "help", "nosuchcommand", "mine"):
        await sam.says(f"/{command} MARKER-zebra-7741")
    await sam.sends("photo", caption="MARKER-zebra-7741")
    assert not [m for m in sam.messages if "zebra" in m.text]
    assert b"zebra" not in _bytes(tmp_path)


@pytest.mark.promise("P19")
@pytest.mark.parametrize("decision", [(), ("Change",), ("Leave out",), ("Back", "Done")])
async def test_own_words_are_in_no_file_before_they_were_seen_and_kept(
    tmp_path: Path, sam: Phone, decision: tuple[str, ...]
) -> None:
    await at_words(sam)
    await sam.says("MARKER-zebra-7741 hurt me")
    await sam.taps(*decision)
    for kept in (await draft_of(sam)).words, *await mine_of(sam):
        assert kept == ""
    assert b"zebra" not in _bytes(tmp_path)


@pytest.mark.promise("P20")
@pytest.mark.parametrize("choice", ["I can find it", "No link to me", "Do not keep it"])
async def test_own_words_stay_with_a_findable_report_and_go_with_it(
    house: House, sam: Phone, choice: str
) -> None:
    await at_words(sam)
    await sam.says("A man threw a cup.")
    await sam.taps("Keep it", "Done")
    assert "Your own words are dropped" in sam.screen.text
    await sam.taps(choice)
    await house.forward(timedelta(days=1))
    kept = {"I can find it": 1}.get(choice, 0)
    assert await rows_of(house) == {"draft_words": 0, "incident_words": kept}
    if kept:
        await sam.says("/mine")
        await sam.taps("Week of 23 November 2026", "Delete this report", "Yes, delete it")
        assert await rows_of(house) == {"draft_words": 0, "incident_words": 0}


@pytest.mark.promise("P9")
async def test_joining_keeps_a_code_a_site_and_a_month_until_it_has_been_idle(
    house: House, sam: Phone
) -> None:
    await house.store.write(lambda tx: sites.add(tx, HILL))
    await sam.says("/start hill-code")
    kim = house.phone("Kim")
    await kim.says("/start")
    await kim.taps("Simple view")
    columns = await house.store.read(lambda tx: _columns(tx, "enrolment"))
    assert columns == {"person", "sealed_person", "site", "month", "simple"}
    for days, there in ((335, True), (70, False)):
        await house.forward(timedelta(days=days))
        for person in (sam.person.id, kim.person.id):
            known = await house.store.read(lambda tx, of=person: enrolments.of(tx, of))  # type: ignore[misc]
            assert (known is not None) is there


@pytest.mark.promise("P10")
async def test_stop_leaves_no_row_of_the_person(house: House, sam: Phone) -> None:
    await house.store.write(lambda tx: sites.add(tx, HILL))
    before = await house.store.read(_rows)
    await sam.says("/start hill-code")
    for last in ("I can find it", "Back"):
        await at_words(sam)
        await sam.says("A man threw a cup.")
        await sam.taps("Keep it", "Done", last)
    assert await rows_of(house) == {"draft_words": 1, "incident_words": 1}
    await sam.says("/stop")
    await sam.taps("Yes, erase it all")
    assert await house.store.read(_rows) == before


@pytest.mark.promise("P11")
async def test_no_id_and_no_draft_can_be_read_in_the_files(
    house: House, sam: Phone, tmp_path: Path
) -> None:
    await house.store.write(lambda tx: sites.add(tx, HILL))
    await sam.says("/start hill-code")
    await at_words(sam)
    await sam.says("MARKER-zebra-7741 hurt me")
    await sam.taps("Keep it", "Done")
    found = _bytes(tmp_path)
    for readable in (str(sam.person.id).encode(), b"verbal", b"999:TEST", b"Sam", b"zebra"):
        assert readable not in found
    raw = sam.person.id.to_bytes(8, "big")
    assert raw not in found
    assert raw[::-1] not in found
    await sam.taps("I can find it")
    assert await mine_of(sam) == ["MARKER-zebra-7741 hurt me"]
    assert b"zebra" not in _bytes(tmp_path)


@pytest.mark.promise("P12")
async def test_a_log_at_debug_holds_no_id_word_or_token(tmp_path: Path) -> None:
    stream = io.StringIO()
    logs.configure(level=logging.DEBUG, stream=stream, secrets=("999:TEST",))
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    try:
        house = await House.build(sqlite_url(tmp_path / "more"))
        sam = house.phone("Samantha-zebra")
        await sam.says("/start")
        house.world.faults.next("editMessageText", 500)
        await sam.taps(FAST[0])
        await house.forward(timedelta(seconds=30))
        await sam.taps(*FAST[1:4])
        await sam.says("MARKER-zebra-7741")
        await sam.says("I zebra want to kill myself")
        await sam.taps("Use it")
        house.world.faults.next("deleteMessages", 500)
        with pytest.raises(NetworkError):
            await sam.says("MARKER-zebra-7742")
        await sam.taps(*FAST[4:], "Copy", label("copies", "pdf"), label("copies", "police"))
        await sam.taps("Done", "I can find it")
        await sam.says("/mine")
        await sam.taps("Week of 23 November 2026", label("mine", "more"))
        await sam.says("MARKER-zebra-7743")
        await sam.taps("Keep it", "Copy")
        house.world.faults.next("sendDocument", 500)
        await sam.taps(label("copies", "pdf"))
        await house.forward(timedelta(days=1))
        await house.close()
    finally:
        root.setLevel(level)
    for private in ("zebra", str(sam.person.id), "999:TEST", "Shouted", "verbal"):
        assert private not in stream.getvalue()


@pytest.mark.promise("P13")
async def test_marks_of_updates_go_after_48_hours(house: House, sam: Phone) -> None:
    await sam.says("/start")
    mark = await house.store.read(lambda tx: tx.connection.execute(select(seen_update)).first())
    assert mark is not None
    await house.forward(timedelta(hours=50))
    marks = await house.store.read(lambda tx: tx.connection.execute(select(seen_update)).all())
    assert mark not in marks
    assert await house.store.read(lambda tx: _columns(tx, "seen_update")) == {"mark", "hour"}


@pytest.mark.promise("P14")
async def test_a_log_makes_no_sound_and_its_last_message_says_nothing(sam: Phone) -> None:
    await sam.says("/start")
    for last in ("I can find it", "No link to me", "Do not keep it"):
        await sam.taps(*FAST, last)
        assert lock_screen_safe(sam.screen.text)
        await sam.says("/start")
    assert all(m.silent for m in sam.messages if m.by == "bot")


@pytest.mark.promise("P16")
@pytest.mark.parametrize("choice", ["No link to me", "Do not keep it"])
async def test_what_support_is_asked_for_and_shown_is_not_kept(
    house: House, sam: Phone, tmp_path: Path, choice: str
) -> None:
    await stocked(house)
    await sam.says("/start pebblewick-general")
    await sam.taps(*FAST, choice)
    before = await house.store.read(_rows)
    travelling = {pack(place.facts) for place in places(sam)}
    for need in ("talk", "work", "official", "police", "legal", "breathe", "not_now"):
        await sam.taps(label("aid", need))
        if "Back" in sam.labels:
            await sam.taps("Back")
    await sam.says("/support")
    await sam.taps(label("support", "sexual"), "Back", label("support", "home"))
    assert await house.store.read(_rows) == before
    found = _bytes(tmp_path)
    assert travelling
    for code in travelling:
        assert f":{code}".encode() not in found
        assert int(code, 36).to_bytes(5, "big") not in found
    marks = await house.store.read(lambda tx: tx.connection.execute(select(seen_update)).all())
    assert all(set(mark._mapping) == {"mark", "hour"} for mark in marks)


@pytest.mark.promise("P17")
async def test_this_did_not_work_counts_the_route_and_the_month_alone(
    house: House, sam: Phone
) -> None:
    await stocked(house)
    await sam.says("/start pebblewick-general")
    before = await house.store.read(_rows)
    await sam.says("/support")
    await sam.taps(label("support", "talk"), "Samaritans", label("routes", "did_not_work"))
    after = await house.store.read(_rows)
    assert after == before | {"route_failure": 1}
    columns = await house.store.read(lambda tx: _columns(tx, "route_failure"))
    assert columns == {"route", "month", "count"}
    (counted,) = await house.store.read(routes.failures)
    assert (counted.route, counted.month, counted.count) == ("samaritans", "2026-11", 1)


@pytest.mark.promise("P15")
async def test_a_group_hears_one_line_and_no_name(house: House, sam: Phone) -> None:
    group = await house.world.add_to_group("Ward 5", sam.person)
    await house.settle()
    said = [m.text for m in house.world.chat(group.id).messages if m.by == "bot"]
    assert len(said) == 1
    assert "Sam" not in said[0]
    assert "Ward 5" not in said[0]
    assert house.world.chat(group.id).left
