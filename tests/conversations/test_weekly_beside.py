"""A weekly lesson beside check-ins, pauses and quiet days: it gives way and goes on."""

from datetime import date
from itertools import pairwise

import pytest
from sqlalchemy import select

from models.checkin_sending import State
from models.store import plans, quiet
from models.store.doors import Tx
from models.tables import prompt
from tests.conversations.checking import AGAIN, ASKING, planned, set_up, to
from tests.conversations.phone import House, Phone
from tests.conversations.weekly import (
    APART,
    COMING,
    KEPT,
    OFF,
    came,
    first_of,
    lives,
    told,
    wanted,
)


@pytest.mark.promise("P58")
async def test_with_check_ins_none_is_within_20_hours_of_another_and_check_ins_keep_their_days(
    house: House, sam: Phone
) -> None:
    before = (await set_up(sam)).coming
    await wanted(sam)
    assert (await planned(sam)).coming == before
    await lives(house, 40)
    everything = came(sam, COMING, ASKING, AGAIN)
    gaps = [b.at - a.at for a, b in pairwise(everything)]
    assert min(gaps) >= APART
    assert len(came(sam, COMING)) >= 4
    asked = {each.at.date() for each in came(sam, ASKING)}
    assert asked == {each.due.date() for each in before}


async def test_after_the_last_check_in_the_lesson_goes_on_and_the_plan_says_so(
    house: House, sam: Phone
) -> None:
    await set_up(sam)
    await wanted(sam)
    await sam.says("/checkins")
    assert "A short lesson comes each week, too." in sam.screen.text
    assert "until you stop." in sam.screen.text
    await lives(house, 40)
    count = len(came(sam, COMING))
    await lives(house, 7)
    assert len(came(sam, COMING)) == count + 1
    await sam.says("/mine")
    assert KEPT in sam.screen.text


async def test_to_stop_all_check_ins_ends_it_too(house: House, sam: Phone) -> None:
    await set_up(sam)
    await wanted(sam)
    await sam.says("/checkins")
    await sam.taps("Stop them all")
    assert "no longer kept for them" in sam.screen.text
    await lives(house, 9)
    assert came(sam, COMING, ASKING) == []


async def test_to_end_it_leaves_check_ins_as_they_are(sam: Phone) -> None:
    before = await set_up(sam)
    await wanted(sam)
    await sam.says("/skills")
    await sam.taps(OFF)
    assert (await planned(sam)).coming == before.coming
    assert (await planned(sam)).theme is None


@pytest.mark.promise("P56")
@pytest.mark.promise("P58")
async def test_none_comes_before_the_quiet_date_and_then_they_go_on(
    house: House, sam: Phone
) -> None:
    await wanted(sam)
    person, until = sam.person.id, date(2026, 12, 8)
    await house.store.write(lambda tx: quiet.hush(tx, person, until))
    await lives(house, 18)
    assert told(came(sam, COMING)) == ["09 Dec 15"]


async def test_a_pause_of_check_ins_holds_it_as_well(house: House, sam: Phone) -> None:
    await wanted(sam)
    person = sam.person.id
    await house.store.write(lambda tx: plans.pause(tx, person, date(2026, 12, 6)))
    await lives(house, 13)
    assert told(came(sam, COMING)) == ["06 Dec 15"]


async def test_words_typed_after_it_are_no_answer_to_a_check_in(house: House, sam: Phone) -> None:
    await to(house, await wanted(sam))
    await sam.says("Doing well")
    assert "Thank you for saying so" not in sam.screen.text
    assert "Thank you" not in str([each.text for each in sam.messages])


async def test_a_button_of_a_check_in_forged_for_it_changes_nothing(
    house: House, sam: Phone
) -> None:
    await to(house, await wanted(sam))
    coming = await first_of(sam)
    one = await house.store.read(sent)
    for verb in ("a", "l", "n", "q"):
        await sam.forges(f"check:{verb}:{one}:doing:well")
        assert await first_of(sam) == coming
    assert not house.raised


def sent(tx: Tx) -> str:
    query = select(prompt.c.id).where(prompt.c.state == State.SENT)
    return str(tx.connection.execute(query).scalar_one())
