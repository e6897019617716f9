"""The world in one object: what tests, the page and the control address act on."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from bot.sandbox import acts, initdata, media
from bot.sandbox.account import Account
from bot.sandbox.chats import Chat
from bot.sandbox.clock import WorldClock
from bot.sandbox.faults import Faults
from bot.sandbox.limits import Limits
from bot.sandbox.rich import Json
from bot.sandbox.shapes import Message, Person, Tap
from bot.sandbox.state import FIRST_PERSON, State
from bot.sandbox.updates import Record


class World:
    """A Telegram in memory, with one bot. Made and used on one event loop."""

    def __init__(
        self,
        *,
        token: str = "999:TEST",  # noqa: S107 - nobody else's token
        start: datetime,
        bot_username: str = "HandrailDemoBot",
        can_join_groups: bool = False,
    ) -> None:
        account = Account(token, bot_username, can_join_groups)
        self.state = State(account, WorldClock(start))

    # the clock

    def now(self) -> datetime:
        """Return the world's present moment (UTC, aware); pass it on as the bot's clock."""
        return self.state.now()

    def forward(self, by: timedelta) -> None:
        """Move the clock; retries that fall due go out, what is too old expires."""
        self.state.clock.forward(by)
        self.state.updates.expire(self.now())
        self.state.changes.bump()

    @property
    def live(self) -> bool:
        """Whether the clock runs on with real time; it stands still at first."""
        return self.state.clock.live

    @live.setter
    def live(self, live: bool) -> None:
        self.state.clock.live = live

    # people and chats

    def crowd(self, count: int) -> list[Person]:
        """Bring in so many people who have written to the bot before."""
        made = [self.person(f"P{number}") for number in range(count)]
        for each in made:
            self.state.chats[each.id].started = True
        return made

    def person(self, name: str, role: str = "staff") -> Person:
        """Bring in a new person; the bot cannot write to them before they wrote to it."""
        made = Person(FIRST_PERSON + len(self.state.people), name, role)
        self.state.people[made.id] = made
        self.state.chats[made.id] = Chat(made.id, made)
        self.state.changes.bump()
        return made

    @property
    def people(self) -> list[Person]:
        """Everyone, in the order they came."""
        return list(self.state.people.values())

    @property
    def groups(self) -> list[Chat]:
        """Every group the bot was ever added to."""
        return [chat for chat in self.state.chats.values() if chat.person is None]

    def chat(self, who: Person | int) -> Chat:
        """Return a person's chat with the bot, or a chat by its id."""
        return self.state.chats[who.id if isinstance(who, Person) else who]

    # what people do

    async def send(
        self,
        person: Person,
        text: str,
        *,
        edit_of: int | None = None,
        reply_to: int | None = None,
    ) -> Message:
        """Type and send (the last piece, when too long for one), or edit an own message."""
        if edit_of is not None:
            return acts.edit(self.state, person, text, edit_of)
        return acts.send(self.state, person, text, reply_to=reply_to)

    async def send_media(
        self, person: Person, kind: str, album: str | None = None, caption: str = ""
    ) -> Message:
        """Send a "photo", "voice", "sticker", "location", "document" or "forward"."""
        return media.send_media(self.state, person, kind, album=album, caption=caption)

    async def tap(self, person: Person, message_id: int, data_or_label: str) -> Tap:
        """Tap a callback button on the screen; NoSuchButton when it is not there."""
        return acts.tap(self.state, person, message_id, data_or_label)

    async def tap_raw(self, person: Person, message_id: int, data: str) -> Tap:
        """Send a callback query with any data on any message id, as a forger could."""
        return acts.tap_raw(self.state, person, message_id, data)

    async def add_to_group(self, title: str, by: Person) -> Chat:
        """Add the bot to a new group, even where getMe says that it cannot be."""
        return acts.add_to_group(self.state, title, by)

    async def block(self, person: Person) -> None:
        """Have a person block the bot."""
        acts.block(self.state, person)

    async def unblock(self, person: Person) -> None:
        """Have a person let the bot in again."""
        acts.unblock(self.state, person)

    def init_data(self, person: Person, auth_date: datetime | None = None) -> str:
        """Return signed Mini App initData for a person, as `tgWebAppData` carries it."""
        at = auth_date or self.now()
        return initdata.sign(self.state.account.token, initdata.user(person), at)

    # the bot's queue

    def take_updates(self) -> list[Json]:
        """Return the updates that wait, oldest first, and acknowledge them ("taken")."""
        return self.state.updates.take(self.now())

    def redeliver(self, update_id: int) -> None:
        """Deliver an update once more, as Telegram may."""
        self.state.updates.redeliver(update_id)
        self.state.poll.wake()

    @property
    def updates(self) -> Mapping[int, Record]:
        """Every update ever made, by id, with when and how it was acknowledged."""
        return self.state.updates.records

    # trouble, figures, waiting

    @property
    def faults(self) -> Faults:
        """What the next calls shall suffer: `world.faults.next(...)`."""
        return self.state.faults

    @property
    def latency(self) -> float:
        """Seconds every call waits for its answer."""
        return self.state.latency

    @latency.setter
    def latency(self, seconds: float) -> None:
        self.state.latency = seconds

    @property
    def limits(self) -> Limits:
        """How many messages a second the bot may send, and how many it has."""
        return self.state.limits

    @property
    def calls(self) -> Counter[str]:
        """How often each method was called, by its lower-case name."""
        return self.state.calls

    @property
    def seq(self) -> int:
        """A number that grows with everything that can be seen to change."""
        return self.state.changes.seq

    async def changed(self, after_seq: int) -> int:
        """Wait until `seq` is greater than `after_seq`; return it."""
        return await self.state.changes.after(after_seq)

    def reset(self) -> None:
        """Empty every chat and the queue, forget groups, faults and latency; people stay."""
        state = self.state
        state.updates.drop(self.now())
        state.chats = {person.id: Chat(person.id, person) for person in self.people}
        state.taps.clear()
        state.files.clear()
        state.faults.clear()
        state.calls.clear()
        state.latency = 0.0
        state.changes.bump()
