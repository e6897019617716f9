"""What a person keeps of their practice: confidences, and lessons that ask again; all sealed."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update

from models.practice import Rating, Recall
from models.sealing import SealBroken
from models.shift import week_of
from models.skill import Theme
from models.store import erasing
from models.store.doors import Tx
from models.store.owned import is_of
from models.tables import practice as table

SIZE = 128
"""Bytes each row is padded to: from outside a confidence looks like a lesson that asks again."""
OWNER_SIZE = 16


@dataclass(frozen=True, slots=True)
class Practice:
    """A person's confidences by theme, and the lessons that ask again by their ids."""

    ratings: Mapping[Theme, Rating]
    recalls: Mapping[str, Recall]

    def due(self, today: date) -> tuple[Recall, ...]:
        """Return what asks again on this day, what waits longest first."""
        waiting = [each for each in self.recalls.values() if each.due <= today]
        return tuple(sorted(waiting, key=lambda each: (each.due, each.lesson)))


def of(tx: Tx, telegram_id: int) -> Practice:
    """Return what a person keeps; what no key opens is left out."""
    held = _rows(tx, telegram_id).values()
    return Practice(
        {each.theme: each for each in held if isinstance(each, Rating)},
        {each.lesson: each for each in held if isinstance(each, Recall)},
    )


def keep(tx: Tx, telegram_id: int, what: Rating | Recall, today: date) -> None:
    """Keep a confidence or a lesson that asks again, in place of the one there is.

    Its week is that of the day on which it began; a confidence begins anew with its first number.
    """
    sealed = json.dumps(_packed(what))
    name = next((n for n, each in _rows(tx, telegram_id).items() if _same(each, what)), None)
    week = {"week": week_of(today)}
    if name is None:
        name, person = secrets.token_urlsafe(12), str(telegram_id)
        owner = _seal(tx, "sealed_owner", name, person, OWNER_SIZE)
        row = {"id": name, "owner": tx.vault.person(telegram_id), "sealed_owner": owner}
        words = {"sealed": _seal(tx, "sealed", name, sealed, SIZE)}
        tx.connection.execute(insert(table).values(row | words | week))
        return
    began = week if isinstance(what, Rating) and what.after is None else {}
    words = {"sealed": _seal(tx, "sealed", name, sealed, SIZE)}
    tx.connection.execute(update(table).where(table.c.id == name).values(words | began))


def settle(tx: Tx, telegram_id: int, theme: Theme) -> Rating | None:
    """Note that somebody was asked whether a confidence may count.

    Returns it when it is whole and nobody had asked, else None: so each can count once.
    """
    found = of(tx, telegram_id).ratings.get(theme)
    if found is None or found.after is None or found.asked:
        return None
    keep(tx, telegram_id, replace(found, asked=True), tx.now.date())
    return found


def erase(tx: Tx, telegram_id: int, what: Rating | Recall) -> None:
    """Erase a confidence, or a lesson that asks again, for good."""
    for name, each in _rows(tx, telegram_id).items():
        if _same(each, what):
            erasing.erase(tx, table, table.c.id == name)


def _rows(tx: Tx, telegram_id: int) -> dict[str, Rating | Recall]:
    query = select(table).where(table.c.owner.in_(tx.vault.persons(telegram_id)))
    found = {}
    for row in tx.connection.execute(query.order_by(table.c.id)).all():
        if not is_of(tx, table, telegram_id, row):
            continue
        try:
            words = tx.vault.open(table.name, "sealed", row.id.encode(), row.sealed)
        except SealBroken:
            continue
        found[row.id] = _unpacked(json.loads(words))
    return found


def _same(one: Rating | Recall, other: Rating | Recall) -> bool:
    if isinstance(one, Rating) and isinstance(other, Rating):
        return one.theme is other.theme
    return isinstance(one, Recall) and isinstance(other, Recall) and one.lesson == other.lesson


def _seal(tx: Tx, column: str, name: str, words: str, size: int) -> bytes:
    return tx.vault.seal(table.name, column, name.encode(), words, size=size)


def _packed(what: Rating | Recall) -> list[Any]:
    if isinstance(what, Rating):
        return ["rating", what.theme, what.before, what.after, what.asked]
    return ["recall", what.lesson, what.due.isoformat(), what.done]


def _unpacked(held: list[Any]) -> Rating | Recall:
    if held[0] == "rating":
        return Rating(Theme(held[1]), *held[2:])
    return Recall(held[1], date.fromisoformat(held[2]), held[3])
