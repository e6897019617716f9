"""Drafts: one a person, sealed whole, in one size, erased 24 hours after the last touch."""

import json
from collections.abc import Sequence
from dataclasses import asdict, astuple, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Table, bindparam, delete, select

from models.draft import AWAY, LIFE, Adding, Check, Draft, Scale, View, new_draft
from models.own_words import ROOM
from models.report import REPORT
from models.sealing import SealBroken
from models.store.doors import Tx
from models.store.erasing import trace
from models.store.upsert import upsert
from models.tables import draft as table
from models.tables import draft_words

SIZE = 4096
"""Bytes a draft is padded to, so that its length says nothing of the answers in it."""

CHECKS = 8
"""How many typed messages may wait for a decision; an older one's buttons then change nothing."""

MINUTE, HOUR = 60, 3600

_FIND = select(table).where(table.c.person.in_(bindparam("people", expanding=True)))
_FIND_AND_LOCK = _FIND.with_for_update()
_FIND_WORDS = select(draft_words).where(
    draft_words.c.person.in_(bindparam("people", expanding=True))
)


def load(tx: Tx, telegram_id: int) -> Draft | None:
    """Return a person's draft, None when there is none or it has expired.

    Inside `write` its row stays locked until the transaction ends (PostgreSQL).
    """
    found = _find(tx, telegram_id)
    return found if found and found.expires > tx.now else None


