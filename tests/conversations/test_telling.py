"""Somebody is told before what they kept ends: once, silently, by day, and of nothing more."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from bot.sandbox.shapes import Message
from handlers.chores import post_releases
from handlers.telling import tell_endings
from models.incident import Incident
from models.retention import Retention
from models.store import enrolments, incidents, releases
from tests.conversations.phone import House, Phone, sqlite_url
from tests.guards.language import lock_screen_safe

LONG_AGO = Incident(week=date(2025, 10, 20), band=None, witness=False, answers={"what": ("hit",)})
"""It ends on 21 November 2026."""


async def house_at(tmp_path: Path, *day: int) -> tuple[House, Phone]:
    """Return a house at noon of a day, and somebody who has kept a report for long."""
    start = datetime.combine(date(*day), time(12), UTC)
    house = await House.build(sqlite_url(tmp_path), start=start)
    sam = house.phone("Sam")
    await sam.says("/start")
    await house.store.write(lambda tx: incidents.file(tx, sam.person.id, LONG_AGO))
    return house, sam


def told(sam: Phone) -> list[Message]:
    """Return what the bot said after its first screen."""
    return [each for each in sam.messages if each.by == "bot"][1:]


@pytest.mark.promise("P31")
async def test_somebody_is_told_once_14_days_before_and_then_it_is_gone(tmp_path: Path) -> None:
    house, sam = await house_at(tmp_path, 2026, 11, 6)
    await house.forward(timedelta(0))
    assert told(sam) == []
    await house.forward(timedelta(hours=14))  # 2am
    assert told(sam) == []
    await house.forward(timedelta(hours=10))
    for _ in range(13):
        await house.forward(timedelta(hours=24))
        await house.forward(timedelta(minutes=1))
    [only] = told(sam)
    assert "21 November 2026" in only.text
    assert lock_screen_safe(only.text)
    assert only.silent
    assert "See what is kept" in sam.labels
    assert "Need help now" in sam.labels
    await sam.taps("See what is kept")
    assert any("Week of 20 October 2025" in label for label in sam.labels)
    await house.forward(timedelta(days=2))
    assert await house.store.read(lambda tx: incidents.mine(tx, sam.person.id)) == []
    assert len(told(sam)) == 1
    await house.close()


async def test_own_settings_are_told_of_too_and_a_tap_keeps_them(tmp_path: Path) -> None:
    house = await House.build(sqlite_url(tmp_path), start=datetime(2025, 11, 3, 12, tzinfo=UTC))
    sam = house.phone("Sam")
    await sam.says("/start")
    await house.store.write(lambda tx: enrolments.join(tx, sam.person.id, None))
    await house.forward(timedelta(days=380))
    assert "1 December 2026" in sam.screen.text
    assert lock_screen_safe(sam.screen.text)
    await sam.taps("Back to start")
    await house.forward(timedelta(days=20))
    assert await house.store.read(lambda tx: enrolments.of(tx, sam.person.id)) is not None
    await house.close()


async def test_who_could_not_be_reached_is_tried_again_and_who_blocked_us_is_not(
    tmp_path: Path,
) -> None:
    house, sam = await house_at(tmp_path, 2026, 11, 8)
    house.world.faults.next("sendMessage", 500)
    await house.forward(timedelta(0))
    assert told(sam) == []
    await house.forward(timedelta(minutes=30))
    assert told(sam) == []
    await house.forward(timedelta(hours=24))
    assert len(told(sam)) == 1
    await house.close()


async def test_two_replicas_tell_once(tmp_path: Path) -> None:
    house, sam = await house_at(tmp_path, 2026, 11, 8)
    await asyncio.gather(*(tell_endings(house.app.bot, house.services) for _ in range(4)))
    assert len(told(sam)) == 1
    await house.close()


async def test_shorter_times_are_told_of_by_their_own_days(tmp_path: Path) -> None:
    house, sam = await house_at(tmp_path, 2026, 1, 11)
    house.services = replace(house.services, retention=Retention(report_months=3))
    await house.store.write(lambda tx: releases.choose(tx, LONG_AGO.week))
    await post_releases(house.services)
    await tell_endings(house.app.bot, house.services)
    assert "21 January 2026" in sam.screen.text
    await house.close()
