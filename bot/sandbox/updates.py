"""The bot's queue of updates: increasing ids, expiry, and who acknowledged what, when."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from bot.sandbox.changes import Changes
from bot.sandbox.rich import Json

FIRST_ID = 700_000_001
LIFE = {"callback_query": timedelta(seconds=150)}
"""How long Telegram holds a tap (Client.cpp, process_new_callback_query_queue)."""
LIFE_OF_OTHERS = timedelta(seconds=86_400)
"""How long it holds everything else."""
TAP_QUEUE = 3 << 33
"""Added to a person's id, it names the queue of their taps (Client.cpp)."""
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})

State = Literal["pending", "acknowledged", "expired", "dropped"]


@dataclass(slots=True)
class Record:
    """One update and its fate.

    body: the Update as JSON, made once; sent: how often it went out; failed: how often in
    vain (webhook only); by: what acknowledged it first: "offset", "webhook" or "taken";
    again: it is owed once more, whatever was confirmed (redeliver).
    """

    id: int
    kind: str
    queue: int
    body: bytes = field(repr=False)
    made: datetime
    expires: datetime
    state: State = "pending"
    acknowledged: datetime | None = None
    by: str = ""
    sent: int = 0
    failed: int = 0
    again: bool = False


class Updates:
    """Every update ever made, and those still owed to the bot, in the order of their ids."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self.records: dict[int, Record] = {}
        self.pending: dict[int, Record] = {}
        self.lines: defaultdict[int, dict[int, Record]] = defaultdict(dict)
        self.fresh: set[int] = set()
        self.arrived = Changes()
        self.allowed: frozenset[str] | None = None
        self.next_id = FIRST_ID

    def wanted(self, kind: str) -> bool:
        """Whether the bot asked for this kind of update (allowed_updates)."""
        return kind not in NOT_BY_DEFAULT if self.allowed is None else kind in self.allowed

    def add(self, kind: str, content: Json, queue: int, now: datetime) -> Record | None:
        """Queue an update for the bot; None when it did not ask for this kind."""
        if not self.wanted(kind):
            return None
        body = json.dumps({"update_id": self.next_id, kind: content}).encode()
        expires = now + LIFE.get(kind, LIFE_OF_OTHERS)
        record = Record(self.next_id, kind, queue, body, now, expires)
        self.next_id += 1
        self.records[record.id] = record
        self._owe(record)
        return record

    def _owe(self, record: Record) -> None:
        self.pending[record.id] = record
        self.lines[record.queue][record.id] = record
        self.fresh.add(record.queue)
        self.arrived.bump()
        self._changes.bump()

    def first(self, queue: int, now: datetime) -> Record | None:
        """Return the oldest update a queue still owes, forgetting what is too old."""
        while line := self.lines.get(queue):
            record = line[min(line)]
            if record.expires > now:
                return record
            self.settle(record, "expired", now)
        return None

    def redeliver(self, update_id: int) -> Record:
        """Owe an update once more, as Telegram does when an acknowledgement got lost."""
        record = self.records[update_id]
        record.state, record.again = "pending", True
        self._owe(record)
        return record

    def out(self, record: Record) -> None:
        """Count that an update goes out."""
        record.sent, record.again = record.sent + 1, False
        self._changes.bump()

    def settle(self, record: Record, state: State, now: datetime, by: str = "") -> None:
        """Take an update out of the queue; the first acknowledgement's moment is kept."""
        record.state, record.again = state, False
        if state == "acknowledged" and record.acknowledged is None:
            record.acknowledged, record.by = now, by
        self.pending.pop(record.id, None)
        line = self.lines[record.queue]
        line.pop(record.id, None)
        if not line:
            del self.lines[record.queue]
        self._changes.bump()

    def expire(self, now: datetime) -> None:
        """Forget what Telegram would no longer hold."""
        for record in [each for each in self.pending.values() if each.expires <= now]:
            self.settle(record, "expired", now)

    def confirm(self, offset: int, now: datetime, by: str = "offset") -> None:
        """Acknowledge every update with an id lower than `offset`, but not a redelivery."""
        for record in [each for each in self.pending.values() if each.id < offset]:
            if not record.again:
                self.settle(record, "acknowledged", now, by)

    def drop(self, now: datetime) -> None:
        """Discard what is pending (drop_pending_updates)."""
        for record in list(self.pending.values()):
            self.settle(record, "dropped", now)

    def take(self, now: datetime) -> list[Json]:
        """Return what is pending in the order of the ids, and acknowledge it."""
        self.expire(now)
        taken = list(self.in_order())
        for record in taken:
            self.out(record)
            self.settle(record, "acknowledged", now, "taken")
        return [json.loads(record.body) for record in taken]

    def in_order(self) -> Iterator[Record]:
        """Yield what is pending, redelivered updates in their old place."""
        return iter(sorted(self.pending.values(), key=lambda record: record.id))
