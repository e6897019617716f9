"""Support routes as they are kept: listed, saved, planted, made sure of, and what failed.

They are read as one text, and what a text says is remembered: 1,000 rows cost 4 times as much, and
a text that is as it was needs no reading. It is the database's own each time, so that nothing
has to be told when a command, a lead or another process changes a route.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import (
    Connection,
    Select,
    Text,
    bindparam,
    cast,
    func,
    insert,
    select,
    true,
    update,
)

from models.route import Audience, Kind, Route, Status, Tag, TextLine
from models.route_file.read import seed_routes
from models.site import Nation
from models.store.doors import Tx
from models.store.upsert import insert_new, upsert
from models.tables import route as table
from models.tables import route_failure

_READ = 4096
"""Rows that are remembered as they were read."""
_TEXTS = 32
"""Texts that are remembered: of a site each, with what is for everybody."""
_WHICH = {
    "all": true(),
    "at_site": table.c.site.in_(("", bindparam("site"))),
    "by_id": table.c.id == bindparam("id"),
}


@dataclass(frozen=True, slots=True)
class Failures:
    """How often "This did not work" was tapped for a route in a month, "2026-11"."""

    route: str
    month: str
    count: int


def all_routes(tx: Tx, *, hold: bool = False) -> tuple[Route, ...]:
    """Return every route by id, whatever its status.

    hold: they are read to be changed, so nobody else may change them until the transaction ends.
    """
    return _found(tx, "all", hold=hold)


def at_site(tx: Tx, site: str) -> tuple[Route, ...]:
    """Return the routes of everybody and those of one site, "" for none, as `all_routes` does.

    No others are read: of many routes most are some other site's own.
    """
    return _found(tx, "at_site", {"site": site})


def by_id(tx: Tx, route_id: str, *, hold: bool = False) -> Route | None:
    """Return a route, whatever its status; `hold` as for all."""
    return next(iter(_found(tx, "by_id", {"id": route_id}, hold=hold)), None)


def save(tx: Tx, route: Route) -> None:
    """Keep a route, over the one of the same id."""
    upsert(tx, table, _row(route))


def plant(tx: Tx, routes: Iterable[Route] | None = None) -> None:
    """Keep the routes, by default the program's own, whose ids are not there; change no other."""
    plant_on(tx.connection, routes)


def plant_on(connection: Connection, routes: Iterable[Route] | None = None) -> None:
    """Do the same on a line that has no keys yet."""
    known = set(connection.execute(select(table.c.id)).scalars())
    given = seed_routes() if routes is None else routes
    rows = [_row(route) for route in given if route.id not in known]
    if rows:
        connection.execute(insert(table), rows)


def verify(tx: Tx, route_id: str, by: str, today: date) -> Route | None:
    """Note that somebody made sure of a route today, and have it shown from now on.

    None, and nothing is changed, when there is none or `can_be_verified` is False.
    """
    known = by_id(tx, route_id, hold=True)
    if known is None or not known.can_be_verified:
        return None
    sure = replace(known, status=Status.ACTIVE, verified=today, verified_by=by)
    save(tx, sure)
    return sure


def count_failure(tx: Tx, route_id: str) -> bool:
    """Count that a route did not work this month, without the person; False for no such route."""
    if by_id(tx, route_id) is None:
        return False
    month = f"{tx.now:%Y-%m}"
    counted = update(route_failure).where(
        route_failure.c.route == route_id, route_failure.c.month == month
    )
    if not insert_new(tx, route_failure, {"route": route_id, "month": month, "count": 1}):
        tx.connection.execute(counted.values(count=route_failure.c.count + 1))
    return True


def failures(tx: Tx) -> tuple[Failures, ...]:
    """Return what did not work, the newest month first."""
    columns = route_failure.c
    found = select(columns.route, columns.month, columns.count).order_by(
        columns.month.desc(), columns.count.desc(), columns.route
    )
    return tuple(Failures(*row) for row in tx.connection.execute(found))


def _row(route: Route) -> dict[str, Any]:
    text = route.text or TextLine("")
    plain = {name: getattr(route, name) for name in _AS_THEY_ARE}
    lists = {name: " ".join(sorted(getattr(route, name))) for name in _LISTS}
    return {**plain, **lists, "text": text.number, "text_word": text.word}


def _found(
    tx: Tx, which: str, values: Mapping[str, str] | None = None, *, hold: bool = False
) -> tuple[Route, ...]:
    """Return those routes by id."""
    if hold:
        held = select(table.c.id).where(_WHICH[which]).order_by(table.c.id).with_for_update()
        tx.connection.execute(held, values).all()
    text = tx.connection.execute(_text_of(tx.connection.dialect.name, which), values).scalar()
    return _routes(text or "[]")


@cache  # to make a statement costs more than to run it
def _text_of(dialect: str, which: str) -> Select[str]:
    """Return what asks for those routes as JSON, in the words of either database."""
    if dialect == "postgresql":
        rows = func.json_agg(func.json_build_array(*table.columns))
    else:
        rows = func.json_group_array(func.json_array(*table.columns))
    return select(cast(rows, Text)).where(_WHICH[which])


@lru_cache(maxsize=_TEXTS)
def _routes(text: str) -> tuple[Route, ...]:
    return tuple(sorted(map(_read, map(tuple, json.loads(text))), key=lambda route: route.id))


@lru_cache(maxsize=_READ)
def _read(values: tuple[Any, ...]) -> Route:
    """Read a route from its row; every list of support reads them all, and few ever change."""
    row = dict(zip(table.columns.keys(), values, strict=True))
    lists = {name: frozenset(map(kind, row[name].split())) for name, kind in _LISTS.items()}
    yes = {name: bool(row[name]) for name in _YES_OR_NO}
    word = row.pop("text_word")
    kinds = {
        "kind": Kind(row["kind"]),
        "status": Status(row["status"]),
        "text": TextLine(row["text"], word) if row["text"] else None,
        "verified": date.fromisoformat(row["verified"]) if row["verified"] else None,
    }
    return Route(**{**row, **lists, **yes, **kinds})


_YES_OR_NO = ("internal", "example")
_LISTS: dict[str, type[Tag | Nation | Audience]] = {
    "tags": Tag,
    "area": Nation,
    "audience": Audience,
}
_AS_THEY_ARE = [
    column.name for column in table.columns if column.name not in {*_LISTS, "text", "text_word"}
]
