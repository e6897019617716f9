"""Which rows of a backup must not come back: those that were erased since it was made."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Table

from models.sealing import SealBroken, Vault, sealing_key
from models.store.erasing import named
from models.store.erasures import Erased
from models.store.holdings import HOLDINGS, place_of
from models.store.keyring import WrongKeys


class LeavingOut:
    """Tells of each row whether it, or what it belongs to, was erased."""

    def __init__(self, erased: Iterable[Erased], since: date, vault: Vault) -> None:
        """Raise WrongKeys when people were erased under a key that is not given."""
        rows = [each for each in erased if each.day >= since]
        people = {each.key.partition(":")[0] for each in rows if ":" in each.key}
        missing = people - set(vault.ids)
        if missing:
            raise WrongKeys(tuple(sorted(missing)), ())
        self._gone = {(each.table, each.key) for each in rows}
        self._vault = vault

    def hits(self, table: Table, row: dict[str, Any]) -> bool:
        """Tell whether a row must stay out; what belongs to it follows it, and stays out too."""
        keys = self._keys(table, row) if self._gone else ()
        found = not self._gone.isdisjoint(keys)
        if found:
            self._gone.update(keys[:1])
        return found

    def _keys(self, table: Table, row: dict[str, Any]) -> list[tuple[str, str]]:
        key = row[next(iter(table.primary_key.columns)).name]
        own = self._names(table, row, key) if isinstance(key, bytes) else [str(key)]
        parents = [(e.column.table.name, str(row[e.parent.name])) for e in table.foreign_keys]
        return [(table.name, name) for name in own] + parents

    def _names(self, table: Table, row: dict[str, Any], person: bytes) -> list[str]:
        """Return every name of a person: since the backup the keys may have been rotated."""
        holding = HOLDINGS[table.name]
        sealed = row[holding.id_in]
        try:
            words = self._vault.open(table.name, holding.id_in, place_of(person), sealed)
        except SealBroken:
            return [named(sealing_key(sealed), person)]
        hashes = self._vault.persons(holding.id_from(words))
        return [named(key, each) for key, each in zip(self._vault.ids, hashes, strict=True)]
