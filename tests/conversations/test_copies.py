"""Taking a copy away: as a sealed PDF or as a text to paste, before the choice and afterwards."""

from datetime import timedelta

import pytest

from messages.words import label
from models.packs import Pack
from models.signature import Verdict, verdict
from models.store import routes, signing_keys, sites
from models.store.doors import Tx
from tests.conversations.copying import KEPT, OUT, PDF, at_review, file_of, read
from tests.conversations.kept import row_counts
from tests.conversations.made import FAST, HILL
from tests.conversations.phone import House, Phone
from tests.guards.language import lock_screen_safe
from tests.rules.stock import FORM

WORDS = "He shouted <b>&amp; {{ 7*7 }} #set text(red) and went away."


async def keys_of(house: House) -> dict[str, bytes]:
    def noted(tx: Tx) -> dict[str, bytes]:
        signing_keys.note(tx)
        return signing_keys.known(tx)

    return await house.store.write(noted)


async def test_a_copy_of_the_open_report_is_a_sealed_pdf_and_nothing_is_kept(
    house: House, sam: Phone
) -> None:
    await at_review(sam)
    await sam.taps("Copy")
    assert "I keep no copy of it" in sam.screen.text
    before = await house.store.read(row_counts)
    await sam.taps(PDF)
    after = await house.store.read(row_counts)
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
