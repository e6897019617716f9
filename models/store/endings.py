"""Who can be told of what will be erased within 14 days, each thing once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Column, case, delete, select, update

from models.retention import NOTICE, Retention
from models.sealing import SealBroken
from models.store.doors import Tx
from models.store.erasing import trace
from models.store.holdings import HOLDINGS, place_column, place_of
from models.store.retention import KINDS, Kind
from models.store.updates import HOUR
from models.store.upsert import insert_new
from models.tables import told

AGAIN_HOURS = 1
"""After this long a message that was begun and is not known to be sent is begun again."""

KEPT = timedelta(days=30)
"""How long it is known that somebody was told: longer than the notice."""


@dataclass(frozen=True, slots=True)
class Ending:
    """Something of a person's that ends on `day`; `thing` tells it from all others."""

    telegram_id: int = field(repr=False)
    kind: str
    day: date
    thing: str = field(repr=False)


def untold(tx: Tx, keep: Retention) -> list[Ending]:
    """Return what ends within 14 days and its person was not told of, the earliest first."""
    soon = (each for name, kind in KINDS.items() if kind.told for each in _soon(tx, name, keep))
    return sorted(
        (each for each in soon if not _is_told(tx, each)), key=lambda each: (each.day, each.thing)
    )


def begin(tx: Tx, things: Iterable[Ending]) -> list[Ending]:
    """Claim things to tell somebody of, and return those that nobody else has claimed."""
    return [each for each in things if not _is_told(tx, each) and _claim(tx, each)]


def end(tx: Tx, things: Iterable[Ending]) -> None:
    """Note that somebody was told, or cannot be."""
    for each in things:
        same = told.c.mark == _marks(tx, each)[0]
        tx.connection.execute(update(told).where(same).values(sent=True))


def forget_told(tx: Tx) -> int:
    """Erase marks of things that have ended and return how many."""
    before = _hour(tx) - int(KEPT.total_seconds()) // HOUR
    return tx.connection.execute(delete(told).where(told.c.hour < before)).rowcount


def forget(tx: Tx, telegram_id: int) -> None:
    """Erase the marks that can be tied to this person: of things that have no key of their own."""
    today = tx.now.date()
    days = [today + timedelta(days=n) for n in range(-KEPT.days, NOTICE.days + 1)]
    theirs = [name for name, kind in KINDS.items() if _key(kind).name == "person"]
    marks = [
        mark
        for name in theirs
        for day in days
        for mark in tx.vault.marks("told", _thing(name, telegram_id, day))
    ]
    if tx.connection.execute(delete(told).where(told.c.mark.in_(marks))).rowcount:
        trace(tx)


def _soon(tx: Tx, name: str, keep: Retention) -> Iterator[Ending]:
    kind, today = KINDS[name], tx.now.date()
    holding, owners = HOLDINGS[kind.owner.name], next(iter(kind.owner.primary_key.columns))
    place, sealed = place_column(kind.owner), kind.owner.c[holding.id_in]
    soon = kind.is_over(tx, today + NOTICE, keep) & ~kind.is_over(tx, today, keep)
    days = range(1, NOTICE.days + 1)
    ahead = case(*((kind.is_over(tx, today + timedelta(days=n), keep), n) for n in days))
    rows = select(_key(kind), place, sealed, ahead).where(kind.of == owners, soon)
    for own, where, held, in_days in tx.connection.execute(rows).all():
        try:
            words = tx.vault.open(kind.owner.name, holding.id_in, place_of(where), held)
        except SealBroken:
            continue
        person, day = holding.id_from(words), today + timedelta(days=in_days)
        yield Ending(person, name, day, _thing(name, own if isinstance(own, str) else person, day))


def _thing(name: str, own: str | int, day: date) -> str:
    """Tell a thing from all others: by its own key, or by its person's id where it has none."""
    return f"{name} {own} {day}"


def _key(kind: Kind) -> Column[Any]:
    return next(iter(kind.table.primary_key.columns))


def _is_told(tx: Tx, thing: Ending) -> bool:
    if tx.writing:
        _mark_anew(tx, thing)
    recent = told.c.hour > _hour(tx) - AGAIN_HOURS
    query = select(told.c.mark).where(told.c.mark.in_(_marks(tx, thing)), told.c.sent | recent)
    return tx.connection.execute(query).first() is not None


def _mark_anew(tx: Tx, thing: Ending) -> None:
    """Put an older key's mark under the first one: that key may go before the thing ends."""
    first, *older = _marks(tx, thing)
    for mark in older:
        if not tx.connection.execute(select(told.c.mark).where(told.c.mark == first)).first():
            same = update(told).where(told.c.mark == mark)
            tx.connection.execute(same.values(mark=first))


def _claim(tx: Tx, thing: Ending) -> bool:
    mark, hour = _marks(tx, thing)[0], _hour(tx)
    if insert_new(tx, told, {"mark": mark, "hour": hour, "sent": False}):
        return True
    lost = (told.c.mark == mark) & ~told.c.sent & (told.c.hour <= hour - AGAIN_HOURS)
    return tx.connection.execute(update(told).where(lost).values(hour=hour)).rowcount == 1


def _marks(tx: Tx, thing: Ending) -> tuple[bytes, ...]:
    return tx.vault.marks("told", thing.thing)


def _hour(tx: Tx) -> int:
    return int(tx.now.timestamp()) // HOUR
