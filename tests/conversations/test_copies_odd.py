"""Copies that must not be, do not arrive, or must not say too much."""

import re
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import StreamObject

from handlers.copies import paste_screen
from messages.words import label
from models.incident import Incident
from models.packs import Pack
from models.report import QUESTIONS
from models.store import incidents, sites
from tests.conversations.copying import KEPT, OUT, PDF, at_review, file_of, files_in, read
from tests.conversations.made import FAST, HILL
from tests.conversations.phone import House, Phone
from tests.pdf import held
from tests.rules.stock import FORM


async def test_a_copy_that_is_too_old_to_remove_is_said_so(house: House, sam: Phone) -> None:
    await at_review(sam)
    await sam.taps("Copy", PDF)
    await house.forward(timedelta(hours=49))
    await sam.taps(OUT)
    assert "too old for me" in sam.toast


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
