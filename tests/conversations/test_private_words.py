"""The promises of PRIVACY.md on words and names: in no file, no log and no group."""

import io
import logging
from datetime import timedelta
from pathlib import Path

import pytest
from telegram.error import NetworkError

from bot import logs
from messages.words import label
from models.store import sites
from tests.conversations.kept import file_bytes
from tests.conversations.made import FAST, HILL
from tests.conversations.own_words import at_words, draft_of, mine_of, rows_of
from tests.conversations.phone import House, Phone, sqlite_url


@pytest.mark.promise("P8")
async def test_stray_words_are_in_no_file_of_the_database(tmp_path: Path, sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:4])
    await sam.says("MARKER-zebra-7741 hurt me")
    assert b"zebra" not in file_bytes(tmp_path)
    await sam.taps("No, remove it")
    for command in ("support", "help", "nosuchcommand", "mine"):
        await sam.says(f"/{command} MARKER-zebra-7741")
    await sam.sends("photo", caption="MARKER-zebra-7741")
    assert not [m for m in sam.messages if "zebra" in m.text]
    assert b"zebra" not in file_bytes(tmp_path)


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
    assert b"zebra" not in file_bytes(tmp_path)


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


@pytest.mark.promise("P11")
async def test_no_id_and_no_draft_can_be_read_in_the_files(
    house: House, sam: Phone, tmp_path: Path
) -> None:
    await house.store.write(lambda tx: sites.add(tx, HILL))
    await sam.says("/start hill-code")
    await at_words(sam)
    await sam.says("MARKER-zebra-7741 hurt me")
    await sam.taps("Keep it", "Done")
    found = file_bytes(tmp_path)
    for readable in (str(sam.person.id).encode(), b"verbal", b"999:TEST", b"Sam", b"zebra"):
        assert readable not in found
    raw = sam.person.id.to_bytes(8, "big")
    assert raw not in found
    assert raw[::-1] not in found
    await sam.taps("I can find it")
    assert await mine_of(sam) == ["MARKER-zebra-7741 hurt me"]
    assert b"zebra" not in file_bytes(tmp_path)


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


@pytest.mark.promise("P15")
async def test_a_group_hears_one_line_and_no_name(house: House, sam: Phone) -> None:
    group = await house.world.add_to_group("Ward 5", sam.person)
    await house.settle()
    said = [m.text for m in house.world.chat(group.id).messages if m.by == "bot"]
    assert len(said) == 1
    assert "Sam" not in said[0]
    assert "Ward 5" not in said[0]
    assert house.world.chat(group.id).left
