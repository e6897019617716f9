"""Replies that did not arrive, shown again from what is stored now."""

import asyncio
from collections.abc import Callable, Mapping

from telegram import Bot
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from handlers import (
    checkin_taps,
    checkins,
    copies,
    count_screens,
    courses,
    ending,
    keeping,
    leads,
    leaving,
    lessons,
    looking_back,
    mine,
    more,
    own_words,
    plan_screens,
    planning,
    rehearsing,
    site,
    skills,
    stray,
    support,
)
from handlers.card import Brush
from handlers.chat import show, wait_of
from handlers.context import Services
from handlers.count_view import COUNTS
from handlers.home import home_screen, seat_of
from messages.screen import Screen, numbered
from models.store import owed
from models.store.doors import Tx
from models.store.owed import Owed

RETRY_SECONDS = 20
"""Wait before the same reply is tried again; its row ends after 24 hours (models.store.owed)."""
BATCH = 50


async def pay_debts(bot: Bot, services: Services) -> None:
    """Show what is owed and due, each chat once; one slow chat only delays itself."""
    debts = await services.store.write(lambda tx: owed.due(tx, BATCH))
    await asyncio.gather(*(_pay(bot, services, debt) for debt in debts))


async def _pay(bot: Bot, services: Services, debt: Owed) -> None:
    person, store = debt.telegram_id, services.store
    screen, at = await store.read(lambda tx: draw(services, tx, debt))
    try:
        await show(bot, person, screen, at=at)
    except RetryAfter as error:
        seconds = wait_of(error)
        await store.write(lambda tx: owed.later(tx, person, seconds))
    except (Forbidden, BadRequest):
        await store.write(lambda tx: owed.paid(tx, debt))  # nobody is there to show it to
    except TelegramError:
        await store.write(lambda tx: owed.later(tx, person, RETRY_SECONDS))
    else:
        await store.write(lambda tx: owed.paid(tx, debt))


def draw(services: Services, tx: Tx, debt: Owed) -> tuple[Screen, int | None]:
    """Return the screen that is owed as things stand now, and the message it belongs in."""
    seat = seat_of(tx, debt.telegram_id)
    card = seat.draft is not None and seat.draft.typed_for is None
    if debt.screen in ("card", owed.AGAIN) and seat.draft is not None and card:
        screen = Brush(seat.draft, seat.site, services.local_now(), services.zone).screen()
        return (numbered(screen) if seat.simple else screen), seat.draft.card
    drawn = _DRAWN.get(debt.screen)
    if drawn is not None:
        return drawn(services, tx, debt.telegram_id), None
    return home_screen(seat, services), None


_DRAWN: Mapping[str, Callable[[Services, Tx, int], Screen]] = {
    "finished": lambda services, tx, person: ending.again_screen(
        services.zone.key, simple=seat_of(tx, person).simple
    ),
    "support": lambda services, tx, person: support.first_screen(
        support.found_for(tx, person, services)
    ),
    "stray": lambda _services, tx, person: stray.stray_screen(
        waiting=seat_of(tx, person).until is not None
    ),
    own_words.OWN: lambda _services, _tx, _person: own_words.plain_screen("again"),
    copies.COPIES: lambda _services, _tx, _person: copies.again_screen(),
    COUNTS: lambda _services, _tx, _person: count_screens.again_screen(),
    plan_screens.PLAN: planning.owed_screen,
    checkins.CHECK: lambda _services, tx, person: checkin_taps.owed_screen(tx, person),
    looking_back.DRAWING: lambda _services, _tx, _person: looking_back.again_screen(),
    "mine": lambda services, tx, person: mine.owed_screen(tx, person, services.local_now()),
    "site": lambda _services, tx, person: site.owed_screen(tx, person),
    keeping.KEEP: lambda _services, tx, person: keeping.owed_screen(tx, person),
    leads.LEAD: lambda _services, tx, person: leads.owed_screen(tx, person),
    lessons.SKILLS: skills.owed_screen,
    courses.COURSES: courses.owed_screen,
    rehearsing.SCENE: lambda _services, tx, person: rehearsing.owed_screen(tx, person),
    "stop": leaving.owed_screen,
    "stopped": lambda _services, _tx, _person: leaving.stopped_screen(),
    **{
        name: lambda services, tx, person, name=name: more.plain_screen(  # type: ignore[misc]
            name, services, tx, person
        )
        for name in more.PLAIN
    },
}
