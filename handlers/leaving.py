"""Stop: says what goes and what stays, asks once, then erases every row keyed by the person.

Who blocks the bot ends the check-ins alone: nobody can be written to there any more.
"""

from dataclasses import dataclass
from functools import partial

from telegram import Bot, Chat, ChatMember, Update

from handlers import groups
from handlers.care import help_button
from handlers.chat import deliver, edited, remove, show, tapped
from handlers.context import Context, Services, once, person_of
from handlers.ending import over_screen
from handlers.home import as_read, start_button
from handlers.kept import kept_about
from messages.screen import Button, Screen
from messages.words import label, say
from models.draft import Draft
from models.store import drafts, incidents, people, plans
from models.store.doors import Tx

YES = "stop:yes:"
"""What the data of the button begins with that erases; how many reports it told of follows."""


async def on_stop(update: Update, context: Context, data: str = "") -> None:
    """Ask, or on stop:yes:<reports> erase; one that told of other reports has it asked anew."""
    person, services = person_of(update), context.services
    sure = data.startswith(YES) and await _is_told(services, person, data.removeprefix(YES))
    if sure:
        await plans.landed(services.store, person)
    screen, begun = await once(update, context, partial(_turn, person, services, sure=sure))
    at = tapped(update)
    shown = _show(context.bot, person, screen, begun, at)
    await deliver(update, context, "stopped" if sure else "stop", shown)


async def _show(
    bot: Bot, person: int, screen: Screen, begun: Draft | None, at: int | None
) -> None:
    """Show a screen, and close what was begun and is erased: no card may look open that is not.

    What we wrote about words that were not decided on goes, since it quotes the person.
    """
    await show(bot, person, screen, at=at)
    if begun is not None and begun.card not in (None, at):
        await edited(bot, person, over_screen(), begun.card)
    if begun is not None and begun.checks:
        await remove(bot, person, *(check.shown for check in begun.checks))


async def _is_told(services: Services, person: int, reports: str) -> bool:
    """Tell whether a button told of what would go now: it may stand in the chat for months."""
    held = len(await services.store.read(lambda tx: incidents.mine(tx, person)))
    return not held or reports == str(held)


@dataclass(frozen=True, slots=True)
class Leaves:
    """What goes when somebody stops: how many findable reports, and a line for all else.

    days: how long what goes may still be in a backup.
    """

    reports: int
    kept: tuple[str, ...]
    days: int


def _turn(
    person: int, services: Services, tx: Tx, fresh: bool, *, sure: bool
) -> tuple[Screen, Draft | None]:
    """Return what is shown, and the draft that was erased, for its messages."""
    if not sure:
        return owed_screen(services, tx, person), None
    begun = drafts.load(tx, person)
    if fresh:
        people.erase_person(tx, person)
    return stopped_screen(), begun


def owed_screen(services: Services, tx: Tx, person: int) -> Screen:
    """Return what is asked before anything is erased, as things stand now."""
    return as_read(tx, person, stop_screen(what_goes(tx, person, services)))


def what_goes(tx: Tx, person: int, services: Services) -> Leaves:
    """Read what there is to erase."""
    kept = kept_about(tx, person, services.local_now())
    return Leaves(len(incidents.mine(tx, person)), kept, services.retention.backup_days)


def stop_screen(left: Leaves) -> Screen:
    """Return what goes and what stays; keeping stands first. Without anything nothing is asked."""
    text = say("stop", reports=left.reports, kept=left.kept, days=left.days)
    if not left.reports and not left.kept:
        return Screen(text, ((help_button(), start_button()),))
    no = Button(label("stop", "no"), "home:start")
    yes = Button(label("stop", "yes"), f"{YES}{left.reports}")
    copies = ((Button(label("stop", "copy"), "mine:"),),) if left.reports else ()
    return Screen(text, (*copies, (no,), (yes,), (help_button(),)))


def stopped_screen() -> Screen:
    """Return what is said when everything is erased."""
    return Screen(say("stop", "done"), ((help_button(), start_button()),))


async def on_member(update: Update, context: Context) -> None:
    """Forget where to write to when somebody blocks the bot; groups are left."""
    chat, changed = update.effective_chat, update.my_chat_member
    if chat is None or chat.type != Chat.PRIVATE or changed is None:
        await groups.on_group(update, context)
    elif changed.new_chat_member.status == ChatMember.BANNED:
        await once(update, context, partial(_gone, person_of(update)), touch=False)


def _gone(person: int, tx: Tx, _fresh: bool) -> None:
    plans.gone(tx, person)
