"""What every handler is given: the services, and the one transaction an update has."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeAlias, TypeVar, cast
from zoneinfo import ZoneInfo

from telegram import Update
from telegram.ext import Application, CallbackContext, ExtBot

from models.clock import Clock
from models.retention import Retention
from models.store import drafts, enrolments, people, updates
from models.store.doors import Store, Tx
from models.store.wall import Wall

T = TypeVar("T")
ON_THE_CARD = frozenset({"d", "w", "c", "help", "close", "clear", "ask", ""})
"""What the data of a button begins with that leaves the draft's card open; "" is no button."""


@dataclass(frozen=True, slots=True)
class Services:
    """The parts that the shell puts together; nothing here may be reached any other way."""

    store: Store
    clock: Clock
    zone: ZoneInfo
    organisation: str
    privacy_contact: str
    retention: Retention = field(default=Retention())
    public_url: str = ""
    wall: Wall | None = None
    """The doors of the leads; None on PostgreSQL without their logins."""

    def local_now(self) -> datetime:
        """Return the present moment on the service's wall clock."""
        return self.clock().astimezone(self.zone)


class Context(CallbackContext[ExtBot[None], dict[Any, Any], dict[Any, Any], dict[Any, Any]]):
    """PTB's context with our services in reach and typed.

    pressed: the data of the button that was tapped, or that typed words mean.
    """

    pressed: str = ""

    @property
    def services(self) -> Services:
        """Return the services that assembly put in place."""
        return cast(Services, self.bot_data["services"])


App: TypeAlias = Application[
    ExtBot[None],
    Context,
    dict[Any, Any],
    dict[Any, Any],
    dict[Any, Any],
    None,
]


def person_of(update: Update) -> int:
    """Return the Telegram id of the person; in a private chat it is the chat's id as well.

    Raises ValueError for an update of nobody, which we do not ask Telegram for.
    """
    if update.effective_user is None:
        raise ValueError("an update without a person")
    return update.effective_user.id


async def once(
    update: Update, context: Context, turn: Callable[[Tx, bool], T], *, touch: bool = True
) -> T:
    """Run `turn(tx, fresh)` in the update's one transaction and return after its commit.

    `fresh` is False when the update was handled before: then `turn` must change nothing.
    touch: the month of this activity is noted beside the person; not in a transaction that counts
    something of nobody's, for what one transaction wrote can be told to belong together.
    Raises StoreDown when nothing could be kept.
    """
    person = person_of(update)

    def whole(tx: Tx) -> T:
        people.take_turn(tx, person)
        fresh = updates.first_time(tx, update.update_id)
        if fresh and touch:
            enrolments.touch(tx, person)
        if fresh and touch and _leaves_the_card(update, context):
            drafts.put_aside(tx, person)
        return turn(tx, fresh)

    return await context.services.store.write(whole)


def _leaves_the_card(update: Update, context: Context) -> bool:
    """Tell whether another screen follows: a number typed under it must not mean the card's."""
    message = update.message
    command = message is not None and (message.text or "").startswith("/")
    return command or context.pressed.partition(":")[0] not in ON_THE_CARD