def keep(tx: Tx, draft: Draft) -> None:
    """Keep a draft over the one its person had; of its words only that there are some."""
    person, *older = tx.vault.persons(draft.telegram_id)
    if older:
        tx.connection.execute(delete(table).where(table.c.person.in_(older)))
        _keep_words(tx, draft)
    sealed = tx.vault.seal(table.name, "sealed", person, _pack(draft), size=SIZE)
    # Rounded up: a draft is never erased before the minute its button names.
    expires = -int(-draft.expires.timestamp() // MINUTE)
    upsert(tx, table, {"person": person, "sealed": sealed, "expires": expires})


def put_aside(tx: Tx, telegram_id: int) -> None:
    """Note that another screen was opened over a person's draft; its answers stay."""
    found = load(tx, telegram_id)
    if found and (found.typed_for or found.view.panel != AWAY):
        keep_some(tx, replace(found, typed_for=None, view=replace(found.view, panel=AWAY)))


def keep_some(tx: Tx, draft: Draft) -> None:
    """Keep a draft unless nothing is left in it."""
    if draft.is_bare:
        erase(tx, draft.telegram_id)
    else:
        keep(tx, draft)


def type_for(tx: Tx, telegram_id: int, what: Adding | Scale, life: timedelta) -> None:
    """Note what this person's next text is for, in their draft or, without one, in a bare one."""
    found = load(tx, telegram_id)
    if found is None:
        erase(tx, telegram_id)  # one that has expired may have had words
        found = new_draft(telegram_id, REPORT.name, tx.now, life)
    keep(tx, replace(found, typed_for=what, view=replace(found.view, panel=AWAY)))


def keep_worded(tx: Tx, draft: Draft) -> None:
    """Keep a draft whose words have changed: after the person saw what would be hidden."""
    keep(tx, draft)
    _keep_words(tx, draft)


def erase(tx: Tx, telegram_id: int) -> None:
    """Erase a person's draft and its words."""
    _erase(tx, tx.vault.persons(telegram_id))


def expired(tx: Tx, limit: int = 100) -> list[Draft]:
    """Return drafts whose time is over, to close their cards and then erase each.

    Call it inside `write`: one that no key opens can be of no use to anyone and is erased here.
    """
    minute = int(tx.now.timestamp()) // MINUTE
    over = select(table).where(table.c.expires <= minute).order_by(table.c.expires).limit(limit)
    found = []
    # One that is being touched right now is left to its person.
    for row in tx.connection.execute(over.with_for_update(skip_locked=True)).all():
        try:
            found.append(_open(tx, row))
        except SealBroken:
            _erase(tx, (row.person,))
    return found


def set_card(
    tx: Tx, telegram_id: int, draft_id: str, card: int | None, trail: Sequence[int]
) -> None:
    """Note which messages show the draft, unless another draft has taken its place."""
    found = _find(tx, telegram_id)
    if found and found.id == draft_id:
        keep(tx, replace(found, card=card, trail=tuple(trail)))


def add_check(tx: Tx, telegram_id: int, draft_id: str, check: Check) -> None:
    """Note a message that asks about typed words, in place of an earlier one about the same."""
    found = _find(tx, telegram_id)
    if found and found.id == draft_id:
        others = [each for each in found.checks if each.typed != check.typed]
        keep(tx, replace(found, checks=(*others, check)[-CHECKS:]))


def _find(tx: Tx, telegram_id: int) -> Draft | None:
    people = {"people": tx.vault.persons(telegram_id)}
    row = tx.connection.execute(_FIND_AND_LOCK if tx.writing else _FIND, people).first()
    return _open(tx, row) if row else None


def _open(tx: Tx, row: Row[Any]) -> Draft:
    held = json.loads(tx.vault.open(table.name, "sealed", row.person, row.sealed))
    draft = _unpack(held)
    return replace(draft, words=_words(tx, draft.telegram_id)) if held.get("worded") else draft


def _words(tx: Tx, telegram_id: int) -> str:
    people = {"people": tx.vault.persons(telegram_id)}
    row = tx.connection.execute(_FIND_WORDS, people).first()
    return tx.vault.open(draft_words.name, "sealed", row.person, row.sealed) if row else ""


def _keep_words(tx: Tx, draft: Draft) -> None:
    """Write the words of a draft over those there were; without any, leave no row."""
    person, *older = people = tx.vault.persons(draft.telegram_id)
    _delete(tx, draft_words, older if draft.words else people)
    if draft.words:
        words = tx.vault.seal(draft_words.name, "sealed", person, draft.words, size=ROOM)
        upsert(tx, draft_words, {"person": person, "sealed": words})


def _erase(tx: Tx, people: Sequence[bytes]) -> None:
    for each in (table, draft_words):
        _delete(tx, each, people)


def _delete(tx: Tx, which: Table, people: Sequence[bytes]) -> None:
    """Delete the rows of a person; what was in one leaves SQLite's log as well, at once."""
    if people and tx.connection.execute(delete(which).where(which.c.person.in_(people))).rowcount:
        trace(tx)


def _pack(draft: Draft) -> str:
    return json.dumps(
        {
            **{name: getattr(draft, name) for name in ("id", "revision", "telegram_id", "flow")},
            "answers": dict(draft.answers),
            "view": asdict(draft.view),
            "card": draft.card,
            "trail": draft.trail,
            "expires": draft.expires.isoformat(),
            "checks": [astuple(check) for check in draft.checks],
            "worded": bool(draft.words),
            **_pack_typed_for(draft.typed_for),
            "life": int(draft.life.total_seconds()) // HOUR,
            "dated": draft.dated and draft.dated.isoformat(),
        },
        separators=(",", ":"),
    )


def _pack_typed_for(what: Adding | Scale | None) -> dict[str, Any]:
    if what is None:
        return {}
    return {"scale" if isinstance(what, Scale) else "adding": astuple(what)}


def _unpack_typed_for(held: dict[str, Any]) -> Adding | Scale | None:
    if held.get("scale"):
        return Scale(*held["scale"])
    return Adding(*held["adding"]) if held.get("adding") else None


def _unpack(held: dict[str, Any]) -> Draft:
    rest = {name: held[name] for name in ("id", "revision", "telegram_id", "flow", "card")}
    return Draft(
        **rest,
        answers={key: tuple(options) for key, options in held["answers"].items()},
        view=View(**held["view"]),
        trail=tuple(held["trail"]),
        expires=datetime.fromisoformat(held["expires"]),
        checks=tuple(Check(*each) for each in held.get("checks", ())),
        typed_for=_unpack_typed_for(held),
        life=timedelta(hours=held["life"]) if "life" in held else LIFE,
        dated=datetime.fromisoformat(held["dated"]) if held.get("dated") else None,
    )
