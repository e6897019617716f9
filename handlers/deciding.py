"""What a person decides about typed words: keep them hidden or as typed, change or leave out."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import partial
from zoneinfo import ZoneInfo

from telegram import Message, MessageEntity, Update

from handlers.chat import answer_stale, deliver, remove, show, tapped
from handlers.context import Context, once, person_of
from handlers.home import Seat, seat_of
from handlers.mine import show_report
from handlers.own_words import (
    OWN,
    Asking,
    asking_about,
    changing_screen,
    check_screen,
    plain_screen,
)
from handlers.report import Came, Outcome, show_draft
from messages.screen import Screen, viewed
from messages.words import label
from models.draft import Adding, Check, Draft, Scale
from models.incident import Addition
from models.own_words import MOST, Act, Press, joined, length, read_press
from models.shift import week_of
from models.store import additions, drafts
from models.store.doors import Tx
from models.turn import words_kept

_QUOTES = (MessageEntity.BLOCKQUOTE, MessageEntity.EXPANDABLE_BLOCKQUOTE)


class Word(StrEnum):
    """What came of a decision; some are the toast that says so."""

    KEPT = "kept"
    ADDED = "added"
    LEFT_OUT = "left_out"
    CHANGING = "changing"
    ANEW = "anew"
    LOST = "lost"
    OVER = "over"
    STALE = "stale"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Tapped:
    """What was tapped, in which week: the button, the check it stands under, and what that asks.

    Nothing is asked about any more when the person has taken the typed message away.
    """

    press: Press
    check: Check
    asking: Asking | None
    week: date


@dataclass(frozen=True, slots=True)
class Decided:
    """What a transaction left behind, and the messages that are no longer needed.

    report: the kept report that it was about, and the message that asked; None for the draft's.
    """

    came: Word
    seat: Seat
    asking: Asking | None = field(default=None, repr=False)
    gone: tuple[int, ...] = ()
    report: Adding | None = None


async def on_decision(update: Update, context: Context, data: str) -> None:
    """Take a tap under a check; the message it replies to brings the words back."""
    turn = partial(_turn, update, read_press(data), context.services.zone)
    decided = await once(update, context, turn)
    if decided.came in (Word.KEPT, Word.ADDED, Word.LEFT_OUT, Word.AGAIN):
        await _tidy_away(update, context, decided)
    elif decided.came is Word.STALE:
        await answer_stale(update)
    else:
        screen = viewed(_screen(decided), simple=decided.seat.simple)
        shown = show(context.bot, person_of(update), screen, at=tapped(update))
        await deliver(update, context, OWN, shown)


def _screen(decided: Decided) -> Screen:
    if decided.asking is None:
        return plain_screen(decided.came)
    draw = changing_screen if decided.came is Word.CHANGING else check_screen
    return draw(decided.asking)


async def _tidy_away(update: Update, context: Context, decided: Decided) -> None:
    """Take the typed message and its check out of the chat, and show what they were for."""
    removed = await remove(context.bot, person_of(update), *decided.gone)
    toast = label(OWN, decided.came if removed else "still_there")
    if decided.came is Word.AGAIN:
        toast = ""
    if decided.report is not None:
        shown = show_report(context, person_of(update), decided.report)
        await deliver(update, context, "mine", shown, toast=toast)
        return
    outcome = Outcome(Came.OPEN, decided.seat.draft, decided.seat)
    await deliver(update, context, "card", show_draft(context, outcome), toast=toast)


def _turn(update: Update, press: Press | None, zone: ZoneInfo, tx: Tx, fresh: bool) -> Decided:
    seat, shown = seat_of(tx, person_of(update)), tapped(update)
    if press is None or shown is None:
        return Decided(Word.STALE, seat)
    draft = seat.draft if seat.draft and seat.draft.id == press.draft else None
    check = next((each for each in (draft.checks if draft else ()) if each.shown == shown), None)
    words = words_of(update, press.act)
    asking = None
    if draft is not None and words is not None:
        asking = asking_about(tx, draft, words, zone, press.to)
    if not fresh:
        return replace(_again(update, seat, check, asking), report=_report_of(press, None))
    if draft is None or check is None:
        return Decided(Word.STALE if draft else Word.OVER, seat)
    week = week_of(tx.now.astimezone(zone).date())
    return _decide(tx, seat, draft, Tapped(press, check, asking, week))


def _again(update: Update, seat: Seat, check: Check | None, asking: Asking | None) -> Decided:
    """Return what to show for a tap that was handled before: its reply may not have arrived."""
    if check is None:
        return Decided(Word.AGAIN, seat, gone=_messages_of(update))
    if asking is None:
        return Decided(Word.LOST, seat)
    return Decided(Word.CHANGING if check.changing else Word.ANEW, seat, asking)


def _decide(tx: Tx, seat: Seat, draft: Draft, tap: Tapped) -> Decided:
    """Do what was tapped to the open draft; only the words that were shown are ever kept."""
    press, check, asking = tap.press, tap.check, tap.asking
    if press.act is Act.LEAVE:
        return _settle(tx, seat, _without(draft, check), Word.LEFT_OUT, tap)
    if asking is None:
        drafts.keep(tx, _without(draft, check))
        return Decided(Word.LOST, seat)
    if press.act is Act.CHANGE:
        drafts.add_check(tx, draft.telegram_id, draft.id, replace(check, changing=True))
        return Decided(Word.CHANGING, seat, asking)
    return _keep(tx, seat, draft, tap, asking)


def _keep(tx: Tx, seat: Seat, draft: Draft, tap: Tapped, asking: Asking) -> Decided:
    """Keep what was shown, with the draft or with the report that it is added to."""
    press = tap.press
    words = asking.hidden if press.act is Act.HIDDEN else asking.words
    if not _was_shown(press, asking) or length(joined(asking.before, words)) > MOST:
        return Decided(Word.ANEW, seat, asking)
    replaced = [each for each in draft.checks if each.changing]
    left = _without(draft, tap.check, *replaced)
    if not press.to:
        moved = words_kept(left, joined(draft.words, words), tx.now)
        return _settle(tx, seat, moved, Word.KEPT, tap, *replaced)
    if not additions.add(tx, draft.telegram_id, press.to, Addition(tap.week, words)):
        return Decided(Word.OVER, seat)
    return _settle(tx, seat, left, Word.ADDED, tap, *replaced)


def _was_shown(press: Press, asking: Asking) -> bool:
    """Tell whether the words are those the button was made for, or stand beside it."""
    return press.act is Act.USE or press.mark == asking.mark


def _settle(
    tx: Tx, seat: Seat, draft: Draft, came: Word, tap: Tapped, *replaced: Check
) -> Decided:
    gone = {each for check in (tap.check, *replaced) for each in (check.typed, check.shown)}
    report = _report_of(tap.press, draft.typed_for)
    if report is None:
        drafts.keep_worded(tx, draft)
    else:
        drafts.keep_some(tx, replace(draft, typed_for=None))
    return Decided(came, replace(seat, draft=draft), gone=tuple(gone), report=report)


def _report_of(press: Press, typed_for: Adding | Scale | None) -> Adding | None:
    """Return the kept report that a tap is about, and the message that it may be shown in."""
    if not press.to:
        return None
    if isinstance(typed_for, Adding) and typed_for.report == press.to:
        return typed_for
    return Adding(press.to, None)


def _without(draft: Draft, *over: Check) -> Draft:
    return replace(draft, checks=tuple(check for check in draft.checks if check not in over))


def words_of(update: Update, act: Act) -> str | None:
    """Return the words a tap is about: typed in the message replied to, or quoted in its own.

    None when the person has taken the message away. They are read from the chat, since nothing of
    them is stored.
    """
    query = update.callback_query
    message = query.message if query else None
    if not isinstance(message, Message):
        return None
    typed = message.reply_to_message
    if act is not Act.USE:
        return typed.text if typed else None
    quoted = message.parse_entities(list(_QUOTES)) if message.text and not typed else {}
    return next(iter(quoted.values()), None)


def _messages_of(update: Update) -> tuple[int, ...]:
    query = update.callback_query
    message = query.message if query else None
    if not isinstance(message, Message):
        return ()
    typed = message.reply_to_message
    return (message.message_id, *((typed.message_id,) if typed else ()))
