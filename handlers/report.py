"""Logging an encounter: each tap in one transaction, then the card shown again."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from functools import partial
from zoneinfo import ZoneInfo

from telegram import Update

from handlers.card import Brush
from handlers.chat import deliver, remove, show, still, tapped
from handlers.clearing import FINISHED
from handlers.context import Context, once, person_of
from handlers.ending import finish_card, over_screen
from handlers.home import Seat, home_screen, seat_of
from messages.screen import numbered
from messages.words import label
from models.draft import AWAY, Draft, new_draft
from models.filing import Keep, incident_of
from models.flow import Rejected
from models.report import REPORT
from models.store import drafts, incidents
from models.store.doors import Tx
from models.turn import Stale, Tap, Verb, read_tap, take

TRAIL = 20
"""Messages a flow may leave in the chat; simple view takes older ones away (docs/decisions.md)."""


class Came(StrEnum):
    """What came of a tap."""

    OPEN = "open"
    STALE = "stale"
    GONE = "gone"
    AWAY = "away"
    EXPIRED = "expired"
    FIND = "find"
    NO_LINK = "no_link"
    NOTHING = "nothing"
    DISCARDED = "discarded"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a transaction left behind, for the reply to show."""

    came: Came
    draft: Draft | None
    seat: Seat
    in_place: bool = True


def begin(flow: str = "") -> Callable[[Update, Context, str], Awaitable[None]]:
    """Return the handler of a button that begins the named flow, or carries on what is begun."""

    async def on_begin(update: Update, context: Context, _data: str = "") -> None:
        turn = partial(_begin, update, flow, context.services.retention.draft_life)
        await reply(update, context, await once(update, context, turn))

    return on_begin


def _begin(update: Update, flow: str, life: timedelta, tx: Tx, fresh: bool) -> Outcome:
    person, card = person_of(update), tapped(update)
    draft = drafts.load(tx, person)
    if draft is None and not (fresh and flow):  # what was begun is over
        return Outcome(Came.AWAY if flow else Came.EXPIRED, None, seat_of(tx, person))
    if fresh and flow and draft is not None and (draft.answers or draft.words):
        return Outcome(Came.AWAY, draft, seat_of(tx, person))  # two logs must not become one
    if draft is None or (fresh and flow not in ("", draft.flow)):
        draft = new_draft(person, flow or REPORT.name, tx.now, life)
        drafts.erase(tx, person)  # one that has expired is not waited for: it may have had words
    if fresh:
        draft = _on_message(replace(draft, view=replace(draft.view, panel="")), card)
        drafts.keep(tx, draft)
    return Outcome(Came.OPEN, draft, seat_of(tx, person), in_place=card is not None)


async def on_card(update: Update, context: Context, data: str) -> None:
    """Take a tap on a card, or a typed answer that means one."""
    turn = partial(_turn, update, data, context.services.zone)
    await reply(update, context, await once(update, context, turn))


def _turn(update: Update, data: str, zone: ZoneInfo, tx: Tx, fresh: bool) -> Outcome:
    person = person_of(update)
    seat = seat_of(tx, person)
    draft = seat.draft
    try:
        tap = read_tap(data)
    except Stale:
        return Outcome(Came.STALE, draft, seat)
    if draft is None or draft.id != tap.draft:
        if fresh or (came := _came_before(tap)) is Came.GONE:
            return Outcome(Came.GONE, draft, seat)
        return Outcome(came, None, seat)  # a draft that was begun since goes on
    if not fresh:
        return Outcome(Came.OPEN, draft, seat)
    try:
        moved = _on_message(take(_at_hand(draft), tap, tx.now), tapped(update))
    except (Stale, Rejected):
        return Outcome(Came.STALE, draft, seat)
    if moved.words != draft.words:
        drafts.keep_worded(tx, moved)
    return _settle(tx, tap, moved, seat, zone)


def _at_hand(draft: Draft) -> Draft:
    """Return a draft as its card shows it, though another screen was opened since."""
    if draft.view.panel != AWAY:
        return draft
    return replace(draft, typed_for=None, view=replace(draft.view, panel=""))


def _came_before(tap: Tap) -> Came:
    """Return what came of a tap that is delivered again, now that its draft has ended."""
    ends = {Verb.DISCARD: Came.DISCARDED, Verb.CHOOSE: Came.AGAIN, Verb.BACK: Came.AWAY}
    return ends.get(tap.verb, Came.GONE)


