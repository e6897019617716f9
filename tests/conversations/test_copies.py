"""Taking a copy away: as a sealed PDF or as a text to paste, before the choice and afterwards."""

import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from bot.sandbox.shapes import Message
from handlers.copies import paste_screen
from messages.words import label
from models.incident import Incident
from models.packs import Pack
from models.report import QUESTIONS
from models.signature import Verdict, verdict
from models.store import incidents, routes, signing_keys, sites
from models.store.doors import Tx
from tests.cli.test_poster import held
from tests.conversations.phone import House, Phone
from tests.conversations.test_arriving import HILL
from tests.conversations.test_log import FAST
from tests.guards.language import lock_screen_safe
from tests.rules.test_packs import FORM

PDF, OUT = label("copies", "pdf"), label("copies", "out")
KEPT = ("I can find it",)
WORDS = "He shouted <b>&amp; {{ 7*7 }} #set text(red) and went away."


async def at_review(phone: Phone) -> None:
    await phone.says("/start")
    await phone.taps(*FAST)


def file_of(message: Message) -> bytes:
    assert message.document is not None
    return message.document.content


def files_in(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def read(file: bytes) -> str:
    pages = PdfReader(BytesIO(file)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


async def keys_of(house: House) -> dict[str, bytes]:
    def noted(tx: Tx) -> dict[str, bytes]:
        signing_keys.note(tx)
        return signing_keys.known(tx)

    return await house.store.write(noted)


def rows_of(tx: Tx) -> dict[str, int]:
    """Count the rows of every table."""
    tables = tx.connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {
        name: tx.connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()  # noqa: S608
        for (name,) in tables.all()
    }


async def test_a_copy_of_the_open_report_is_a_sealed_pdf_and_nothing_is_kept(
    house: House, sam: Phone
) -> None:
    await at_review(sam)
    await sam.taps("Copy")
    assert "I keep no copy of it" in sam.screen.text
    before = await house.store.read(rows_of)
    await sam.taps(PDF)
    after = await house.store.read(rows_of)
    assert after == before | {"seen_update": before["seen_update"] + 1}
    message = sam.screen
    assert message.document is not None
    assert message.document.name == "note-2026-11.pdf"
    assert message.silent
    assert not message.protected
    file = file_of(message)
    assert verdict(file, await keys_of(house)) is Verdict.GENUINE
    said = read(file)
    for words in (
        "Shouted, swore or insulted",
        "Week of 23 November 2026, Early shift",
        "Sealed in the week of 23 November 2026",
        "This is not an official report",
        "To check the seal",
        "privacy@example.org",
    ):
        assert words in said, words
    await sam.taps("Done", "I can find it")
    assert "It is kept." in sam.screen.text


async def test_the_line_under_a_copy_says_where_it_stands_and_tells_no_stranger_of_it(
    sam: Phone,
) -> None:
    await at_review(sam)
    await sam.taps("Copy", PDF)
    assert "stands in this chat now" in sam.screen.text
    assert lock_screen_safe(sam.screen.text)
    assert lock_screen_safe(sam.screen.document.name if sam.screen.document else "?")
    assert sam.labels == [OUT, "Need help now"]


@pytest.mark.promise("P41")
@pytest.mark.parametrize("sort", ["pdf", *Pack])
async def test_remove_from_chat_takes_the_copy_out_and_nothing_else(sam: Phone, sort: str) -> None:
    await at_review(sam)
    await sam.taps("Copy")
    before = [message.id for message in sam.messages]
    await sam.taps(label("copies", sort))
    assert len(sam.messages) == len(before) + 1
    await sam.taps(OUT)
    assert [message.id for message in sam.messages] == before
    assert sam.toast == "Removed."


async def test_a_copy_that_is_too_old_to_remove_is_said_so(house: House, sam: Phone) -> None:
    await at_review(sam)
    await sam.taps("Copy", PDF)
    await house.forward(timedelta(hours=49))
    await sam.taps(OUT)
    assert "too old for me" in sam.toast


async def test_the_same_copy_can_be_had_later_from_my_reports_with_own_words(
    house: House, sam: Phone
) -> None:
    await at_review(sam)
    await sam.taps("Add more", label("report/own_words", "title"))
    await sam.says(WORDS)
    await sam.taps("Keep it", "Done", "Copy", PDF)
    early = file_of(sam.screen)
    assert WORDS in read(early)
    await sam.taps("Done", *KEPT)
    await house.forward(timedelta(days=40))
    await sam.says("/mine")
    await sam.taps("Week of 23 November 2026", "Copy", PDF)
    late = file_of(sam.screen)
    assert sam.screen.document is not None
    assert sam.screen.document.name == "note-2026-12.pdf"
    assert read(late) == read(early).replace(
        "Sealed in the week of 23 November", "Sealed in the week of 28 December"
    )
    assert verdict(late, await keys_of(house)) is Verdict.GENUINE
    await sam.taps(label("copies", "back"))
    sam.shows("Shouted, swore or insulted")


async def test_a_text_for_the_local_form_links_to_the_sites_own_form(
    house: House, sam: Phone
) -> None:
    def fill(tx: Tx) -> None:
        sites.add(tx, HILL)
        routes.save(tx, FORM)

    await house.store.write(fill)
    await sam.says("/start hill-code")
    await sam.taps(*FAST, "Copy", label("copies", "form"))
    links = [b.value for row in sam.screen.buttons for b in row if b.kind == "url"]
    assert links == [FORM.link]
    assert "What happened: Shouted, swore or insulted\nWhen it was: Week of" in sam.screen.text
    assert any(entity["type"] == "pre" for entity in sam.screen.rich.entities)
    await sam.taps(label("copies", "police"))
    assert not [b for row in sam.screen.buttons for b in row if b.kind == "url"]


async def test_somebody_elses_report_or_draft_cannot_be_copied(house: House, sam: Phone) -> None:
    await at_review(sam)
    await sam.taps("Copy")
    of = next(b.value.split(":")[2] for row in sam.screen.buttons for b in row if b.text == PDF)
    mallory = house.phone("Mallory")
    await mallory.says("/start")
    for data in (f"c:pdf:{of}", f"c::{of}", f"c:form:{of}", "c:pdf", "c:", "c:x:y", f"c:zip:{of}"):
        await mallory.forges(data)
        assert len(mallory.messages) == 1 + 1, data  # /start and its answer
        assert "That one is over." in mallory.toast
    await sam.taps("Done", "Do not keep it")
    before = len(sam.messages)
    await sam.forges(f"c:pdf:{of}")
    assert len(sam.messages) == before
    assert "That one is over." in sam.toast


async def test_an_empty_report_offers_no_copy_and_gives_none(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps("It happened to me", "Yes", "Finish")
    assert "Nothing is logged yet" in sam.screen.text
    assert "Copy" not in sam.labels


async def test_a_copy_that_did_not_arrive_is_said_so_and_is_not_kept(
    house: House, sam: Phone
) -> None:
    await at_review(sam)
    await sam.taps("Copy")
    house.world.faults.next("sendDocument", 500)
    await sam.taps(PDF)
    assert not any(message.document for message in sam.messages)
    await house.forward(timedelta(minutes=1))
    assert "did not arrive" in sam.screen.text
    assert "Need help now" in sam.labels


async def test_a_number_typed_in_simple_view_takes_a_copy_too(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps("Simple view")
    for label_of in FAST:
        place = next(x for x in sam.labels if x.endswith(f" {label_of}"))
        await sam.taps(place)
    await sam.taps(next(x for x in sam.labels if x.endswith(" Copy")))
    await sam.says("1")
    assert sam.screen.document is not None


async def test_stop_offers_the_reports_first_while_there_is_something_to_lose(sam: Phone) -> None:
    await sam.says("/stop")
    assert label("stop", "copy") not in sam.labels
    await at_review(sam)
    await sam.taps(*KEPT)
    await sam.says("/stop")
    assert "This may be your only record. Copy first?" in sam.screen.text
    await sam.taps(label("stop", "copy"), "Week of 23 November 2026", "Copy", PDF)
    assert sam.screen.document is not None


@pytest.mark.parametrize("pack", Pack)
def test_the_fullest_report_fits_a_message_whoever_it_is_for(pack: Pack) -> None:
    every = {q.key: tuple(q.options) for q in QUESTIONS if q.kept}
    full = Incident(date(2026, 11, 23), "early", witness=False, answers=every, words="<" * 2000)
    screen = paste_screen(full, pack, FORM)
    assert len(re.sub(r"&\w+;", "&", re.sub(r"</?\w+>", "", screen.text))) <= 4096


async def test_of_a_report_that_was_long_ago_no_false_week_is_told(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await sam.taps(*FAST[:5], "Earlier", FAST[6], "Copy", PDF)
    assert "When it was: Before the week of 23 November 2026." in read(file_of(sam.screen))
    assert not await house.store.read(lambda tx: incidents.mine(tx, sam.person.id))


async def test_a_copy_holds_no_sign_of_who_took_it(house: House, sam: Phone) -> None:
    await house.store.write(lambda tx: sites.add(tx, HILL))
    await sam.says("/start hill-code")
    await sam.taps(*FAST, *KEPT)
    await sam.says("/mine")
    await sam.taps("Week of 23 November 2026", "Copy", PDF)
    file = file_of(sam.screen)
    ((report, _),) = await house.store.read(lambda tx: incidents.mine(tx, sam.person.id))
    reader = PdfReader(BytesIO(file))
    objects = [reader.get_object(number) for number in range(1, held(reader.trailer, "/Size"))]
    streams = [each.get_data() for each in objects if isinstance(each, StreamObject)]
    assert len(streams) > 2
    whole = b"".join((file, *streams, read(file).encode()))
    assert b"Example Trust" in whole
    for sign in (str(sam.person.id), sam.person.name, HILL.name, HILL.id, report):
        assert sign.encode() not in whole, sign


async def test_own_words_in_a_copy_stand_in_no_file(sam: Phone, tmp_path: Path) -> None:
    await at_review(sam)
    await sam.taps("Add more", label("report/own_words", "title"))
    await sam.says("MARKER-zebra-7742 shouted.")
    await sam.taps("Keep it", "Done", "Copy")
    for sort in ("pdf", *Pack):
        await sam.taps(label("copies", sort))
    await sam.taps("Done", "Do not keep it")
    seen = files_in(tmp_path)
    assert seen
    assert not any(b"MARKER-zebra" in each for each in seen)
