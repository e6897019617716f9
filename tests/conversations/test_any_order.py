"""Any order of taps, text, commands, duplicates and late callbacks, by several people at once.

Nothing crashes, nothing that was answered is lost, and nobody's answer crosses to another.
"""

import asyncio
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models.draft import Draft
from models.store import drafts, incidents
from models.turn import Tap, Verb
from tests.conversations.phone import House, Phone, sqlite_url
from tests.conversations.stock import stocked

PEOPLE = ("Sam", "Kim", "Ali")
WORDS = st.sampled_from(
    [
        "saw Mr Hughes throw a cup.",
        "I want to kill myself",
        "x" * 2001,
        "<b>{{ 7 }}",
        "07700 900123",
    ]
)
WHO = st.sampled_from(range(len(PEOPLE)))


class AnyOrder(RuleBasedStateMachine):
    """Three people do whatever they like."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.old: list[str] = []
        self.kept = dict.fromkeys(range(len(PEOPLE)), 0)

    def do(self, work: Any) -> Any:  # noqa: ANN401 - whatever the coroutine gives
        return self.loop.run_until_complete(work)

    @initialize()
    def arrive(self) -> None:
        self.house: House = self.do(House.build(sqlite_url(Path(self.folder.name))))
        self.do(stocked(self.house))
        self.phones: list[Phone] = [self.house.phone(name) for name in PEOPLE]
        for phone in self.phones:
            self.do(phone.says("/start pebblewick-general"))

    @rule(who=WHO, pick=st.integers(0, 30), twice=st.booleans())
    def tap_what_is_shown(self, who: int, pick: int, *, twice: bool) -> None:
        phone = self.phones[who]
        shown = [
            (m.id, b) for m in phone.messages for row in m.buttons for b in row if m.by == "bot"
        ]
        taps = [(m, b) for m, b in shown if b.kind == "callback"]
        if not taps:
            return
        message, button = taps[-1 - pick % len(taps)]
        before = self._reports(who)
        self.old.append(button.value)
        for _ in range(1 + twice):
            self.do(self.house.world.tap_raw(phone.person, message, button.value))
        self.do(self.house.settle())
        self._count(who, before, button.value)

    @rule(who=WHO, pick=st.integers(0, 200))
    def tap_something_old_or_foreign(self, who: int, pick: int) -> None:
        if self.old and any(m.by == "bot" for m in self.phones[who].messages):
            before = self._reports(who)
            data = self.old[pick % len(self.old)]
            self.do(self.phones[who].forges(data))
            self._count(who, before, data)

    @rule(
        who=WHO, text=st.one_of(st.text(max_size=40), st.sampled_from(["1", "2", "back", "Yes"]))
    )
    def type_something(self, who: int, text: str) -> None:
        if text.strip() and not text.startswith("/"):
            before = self._reports(who)
            self.do(self.phones[who].says(text))
            self._count(who, before, "typed")

    @rule(who=WHO, text=WORDS, pick=st.integers(0, 5))
    def write_own_words(self, who: int, text: str, pick: int) -> None:
        """Go to own words, begin a report for it if need be, and decide about them or not yet."""
        phone = self.phones[who]
        if self._draft(who) is None:
            self.do(phone.forges("home:me"))
        draft = self._draft(who)
        assert draft is not None
        ask = Tap(draft.id, draft.revision, Verb.ASK, "own_words")
        self.do(phone.forges(str(ask), draft.card))
        self.do(phone.says(f"{PEOPLE[who]} {text}"))
        ways = [b.value for row in phone.screen.buttons for b in row if b.value[:2] == "w:"]
        if pick < len(ways):
            self.old.append(ways[pick])
            self.do(phone.forges(ways[pick]))

    @rule(who=WHO)
    def find_it_later(self, who: int) -> None:
        draft, before = self._draft(who), self._reports(who)
        if draft is not None:
            for verb, key in ((Verb.FINISH, ""), (Verb.CARD, ""), (Verb.CHOOSE, "find")):
                draft = self._draft(who) or draft
                tap = Tap(draft.id, draft.revision, verb, key)
                self.do(self.phones[who].forges(str(tap), draft.card))
            self._count(who, before, "find")

    @rule(who=WHO, pick=st.integers(0, 20), text=WORDS)
    def edit_what_was_typed(self, who: int, pick: int, text: str) -> None:
        phone = self.phones[who]
        typed = [m for m in phone.messages if m.by == "person" and not m.text.startswith("/")]
        if typed:
            again, words = typed[-1 - pick % len(typed)], f"{PEOPLE[who]} {text}"
            self.do(self.house.world.send(phone.person, words, edit_of=again.id))
            self.do(self.house.settle())

    @rule(who=WHO, command=st.sampled_from(["start", "help", "support", "mine", "site", "stop"]))
    def give_a_command(self, who: int, command: str) -> None:
        self.do(self.phones[who].says(f"/{command}"))

    @rule(pick=st.integers(0, 100))
    def telegram_delivers_again(self, pick: int) -> None:
        ids = sorted(self.house.world.updates)
        before = [self._reports(who) for who in self.kept]
        self.house.world.redeliver(ids[-1 - pick % len(ids)])
        self.do(self.house.settle())
        assert [self._reports(who) for who in self.kept] == before

    def _count(self, who: int, before: int, data: str) -> None:
        """At most one report comes of one act, and only the person's own list changes."""
        after = self._reports(who)
        assert (
            after - before in (0, 1) or data.startswith(("mine:erase", "stop")) or data == "typed"
        )
        self.kept[who] = after

    def _reports(self, who: int) -> int:
        person = self.phones[who].person.id
        return len(self.do(self.house.store.read(lambda tx: incidents.mine(tx, person))))

    def _draft(self, who: int) -> Draft | None:
        person = self.phones[who].person.id
        found: Draft | None = self.do(
            self.house.store.read(partial(drafts.load, telegram_id=person))
        )
        return found

    def _words(self, who: int) -> list[str]:
        person = self.phones[who].person.id
        mine = self.do(self.house.store.read(lambda tx: incidents.mine(tx, person)))
        return [report.words for _, report in mine]

    @invariant()
    def nobody_is_crossed(self) -> None:
        if not hasattr(self, "phones"):
            return
        for who, phone in enumerate(self.phones):
            assert self._reports(who) == self.kept[who]
            draft = self._draft(who)
            assert draft is None or draft.telegram_id == phone.person.id
            words = [draft.words if draft else "", *self._words(who)]
            others = [name for name in PEOPLE if name != PEOPLE[who]]
            assert not [each for each in words for name in others if name in each]

    def teardown(self) -> None:
        self.do(self.house.close())
        self.loop.close()
        self.folder.cleanup()


AnyOrder.TestCase.settings = settings(
    max_examples=12,
    stateful_step_count=40,
    suppress_health_check=list(HealthCheck),
)
TestAnyOrder = AnyOrder.TestCase
