"""The public keys that copies are checked with: those in use, and those that were."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from sqlalchemy import select

from models.signature import id_of, signed
from models.store.doors import Tx
from models.store.upsert import insert_new
from models.tables import signing_key


@dataclass(frozen=True, slots=True)
class Sealer:
    """Signs copies: the id of its public key, and what makes a PDF into a signed one."""

    id: str
    seal: Callable[[bytes], bytes] = field(repr=False)


def note(tx: Tx) -> None:
    """Keep the public keys that are new here; call it inside `write`, whenever keys are given."""
    here = known(tx)
    for public in tx.vault.publics:
        if id_of(public) not in here:
            insert_new(tx, signing_key, {"id": id_of(public), "public": public})


def known(tx: Tx) -> dict[str, bytes]:
    """Return every public key by its id."""
    return {row.id: row.public for row in tx.connection.execute(select(signing_key))}


def sealer(tx: Tx) -> Sealer:
    """Return what signs copies from now on."""
    return Sealer(id_of(tx.vault.publics[0]), partial(signed, key=tx.vault.signer))
