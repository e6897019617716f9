"""An operator who backs up and restores: a database with a little of everything, and keys."""

import gzip
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pyrage
from sqlalchemy import Connection, create_engine, select

from models.lead import LINK, Lead
from models.practice import Rating
from models.sealing import Vault, new_key
from models.skill import Theme
from models.store import (
    additions,
    drafts,
    enrolments,
    incidents,
    leads,
    owed,
    practice,
    ratings,
    sites,
    updates,
)
from models.store.backup import making, restoring
from models.store.doors import Store
from models.store.erasures import ErasureList, read
from models.store.keyring import check_keys
from models.store.ratings import Counted
from models.tables import metadata
from tests.moment import Moment
from tests.store.made import (
    ADDED,
    AMARA,
    MORGAN,
    RHYS,
    SHOUTED,
    WARD,
    a_draft,
    looked_after,
    run,
)

WORDED = replace(SHOUTED, words="She waited for me at my car.")
OLD = new_key(date(2026, 11, 1))
NEW = new_key(date(2026, 11, 2))  # keys of two days never share an id
Rows = dict[str, list[tuple[Any, ...]]]
PLANNED = 1 + 4 + 1
"""Rows of check-ins that somebody has: a plan, its 4 steps, an answer."""


def quiet(_thing: str, _done: int, _total: int) -> None:
    """Hear of no progress."""


@dataclass
class Operator:
    """An operator with a database, a list of erasures and a pair of age keys."""

    url: str
    keys: str
    clock: Moment
    folder: Path
    identity: pyrage.x25519.Identity

    @property
    def vault(self) -> Vault:
        return Vault.from_setting(self.keys)

    @property
    def file(self) -> Path:
        return self.folder / "backup.age"

    @property
    def erasures(self) -> Path:
        return self.folder / "kept" / "erasures"

    def store(self) -> Store:
        return Store.open(self.url, self.vault, self.clock, ErasureList(self.erasures))

    def back_up(self) -> int:
        aim = making.Aim(self.file, (str(self.identity.to_public()),))
        return making.make(self.url, self.vault, self.clock, aim, quiet)

    def source(self, file: Path | None = None) -> restoring.Source:
        erased = list(read(self.erasures)) if self.erasures.exists() else []
        return restoring.Source(file or self.file, [self.identity], erased)

    def restore(self, url: str, **changes: Any) -> restoring.Restored:  # noqa: ANN401
        source, keys = changes.get("source") or self.source(), changes.get("keys", self.keys)
        return restoring.restore(url, Vault.from_setting(keys), self.clock, source, quiet)

    def opened(self) -> list[bytes]:
        whole = pyrage.decrypt(self.file.read_bytes(), [self.identity])
        return gzip.decompress(whole).splitlines()


async def live(store: Store, clock: Moment) -> None:
    """Have a little of everything."""
    await store.write(check_keys)
    await store.write(run(sites.add, WARD))
    for person in (AMARA, RHYS, MORGAN):
        await store.write(run(enrolments.join, person, WARD.id))
        await store.write(run(incidents.file, person, WORDED))
        [(report, _)] = await store.read(run(incidents.mine, person))
        await store.write(run(additions.add, person, report, ADDED))
        await store.write(run(drafts.keep_worded, a_draft(person, clock(), words="Some words")))
        await store.write(run(owed.owe, person, "card"))
        await store.write(run(practice.keep, person, Rating(Theme.CALMING, 3), clock().date()))
        await store.write(run(updates.first_time, person))
        await store.write(run(updates.stumble, person, "ValueError"))
        await store.write(run(looked_after, person))
    rated = Counted(SHOUTED.week, Theme.CALMING, None, 3, 6, None)
    for _ in range(2):
        await store.write(incidents.move_parked)
        await store.write(ratings.move_parked)
        await store.write(run(incidents.park, SHOUTED))
        await store.write(run(ratings.park, rated))
    everywhere = Lead("Made-up Lead", (), all_sites=True, may_verify=True)
    code = (await store.write(run(leads.invite, everywhere, 7))).code
    await store.write(run(leads.accept, MORGAN, code.removeprefix(LINK)))


def rows(url: str) -> Rows:
    engine = create_engine(url)
    try:
        with engine.connect() as line:
            return {t.name: _rows(line, t) for t in metadata.sorted_tables}
    finally:
        engine.dispose()


def _rows(line: Connection, table: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401
    return sorted((tuple(row) for row in line.execute(select(table))), key=repr)


async def filled(operator: Operator) -> Rows:
    store = operator.store()
    await live(store, operator.clock)
    await store.close()
    return rows(operator.url)
