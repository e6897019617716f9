"""What each table holds: one line for each, by which it is backed up, rotated and erased."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Table

from models.tables import metadata


@dataclass(frozen=True, slots=True)
class Holding:
    """How a table is treated.

    `backed_up` is False for what is over within days. Where a column holds a person's keyed hash,
    `id_in` is the sealed column that tells the Telegram id behind it, read by `id_from`; a table
    without one goes `beside` another that is keyed by the same person.
    """

    backed_up: bool = True
    id_in: str = ""
    id_from: Callable[[str], int] = int
    beside: str = ""


def _id_of_draft(words: str) -> int:
    return int(json.loads(words)["telegram_id"])


def _id_of_owed(words: str) -> int:
    return int(json.loads(words)[0])


HOLDINGS: Mapping[str, Holding] = {
    "site": Holding(),
    "route": Holding(),
    "route_failure": Holding(),
    "enrolment": Holding(id_in="sealed_person"),
    "lead": Holding(id_in="sealed_person"),
    "lead_site": Holding(),
    "incident": Holding(id_in="sealed_owner"),
    "answer": Holding(),
    "incident_words": Holding(),
    "addition": Holding(),
    "practice": Holding(id_in="sealed_owner"),
    "rating": Holding(),
    "signing_key": Holding(),
    "plan": Holding(id_in="sealed_person"),
    "prompt": Holding(),
    "check_in": Holding(id_in="sealed_owner"),
    "check_in_sum": Holding(),
    "quiet": Holding(backed_up=False, id_in="sealed"),
    "pace": Holding(backed_up=False),
    "draft": Holding(backed_up=False, id_in="sealed", id_from=_id_of_draft),
    "draft_words": Holding(backed_up=False, beside="draft"),
    "parked": Holding(backed_up=False),
    "parked_rating": Holding(backed_up=False),
    "owed": Holding(backed_up=False, id_in="sealed", id_from=_id_of_owed),
    "seen_update": Holding(backed_up=False),
    "set_aside": Holding(backed_up=False),
    "told": Holding(backed_up=False),
    "keyring": Holding(),
    "lead_view": Holding(),
    "lead_note": Holding(),
    "counted_row": Holding(),
    "release": Holding(),
    "cell": Holding(),
}
"""A test fails for a table that is missing here."""


def backed_up() -> list[Table]:
    """Return the tables that a backup carries, those that others refer to first."""
    return [each for each in metadata.sorted_tables if HOLDINGS[each.name].backed_up]


def person_column(table: Table) -> Column[Any] | None:
    """Return the column with a person's keyed hash, None without one."""
    return next((each for each in table.columns if each.name in {"person", "owner"}), None)


def sealed_columns(table: Table) -> list[Column[Any]]:
    """Return the columns that hold what is sealed."""
    return [each for each in table.columns if each.name.startswith("sealed")]


def place_column(table: Table) -> Column[Any]:
    """Return the column whose value a seal of this table is bound to."""
    key = next(iter(table.primary_key.columns))
    return table.columns.get("person", table.columns.get("incident", key))


def place_of(value: str | bytes) -> bytes:
    """Return that value as the seal has it."""
    return value if isinstance(value, bytes) else value.encode()
