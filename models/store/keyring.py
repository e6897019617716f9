"""Notices at the start that these are not the keys the data was sealed with."""

import hmac

from sqlalchemy import select

from models.store.doors import Tx
from models.store.upsert import insert_new
from models.tables import keyring


class WrongKeys(Exception):
    """`missing` keys have sealed data here and are not given; `changed` ones have other bytes.

    Both hold key ids, never keys.
    """

    def __init__(self, missing: tuple[str, ...], changed: tuple[str, ...]) -> None:
        super().__init__(f"missing: {', '.join(missing)}; changed: {', '.join(changed)}")
        self.missing = missing
        self.changed = changed


def check_keys(tx: Tx) -> None:
    """Compare the keys given with those used here, note new ones; raises WrongKeys.

    Call it inside `write`.
    """
    for name in compare_keys(tx):
        insert_new(tx, keyring, {"key": name, "fingerprint": tx.vault.fingerprint(name)})


def compare_keys(tx: Tx) -> tuple[str, ...]:
    """Return the keys that are new here, and change nothing; raises WrongKeys."""
    known = {row.key: row.fingerprint for row in tx.connection.execute(select(keyring))}
    given = {name: tx.vault.fingerprint(name) for name in tx.vault.ids}
    missing = tuple(sorted(known.keys() - given.keys()))
    changed = tuple(
        name
        for name in given
        if name in known and not hmac.compare_digest(known[name], given[name])
    )
    if missing or changed:
        raise WrongKeys(missing, changed)
    return tuple(name for name in given if name not in known)
