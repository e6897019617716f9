"""What each of the two doors of the leads may touch, and nothing else: data for both databases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

ALL = frozenset({"*"})
"""Every column."""


@dataclass(frozen=True, slots=True)
class Rights:
    """Tables with the columns that may be read, and tables whose rows may be written."""

    read: Mapping[str, frozenset[str]]
    write: frozenset[str] = field(default=frozenset())

    def may_read(self, table: str, column: str) -> bool:
        """Tell whether a column may be read; "" asks for the table without any of its columns."""
        columns = self.read.get(table, frozenset())
        return columns == ALL or column in columns or (column == "" and bool(columns))


COUNTS = Rights({"release": ALL, "cell": ALL})
DESK = Rights(
    {
        "lead": ALL,
        "lead_site": ALL,
        "lead_view": ALL,
        "lead_note": ALL,
        "site": frozenset({"id", "name", "kind", "example"}),
    },
    frozenset({"lead_view", "lead_note"}),
)
FUNCTIONS = frozenset({"count", "max", "min", "sum"})
"""Functions that may be called on SQLite; none of them reads a file or loads anything."""


def grants(login: str, rights: Rights) -> Iterator[str]:
    """Yield the statements that give a PostgreSQL login these rights and take all others away."""
    name = '"' + login.replace('"', '""') + '"'
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name};"
    yield f"GRANT USAGE ON SCHEMA public TO {name};"
    for table, columns in rights.read.items():
        which = "" if columns == ALL else f" ({', '.join(sorted(columns))})"
        yield f"GRANT SELECT{which} ON {table} TO {name};"
    for table in sorted(rights.write):
        yield f"GRANT INSERT, UPDATE, DELETE ON {table} TO {name};"
