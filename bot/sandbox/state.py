"""Everything the sandbox remembers, in one place; the rules stand in the other files."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count

from bot.sandbox.account import Account
from bot.sandbox.changes import Changes
from bot.sandbox.chats import Chat
from bot.sandbox.clock import WorldClock
from bot.sandbox.faults import Faults
from bot.sandbox.limits import Limits
from bot.sandbox.poll import Poll
from bot.sandbox.shapes import File, Message, Person, Tap
from bot.sandbox.updates import Record, Updates

FIRST_PERSON = 5_000_000_001
"""Above 32 bits, as today's real ids are, so that a narrow column shows."""
FIRST_GROUP = -1_000_001


@dataclass(slots=True)
class State:
    """The world's memory. One event loop owns it; it is not for several threads."""

    account: Account
    clock: WorldClock
    people: dict[int, Person] = field(default_factory=dict)
    chats: dict[int, Chat] = field(default_factory=dict)
    files: dict[str, File] = field(default_factory=dict)
    taps: dict[str, Tap] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    limits: Limits = field(default_factory=Limits)
    poll: Poll = field(default_factory=Poll)
    changes: Changes = field(default_factory=Changes)
    updates: Updates = field(init=False)
    calls: Counter[str] = field(default_factory=Counter)
    latency: float = 0.0
    message_ids: Iterator[int] = field(default_factory=lambda: count(1))
    tap_ids: Iterator[int] = field(default_factory=lambda: count(4_000_000_000_000_001))
    file_ids: Iterator[int] = field(default_factory=lambda: count(1))

    def __post_init__(self) -> None:
        self.updates = Updates(self.changes)

    def now(self) -> datetime:
        """Return the world's present moment (UTC, aware)."""
        return self.clock.now()

    def put(self, message: Message) -> Message:
        """Show a new message in its chat."""
        self.chats[message.chat_id].kept[message.id] = message
        self.changes.bump()
        return message

    def tell(self, kind: str, content: dict[str, object], queue: int) -> Record | None:
        """Queue an update for the bot; None when the bot did not ask for this kind."""
        record = self.updates.add(kind, content, queue, self.now())
        self.poll.wake()
        return record

    def store_file(self, name: str, mime: str, content: bytes) -> File:
        """Keep a file under a new id."""
        file = File(f"file-{next(self.file_ids)}", name, mime, content)
        self.files[file.id] = file
        return file
