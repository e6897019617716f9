"""What somebody with the database and the keys can read of every row, chance taken out."""

from itertools import count
from typing import Any

from sqlalchemy import Column, Connection, Row, Table, create_engine, select, text

from models.sealing import Vault
from models.store.holdings import place_column, place_of
from models.tables import metadata
from tests.store.week import names_of

MARKS = ("xmin", "xmax", "ctid")
FRESH = {"incident.id", "parked.id", "parked_rating.id", "practice.id", "rating.id"}
"""Random keys; what is chance in them is taken out."""
Seen = dict[str, list[tuple[Any, ...]]]


def read_all(url: str, vault: Vault) -> Seen:
    """Return all rows in the order they lie in, opened, with PostgreSQL's marks on them.

    What is random in each run is named by its first appearance; transaction numbers by rank.
    """
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return _ranked({t.name: _rows(connection, t, vault) for t in metadata.sorted_tables})
    finally:
        engine.dispose()


def _rows(connection: Connection, table: Table, vault: Vault) -> list[tuple[Any, ...]]:
    marks = MARKS if connection.dialect.name == "postgresql" else ()
    asked = [text(f"{mark}::text AS {mark}") for mark in marks]
    names, fresh = names_of(vault), count()
    return [
        (
            *(_cell(vault, column, row, names, fresh) for column in table.columns),
            *(f"{mark} {getattr(row, mark)}" for mark in marks),
        )
        for row in connection.execute(select(*table.columns, *asked))
    ]


def _cell(
    vault: Vault, column: Column[Any], row: Row[Any], names: dict[bytes, str], fresh: "count[int]"
) -> object:
    value, table = getattr(row, column.name), column.table
    if column.name.startswith("sealed") and value is not None:
        place = place_of(getattr(row, place_column(table).name))
        return len(value), value[:9], vault.open(str(table), column.name, place, value)
    if str(column) in FRESH:
        return f"fresh {next(fresh)}"
    if str(column) == "answer.incident":
        return "fresh"
    return names.get(value, value) if isinstance(value, bytes) else value


def _ranked(seen: Seen) -> Seen:
    """Number transactions by their order over all tables; 0 stays none."""
    numbers = {
        int(cell.split()[1])
        for rows in seen.values()
        for row in rows
        for cell in row
        if isinstance(cell, str) and cell.startswith(("xmin ", "xmax "))
    } - {0}
    ranks = {number: rank for rank, number in enumerate(sorted(numbers), 1)}

    def rank(cell: object) -> object:
        if isinstance(cell, str) and cell.startswith(("xmin ", "xmax ")):
            kind, number = cell.split()
            return f"{kind} {ranks.get(int(number), 0)}"
        return cell

    return {name: [tuple(map(rank, row)) for row in rows] for name, rows in seen.items()}