def _settle(tx: Tx, tap: Tap, draft: Draft, seat: Seat, zone: ZoneInfo) -> Outcome:
    """Keep the moved draft, or end it as the person chose."""
    if tap.verb is Verb.CHOOSE:
        return Outcome(_file(tx, draft, Keep(tap.key), zone), draft, seat)
    if tap.verb is Verb.DISCARD:
        drafts.erase(tx, draft.telegram_id)
        return Outcome(Came.DISCARDED, draft, seat)
    if draft.view.panel == AWAY:
        if draft.answers or draft.words:
            drafts.keep(tx, draft)
        else:
            drafts.erase(tx, draft.telegram_id)
        return Outcome(Came.AWAY, draft, seat_of(tx, draft.telegram_id))
    drafts.keep(tx, draft)
    return Outcome(Came.OPEN, draft, seat, in_place=tap.verb in (Verb.TICK, Verb.UNTICK))


def _file(tx: Tx, draft: Draft, keep: Keep, zone: ZoneInfo) -> Came:
    incident = incident_of(draft, tx.now, zone)
    if keep is Keep.FIND:
        incidents.file(tx, draft.telegram_id, replace(incident, words=draft.words))
    elif keep is Keep.NO_LINK:
        incidents.park(tx, incident)
    drafts.erase(tx, draft.telegram_id)
    return Came(keep)


def _on_message(draft: Draft, card: int | None) -> Draft:
    if card is None or card == draft.card:
        return draft
    return replace(draft, card=card, trail=(*draft.trail, card))


async def reply(update: Update, context: Context, outcome: Outcome) -> None:
    """Show what came of it, once; what does not arrive is owed."""
    if outcome.came is Came.OPEN:
        await deliver(update, context, "card", show_draft(context, outcome))
    elif outcome.came in (Came.AWAY, Came.EXPIRED):
        screen = home_screen(outcome.seat, context.services)
        shown = show(context.bot, person_of(update), screen, at=tapped(update))
        toast = label(FINISHED, outcome.came) if outcome.came is Came.EXPIRED else ""
        await deliver(update, context, "home", shown, toast=toast)
    elif outcome.came in (Came.STALE, Came.GONE):
        toast = label(FINISHED, outcome.came)
        await deliver(update, context, "card", _mend(update, context, outcome), toast=toast)
    else:
        await deliver(update, context, "finished", _end(update, context, outcome))


async def _end(update: Update, context: Context, outcome: Outcome) -> None:
    """End the flow. What was typed and not decided about can be cleared with the rest of it.

    What we wrote about it goes at once: it quotes the person, and nothing of it was kept.
    """
    draft = outcome.draft
    if draft is not None and draft.checks:
        await remove(context.bot, draft.telegram_id, *(check.shown for check in draft.checks))
        typed = (check.typed for check in draft.checks)
        draft = replace(draft, trail=(*draft.trail, *typed))
    await finish_card(update, context, draft, outcome.came, simple=outcome.seat.simple)


async def _mend(update: Update, context: Context, outcome: Outcome) -> None:
    """Close the old message that was tapped, and leave the open card as it is."""
    person, message = person_of(update), tapped(update)
    if outcome.draft is not None and message in (None, outcome.draft.card):
        await show_draft(context, outcome)
    elif message is not None:
        await show(context.bot, person, over_screen(), at=message)


async def show_draft(context: Context, outcome: Outcome) -> None:
    """Show the draft's card: edited in place, or in simple view sent as a new message."""
    draft, services = outcome.draft, context.services
    if draft is None:
        return
    screen = Brush(draft, outcome.seat.site, services.local_now(), services.zone).screen()
    if not outcome.seat.simple:
        card = await show(context.bot, draft.telegram_id, screen, at=draft.card)
    elif outcome.in_place:
        card = await show(context.bot, draft.telegram_id, numbered(screen), at=draft.card)
    else:
        card = await show(context.bot, draft.telegram_id, numbered(screen))
        if draft.card is not None:
            await still(context.bot, draft.telegram_id, draft.card)
    if card != draft.card:
        await remember_card(context, draft, card)


async def remember_card(context: Context, draft: Draft, card: int) -> None:
    """Note which message is the card now, and take the oldest out of a long trail."""
    trail = (*draft.trail, card)
    old, trail = trail[:-TRAIL], trail[-TRAIL:]
    if old:
        await remove(context.bot, draft.telegram_id, *old)
    await context.services.store.write(
        lambda tx: drafts.set_card(tx, draft.telegram_id, draft.id, card, trail)
    )
