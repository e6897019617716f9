"""Fills an empty database from the lines of a backup, and knows at the end whether to trust it."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, MetaData, Table

from models.sealing import Vault
from models.store.backup.form import FORM, LONGEST, ROW, BadBackup, decoder
from models.store.backup.leaving_out import LeavingOut
from models.store.backup.snapshot import Told
from models.store.erasures import Erased
from models.store.keyring import WrongKeys
from models.store.migrate import knows, upgrade

ROOM = 200
"""Rows inserted at a time."""


_BROKEN = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)
"""What reading a line that is none of ours can raise."""


class Loading:
    """Takes lines in order; nothing it did counts before `finish` has returned."""

    def __init__(
        self, connection: Connection, vault: Vault, erased: Iterable[Erased], told: Told
    ) -> None:
        self._connection, self._vault, self._told = connection, vault, told
        self._erased = erased
        self._tables: dict[str, Table] = {}
        self._out: LeavingOut | None = None
        self._digest, self._is_whole = sha256(), False
        self._key = ""
        self._table: Table | None = None
        self._decode: Callable[[list[Any]], dict[str, Any]] = decoder([])
        self._rows: list[dict[str, Any]] = []
        self._done = self._total = 0
        self.since = date.min
        self.left_out = 0

    def take(self, line: bytes) -> None:
        """Take one line. Raises BadBackup, WrongKeys."""
        if len(line) > LONGEST or self._is_whole:
            raise BadBackup("damaged")
        try:
            value = json.loads(line)
            if line[0] == ROW:
                self._row(value)
            else:
                self._other(value)
        except _BROKEN as error:
            raise BadBackup("damaged" if self._out else "form") from error
        if not self._is_whole:
            self._digest.update(line + b"\n")

    def finish(self) -> None:
        """Be sure that everything came, unchanged. Raises BadBackup."""
        if not self._is_whole:
            raise BadBackup("damaged" if self._out else "form")

    def _other(self, value: dict[str, Any]) -> None:
        if self._out is None:
            self._begin(value)
            return
        self._end_table()
        if "digest" in value:
            marks = self._vault.marks("backup", self._digest.hexdigest())
            if bytes.fromhex(value["digest"]) not in marks:
                raise BadBackup("forged")
            self._is_whole = True
        else:
            self._begin_table(value)

    def _begin(self, head: dict[str, Any]) -> None:
        if head["handrail"] != "backup":
            raise BadBackup("form")
        if head["form"] != FORM or not knows(self._connection, str(head["revision"])):
            raise BadBackup("newer")
        if head["key"] not in self._vault.ids:
            raise WrongKeys((str(head["key"]),), ())
        self.since = date.fromisoformat(head["since"])
        self._out = LeavingOut(self._erased, self.since, self._vault)
        upgrade(self._connection, head["revision"])
        found = MetaData()
        found.reflect(self._connection)
        self._tables = {**found.tables}
        del self._tables["alembic_version"]

    def _begin_table(self, value: dict[str, Any]) -> None:
        self._table = self._tables.pop(value["table"])
        self._decode = decoder(value["columns"])
        self._done, self._total = 0, int(value["rows"])

    def _row(self, values: list[Any]) -> None:
        if self._table is None or self._out is None:
            raise BadBackup("damaged")
        row = self._decode(values)
        self._done += 1
        if self._out.hits(self._table, row):
            self.left_out += 1
            return
        self._rows.append(row)
        if len(self._rows) == ROOM:
            self._insert()

    def _insert(self) -> None:
        if self._table is not None and self._rows:
            self._connection.execute(self._table.insert(), self._rows)
            self._told(self._table.name, self._done, self._total)
        self._rows.clear()

    def _end_table(self) -> None:
        self._insert()
        if self._done != self._total:
            raise BadBackup("damaged")
        if self._table is not None:
            self._told(self._table.name, self._done, self._total)
