"""One's own answers: a picture with all it shows in words below it, for nobody else."""

from datetime import date, timedelta

import pytest

from bot.book.reading import plain
from handlers.looking_back import CAPTION, answers_screen, picture_of
from messages.looking_back import WIDTH, draw
from messages.picture import PIXELS, png_of
from messages.words import label
from models.checkin import Doing, Kept, Step
from models.store import checkins, owed
from tests.conversations.checking import MINE, answered, comes, planned, set_up, to, weekly
from tests.conversations.phone import House, Phone
from tests.guards.language import lock_screen_safe

OUT = label("copies", "out")
ERASE = label("checkins/mine", "erase")
PNG = b"\x89PNG\r\n\x1a\n"
MANY = tuple(
    Kept(date(2026, 6, 1) + timedelta(days=7 * each), Step.THREE_DAYS, answers)
    for each in range(26)
    for answers in [{"doing": tuple(Doing)[each % 5], "sleep": "so_so", "talk": "not_yet"}]
)


async def test_the_picture_comes_silently_with_all_it_shows_in_words(sam: Phone) -> None:
    await answered(sam)
    assert sam.screen.photo is not None
    assert sam.screen.photo.content.startswith(PNG)
    assert int.from_bytes(sam.screen.photo.content[16:20]) == WIDTH * PIXELS // 72
    assert sam.screen.silent
    lines = sam.screen.text.splitlines()
    assert lines[1:5] == [
        "27 November 2026: All right",
        "Sleep: Badly. Someone to talk to: Yes",
        "25 November 2026: It is hard",
        "",
    ]
    assert "180 days" in sam.screen.text
    assert lock_screen_safe(sam.screen.text)
    assert sam.labels == [OUT, ERASE, "Need help now"]


async def test_it_can_be_taken_out_of_the_chat(sam: Phone) -> None:
    await answered(sam)
    picture = sam.screen.id
    await sam.taps(OUT)
    assert picture not in [message.id for message in sam.messages]
    assert sam.toast == label("copies", "removed")


async def test_nobody_sees_the_answers_of_another(house: House, sam: Phone) -> None:
    await answered(sam)
    kim = house.phone("Kim")
    await kim.says("/start")
    await kim.forges("check:m")
    assert kim.screen.photo is None
    assert "There are none yet." in kim.screen.text


@pytest.mark.promise("P53")
async def test_an_answer_is_gone_after_180_days(house: House, sam: Phone) -> None:
    plan = await weekly(sam)
    assert plan.next is not None
    await to(house, plan.next.due)
    await sam.taps("It is hard")
    await house.forward(timedelta(days=178))
    assert len(await house.store.read(lambda tx: checkins.mine(tx, sam.person.id))) == 1
    await house.forward(timedelta(days=4))
    assert await house.store.read(lambda tx: checkins.mine(tx, sam.person.id)) == ()
    await sam.forges("check:m")
    assert "There are none yet." in sam.screen.text


async def test_the_answers_alone_can_be_deleted_after_asking_once(
    house: House, sam: Phone
) -> None:
    await answered(sam)
    await sam.taps(ERASE)
    assert sam.labels[0] == "Keep them"
    await sam.taps("Yes, delete them")
    assert await house.store.read(lambda tx: checkins.mine(tx, sam.person.id)) == ()
    assert (await planned(sam)).coming


async def test_an_old_yes_does_not_delete_what_was_answered_since(
    house: House, sam: Phone
) -> None:
    await answered(sam)
    await sam.taps(ERASE)
    yes = sam.data("Yes, delete them")
    before = len(await house.store.read(lambda tx: checkins.mine(tx, sam.person.id)))
    plan = await planned(sam)
    assert plan.next is not None
    await to(house, plan.next.due)
    await sam.taps("It is hard")
    await sam.forges(yes)
    assert len(await house.store.read(lambda tx: checkins.mine(tx, sam.person.id))) == before + 1
    await sam.taps("Yes, delete them")
    assert await house.store.read(lambda tx: checkins.mine(tx, sam.person.id)) == ()


@pytest.mark.parametrize("status", [500, "silent"])
async def test_a_picture_that_did_not_arrive_is_owed_as_a_line_and_kept_nowhere(
    house: House, sam: Phone, monkeypatch: pytest.MonkeyPatch, status: int | str
) -> None:
    await set_up(sam)
    await comes(sam)
    await sam.taps("It is hard")
    monkeypatch.setattr("handlers.chat.REPLY_SECONDS", 1.0)
    house.world.faults.next("sendPhoto", status, times=1)  # type: ignore[arg-type]
    await sam.taps(MINE)
    house.world.forward(timedelta(minutes=2))
    (debt,) = await house.store.write(lambda tx: owed.due(tx, 9))
    assert debt.screen == "drawing"
    await house.forward(timedelta(minutes=2))
    assert "Please ask for it again." in sam.screen.text


def test_what_does_not_fit_below_a_picture_is_counted() -> None:
    text = answers_screen(MANY).text
    assert len(text) <= CAPTION
    assert "22 November 2026: Doing well" in plain(text) or "23 November 2026" in plain(text)
    shown = plain(text).count(" 2026: ")
    assert f"And {len(MANY) - shown} earlier in the picture" in plain(text)


def test_the_picture_has_words_beside_its_rows_and_no_number_but_days() -> None:
    svg = draw(*picture_of(MANY))
    for doing in Doing:
        assert f">{label('checkins/doing', doing)}<" in svg
    assert svg.count("<circle") == len(MANY)
    words = [part.partition("<")[0] for part in svg.split(">") if part.partition("<")[0].strip()]
    assert [each for each in words if each.strip().isdigit()] == []


@pytest.mark.parametrize("kept", [MANY[:1], MANY])
def test_the_picture_is_drawn_with_the_font_that_came_along(kept: tuple[Kept, ...]) -> None:
    svg = draw(*picture_of(kept))
    png = png_of(svg, WIDTH)
    assert png.startswith(PNG)
    other = png_of(svg.replace("How I was doing", ""), WIDTH)
    assert len(other) < len(png), "a title that is written takes room"
