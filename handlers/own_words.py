"""Own words: what is typed is shown as it would be kept, and nothing is kept before the tap."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias
from zoneinfo import ZoneInfo

from telegram import Message, Update
from telegram.error import BadRequest

from handlers.care import help_button
from handlers.chat import deliver, remove, show
from handlers.context import Context, Services, once, person_of
from handlers.home import Seat, seat_of
from messages.screen import Button, Screen, rows, viewed
from messages.words import label, say
from models.draft import Adding, Check, Draft
from models.own_words import MOST, Act, Press, joined, length, mark_of
from models.redaction import Kind, find, hide, public_of
from models.shift import week_of
from models.store import additions, drafts, routes
from models.store.doors import Tx

OWN = "own_words"


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked about: words as typed and as they would be hidden, for the open draft.

    With `to` they are added to the report of that id, to what was `added` in this week before.
    """

    draft: Draft
    words: str
    hidden: str
    to: str = ""
    added: str = ""

    @property
    def before(self) -> str:
        """Return the words that these are added to."""
        return self.added if self.to else self.draft.words

    @property
    def long(self) -> int:
        """Return how long it would be beside the words kept before, as typed or hidden."""
        return max(length(joined(self.before, each)) for each in (self.words, self.hidden))

    @property
    def fits(self) -> bool:
        """Tell whether it would all fit."""
        return self.long <= MOST

    @property
    def mark(self) -> str:
        """Return a mark of what is shown: the words as typed and as hidden."""
        return mark_of(f"{self.words}\n{self.hidden}")

    def button(self, part: str, act: Act) -> Button:
        """Return a button that is only good for these words and this draft."""
        return Button(label(OWN, part), str(Press(self.draft.id, act, self.mark, self.to)))


def asking_about(tx: Tx, draft: Draft, words: str, zone: ZoneInfo, to: str = "") -> Asking:
    """Return what to ask; numbers and addresses of support routes are not hidden."""
    today = tx.now.astimezone(zone).date()
    marks = {kind: label("redaction", kind) for kind in Kind}
    public = public_of(routes.all_routes(tx))
    added = additions.in_week(tx, draft.telegram_id, to, week_of(today)) if to else ""
    return Asking(draft, words, hide(words, find(words, today, public), marks), to, added)


Draw: TypeAlias = Callable[[Asking], Screen]


def check_screen(asking: Asking) -> Screen:
    """Return what would be kept of typed words, and what may be done with them."""
    if not asking.fits:
        return too_long_screen(asking)
    shown = asking.hidden
    keeps = [asking.button("keep", Act.TYPED)]
    if shown != asking.words:
        keeps = [asking.button("keep_hidden", Act.HIDDEN), asking.button("keep_typed", Act.TYPED)]
    rest = (asking.button("change", Act.CHANGE), asking.button("leave", Act.LEAVE))
    part, more = "plain" if shown == asking.words else "check", bool(asking.before)
    text = say(OWN, part, shown=shown, more=more)
    return Screen(text, (*rows(*keeps), *rows(*rest), (help_button(),)))


def too_long_screen(asking: Asking) -> Screen:
    """Say how long it was; nothing is lost, since it stays in the chat."""
    leave = asking.button("leave", Act.LEAVE)
    text = say(OWN, "too_long", long=f"{asking.long:,}", weekly=bool(asking.to))
    return Screen(text, ((leave,), (help_button(),)))


def offer_screen(asking: Asking) -> Screen:
    """Offer to use what was typed at another place; the words travel in the message itself."""
    draft = asking.draft
    use = Button(label(OWN, "use"), str(Press(draft.id, Act.USE, "")))
    no = Button(label(OWN, "no"), str(Press(draft.id, Act.LEAVE, "")))
    text = say(OWN, "offer", shown=asking.hidden, more=bool(draft.words))
    return Screen(text, (*rows(use, no), (help_button(),)))


def changing_screen(asking: Asking) -> Screen:
    """Say how typed words can be changed."""
    leave = asking.button("leave", Act.LEAVE)
    return Screen(say(OWN, "changing"), ((leave,), (help_button(),)))


def plain_screen(part: str) -> Screen:
    """Return a line without a choice: "lost", "over" or "again"."""
    return Screen(say(OWN, part), ((help_button(),),))


async def on_words(update: Update, context: Context) -> None:
    """Show what was typed as it would be kept, as a reply to it; edited words are shown again."""
    await _ask(update, context, check_screen, reply=True)


async def on_stray_words(update: Update, context: Context) -> None:
    """Offer words that answered no question as own words, and take them out of the chat.

    What is too long to be offered stays until the person decides: it may be all they have.
    """
    message = update.effective_message
    if message is None:
        return
    if not await _fits(message, person_of(update), context.services):
        await on_words(update, context)
    elif await _ask(update, context, offer_screen, reply=False):
        await remove(context.bot, person_of(update), message.message_id)


async def _fits(message: Message, person: int, services: Services) -> bool:
    asking = await services.store.read(lambda tx: _asking(tx, person, message, services.zone)[0])
    return asking is not None and asking.fits


def _asking(tx: Tx, person: int, message: Message, zone: ZoneInfo) -> tuple[Asking | None, Seat]:
    seat = seat_of(tx, person)
    if seat.draft is None:
        return None, seat
    typed_for = seat.draft.typed_for
    to = typed_for.report if isinstance(typed_for, Adding) else ""
    return asking_about(tx, seat.draft, message.text or "", zone, to), seat


async def _ask(update: Update, context: Context, draw: Draw, *, reply: bool) -> bool:
    """Show the screen about a typed message, and note both messages; False when it is owed."""
    person, message, zone = person_of(update), update.effective_message, context.services.zone
    if message is None:
        return False
    asking, seat = await once(
        update, context, lambda tx, _fresh: _asking(tx, person, message, zone)
    )
    if asking is None:
        return False
    draft, typed = asking.draft, message.message_id
    at = next((check.shown for check in draft.checks if check.typed == typed), None)
    screen = viewed(draw(asking), simple=seat.simple)
    shown = await deliver(update, context, OWN, _show(context, person, screen, at, typed * reply))
    if shown is None:
        return False
    check = Check(shown, typed)
    await context.services.store.write(lambda tx: drafts.add_check(tx, person, draft.id, check))
    return True


async def _show(
    context: Context, person: int, screen: Screen, at: int | None, typed: int
) -> int | None:
    """Show it as a reply to the typed message; None when the person has taken that away."""
    try:
        return await show(context.bot, person, screen, at=at, reply_to=typed or None)
    except BadRequest as error:
        if "repl" in error.message.lower():
            return None
        raise
