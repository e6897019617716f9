"""What the ticker does: pay owed replies, end old drafts, forget what is over, tidy at night."""

from datetime import date, datetime, timedelta
from functools import partial

import structlog
from telegram import Bot
from telegram.error import TelegramError

from handlers.chat import remove, show
from handlers.context import Services
from handlers.count_notes import tell_leads
from handlers.debts import pay_debts
from handlers.ending import over_screen
from handlers.telling import tell_endings
from models.draft import Draft
from models.shift import week_of
from models.store import (
    counting,
    drafts,
    endings,
    incidents,
    keyring,
    leads,
    owed,
    plans,
    quiet,
    ratings,
    releases,
    retention,
    sums,
    updates,
)
from models.store.doors import Store, StoreDown, Tx
from models.store.erasures import BadList

log = structlog.get_logger()
NIGHT_ENDS = 3
"""The local hour of the nightly move: after late shifts have ended, before early ones begin."""


async def tick(bot: Bot, services: Services) -> None:
    """Do everything that is due at this moment; each part is safe to run twice or on replicas."""
    await pay_debts(bot, services)
    await end_drafts(bot, services)
    await services.store.write(lambda tx: _forget(tx, services.retention.update_hours))
    await _keep_list(services)
    await tidy_night(services)
    await post_releases(services)
    await tell_endings(bot, services)
    await tell_leads(bot, services)  # last: its doors may be closed while all else is well


async def end_drafts(bot: Bot, services: Services) -> None:
    """Erase drafts whose 24 hours are over; then their card becomes "Finished."."""

    def turn(tx: Tx) -> list[Draft]:
        over = drafts.expired(tx)
        for draft in over:
            drafts.erase(tx, draft.telegram_id)
        return over

    for draft in await services.store.write(turn):
        try:
            await _close(bot, draft)
        except TelegramError:
            continue  # erased all the same: a tap on the old card will say so


async def _close(bot: Bot, draft: Draft) -> None:
    """Close an old draft's card, and take away what quotes words that were not decided about."""
    if draft.checks:
        await remove(bot, draft.telegram_id, *(check.shown for check in draft.checks))
    if draft.card is not None:
        await show(bot, draft.telegram_id, over_screen(), at=draft.card)


def _forget(tx: Tx, hours: int) -> None:
    updates.forget_updates(tx, hours)
    owed.forget_owed(tx)
    leads.forget_invitations(tx)
    endings.forget_told(tx)
    quiet.forget_quiet(tx)
    keyring.note_use(tx)


async def _keep_list(services: Services) -> None:
    waiting = await services.store.keep_list()
    if waiting:
        log.error("erasures_not_listed", count=waiting)


async def tidy_night(services: Services) -> None:
    """Once a night move what is parked, erase what is over, then remove every trace of both.

    The move is recorded in its own transaction, the tidying after it: a kill between the two
    leaves the tidying due.
    """
    store, night = services.store, night_of(services.local_now())

    def move(tx: Tx) -> None:
        if updates.night_first_time(tx, "move", night):
            sums.count_answers(tx)
            incidents.move_parked(tx)
            ratings.move_parked(tx)

    await store.write(move)
    if await store.read(lambda tx: updates.night_is_done(tx, "tidy", night)):
        return
    for kind in retention.KINDS:
        await retention.erase_all(store, kind, services.retention)
    await store.write(plans.forget_over)
    await _shorten_list(services, night)
    try:
        await _renew(store, night)
        await store.tidy()
    except StoreDown as error:  # the next tick finds it still due, and all else goes on
        log.warning("tidy_put_off", error=type(error).__name__)
        return
    await store.write(lambda tx: updates.night_first_time(tx, "tidy", night))


async def _renew(store: Store, night: date) -> None:
    """Write rows anew once a night, not with each try of the tidying: each leaves dead rows."""
    if not await store.read(lambda tx: updates.night_is_done(tx, "renew", night)):
        await store.renew()
        await store.write(lambda tx: updates.night_first_time(tx, "renew", night))


async def _shorten_list(services: Services, night: date) -> None:
    """Take lines off the list that no backup needs; where that fails, it holds up nothing."""
    before = night - timedelta(days=services.retention.backup_days + 1)
    try:
        await services.store.forget_erasures(before)
    except (OSError, BadList) as error:
        log.error("erasures_not_forgotten", error=type(error).__name__)  # noqa: TRY400 - no trace


def night_of(local: datetime) -> date:
    """Return the date of the latest 3am on the wall."""
    return (local - timedelta(hours=NIGHT_ENDS)).date()


async def post_releases(services: Services) -> list[str]:
    """Post every period that has closed, the oldest first, and return their names.

    Counting reads a snapshot and holds nobody up; what it found is posted in one short
    transaction, by whichever replica comes first.
    """
    store, today = services.store, services.local_now().date()
    if await store.read(releases.began) is None:
        await store.write(lambda tx: releases.choose(tx, week_of(today)))
    posted = []
    while due := await store.read(partial(releases.next_due, today=today)):
        if due.rows is None:
            await store.write(partial(releases.choose, week=due.period.last))
            continue
        counted = await store.read(partial(counting.count, due=due))
        if await store.write(partial(releases.post, due=due, tally=counted)):
            posted.append(due.period.key)
    return posted
