"""The promises of PRIVACY.md on support: what is asked for, shown and did not work."""

from pathlib import Path

import pytest
from sqlalchemy import select

from messages.words import label
from models.facts_code import pack
from models.store import routes
from models.tables import seen_update
from tests.conversations.kept import column_names, file_bytes, lasting_counts
from tests.conversations.made import FAST
from tests.conversations.phone import House, Phone
from tests.conversations.stock import places, stocked


@pytest.mark.promise("P16")
@pytest.mark.parametrize("choice", ["No link to me", "Do not keep it"])
async def test_what_support_is_asked_for_and_shown_is_not_kept(
    house: House, sam: Phone, tmp_path: Path, choice: str
) -> None:
    await stocked(house)
    await sam.says("/start pebblewick-general")
    await sam.taps(*FAST, choice)
    before = await house.store.read(lasting_counts)
    travelling = {pack(place.facts) for place in places(sam)}
    for need in ("talk", "work", "official", "police", "legal", "breathe", "not_now"):
        await sam.taps(label("aid", need))
        if "Back" in sam.labels:
            await sam.taps("Back")
    await sam.says("/support")
    await sam.taps(label("support", "sexual"), "Back", label("support", "home"))
    assert await house.store.read(lasting_counts) == before
    found = file_bytes(tmp_path)
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
    before = await house.store.read(lasting_counts)
    await sam.says("/support")
    await sam.taps(label("support", "talk"), "Samaritans", label("routes", "did_not_work"))
    after = await house.store.read(lasting_counts)
    assert after == before | {"route_failure": 1}
    columns = await house.store.read(lambda tx: column_names(tx, "route_failure"))
    assert columns == {"route", "month", "count"}
    (counted,) = await house.store.read(routes.failures)
    assert (counted.route, counted.month, counted.count) == ("samaritans", "2026-11", 1)
