"""The one form of a backup: lines of JSON, the same for both databases.

    {"handrail": "backup", "form": 1, "revision": …, "since": day, "key": id of the first key}
    {"table": "site", "columns": [[name, kind], …], "rows": how many}
    ["hill", …]                                                  a line for each row, and so on
    {"digest": keyed SHA-256 of all lines before it, by that key}

It is compressed by gzip and encrypted by age, so `age -d -i KEY FILE | gunzip` reads it too.
"""

import base64
import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Column, Table

FORM = 1
ROW = ord("[")
"""The byte that a row's line begins with."""

LONGEST = 1 << 20
"""Bytes of a line at most: more than any row, and a bound on what a forged file can fill."""

GZIP = 31
"""zlib's word for gzip's frame."""


class BadBackup(Exception):
    """The file cannot be used; `reason` says why.

    Reasons: "identity" (encrypted to somebody else), "form" (no backup of ours), "newer" (its
    tables are unknown here), "damaged" (cut short or changed), "forged" (not made with our keys).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


_ENCODE: Mapping[str, Callable[[Any], Any]] = {
    "bytes": lambda value: base64.b64encode(value).decode(),
    "date": date.isoformat,
}
_DECODE: Mapping[str, Callable[[Any], Any]] = {
    "bytes": base64.b64decode,
    "date": date.fromisoformat,
}
KINDS = frozenset({"str", "int", "bool", *_ENCODE})
"""Kinds of columns that a line can hold; a test fails for a table with another."""


def kind_of(column: Column[Any]) -> str:
    """Return the kind of a column's values."""
    return column.type.python_type.__name__


def line(value: Any) -> bytes:  # noqa: ANN401 - what JSON can hold
    """Return a value as a line."""
    return json.dumps(value, separators=(",", ":")).encode() + b"\n"


def table_line(table: Table, rows: int) -> bytes:
    """Return the line that begins a table."""
    columns = [[column.name, kind_of(column)] for column in table.columns]
    return line({"table": table.name, "columns": columns, "rows": rows})


def encoder(table: Table) -> Callable[[Any], bytes]:
    """Return what turns a row of this table into its line."""
    cells = [(at, _ENCODE[k]) for at, k in enumerate(map(kind_of, table.columns)) if k in _ENCODE]

    def encode(row: Any) -> bytes:  # noqa: ANN401 - a row
        values = list(row)
        for at, turn in cells:
            if values[at] is not None:
                values[at] = turn(values[at])
        return line(values)

    return encode


def decoder(columns: list[list[str]]) -> Callable[[list[Any]], dict[str, Any]]:
    """Return what turns a row's line, read as JSON, into its columns by name."""
    cells = [(name, _DECODE.get(kind)) for name, kind in columns]

    def decode(values: list[Any]) -> dict[str, Any]:
        return {
            name: turn(value) if turn and value is not None else value
            for (name, turn), value in zip(cells, values, strict=True)
        }

    return decode
