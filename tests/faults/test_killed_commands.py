"""The long commands, killed half way as real processes: nothing is lost, run again they end."""

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyrage
import pytest
from sqlalchemy import select

from models.clock import system_clock
from models.sealing import Vault, new_key
from models.store import enrolments, incidents, migrate, rotation
from models.store.doors import Store, Tx
from models.store.keyring import check_keys
from models.tables import metadata
from tests.store.made import SHOUTED, run

PEOPLE = range(60_000, 63_000)
PATIENCE = 120.0
TODAY = system_clock().date()
OLD, NEW = new_key(TODAY), new_key(TODAY + timedelta(days=1))
OLD_ID = OLD.partition(":")[0]


@dataclass
class Machine:
    """A folder with a database and an operator who runs commands in it."""

    url: str
    folder: Path
    keys: str = OLD
    identity: pyrage.x25519.Identity = field(default_factory=pyrage.x25519.Identity.generate)

    async def begin(self, *words: str, url: str = "") -> asyncio.subprocess.Process:
        settings = {"DATABASE_URL": url or self.url, "KEYS": self.keys}
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *words,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(Path.cwd()),
                **{f"HANDRAIL_{name}": value for name, value in settings.items()},
            },
            cwd=self.folder,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def run(self, *words: str, url: str = "") -> str:
        process = await self.begin(*words, url=url)
        out, err = await process.communicate()
        assert process.returncode == 0, err.decode()
        return out.decode()

    def store(self, keys: str = "", url: str = "") -> Store:
        vault = Vault.from_setting(keys or self.keys)
        return Store.open(url or self.url, vault, system_clock)


async def killed(process: asyncio.subprocess.Process, when: Callable[[], Awaitable[bool]]) -> None:
    """Kill a process as soon as something is so."""
    async with asyncio.timeout(PATIENCE):
        while not await when():
            assert process.returncode is None, "it ended before it could be killed"
            await asyncio.sleep(0.002)
    process.kill()
    await process.communicate()


@pytest.fixture
async def machine(store_url: str, tmp_path: Path) -> Machine:
    made = Machine(store_url, tmp_path)
    (tmp_path / "identity").write_text(f"# a comment\n{made.identity}\n")
    store = made.store()

    def fill(tx: Tx) -> None:
        check_keys(tx)
        for person in PEOPLE:
            enrolments.join(tx, person, None)
            incidents.file(tx, person, SHOUTED)

    await store.write(fill)
    await store.close()
    return made


async def test_a_rotation_killed_again_and_again_ends_and_loses_nobody(machine: Machine) -> None:
    machine.keys = f"{NEW},{OLD}"
    store, kills = machine.store(), 0
    left = whole = 2 * len(PEOPLE)
    for _ in range(2):
        process = await machine.begin("keys", "rotate")
        goal = left - 900

        async def on_its_way(goal: int = goal) -> bool:
            return bool(await store.read(run(rotation.under, OLD_ID)) <= goal)

        await killed(process, on_its_way)
        left = await store.read(run(rotation.under, OLD_ID))
        kills += 0 < left < whole
    assert kills == 2
    said = await machine.run("keys", "rotate")
    assert f"{OLD_ID}: keep it until" in said
    assert await store.read(run(rotation.under, OLD_ID)) == 0
    await store.close()
    alone = machine.store(NEW)
    for person in PEOPLE[::50]:
        assert await alone.read(run(enrolments.of, person)) is not None
        assert len(await alone.read(run(incidents.mine, person))) == 1
    assert len(await alone.read(_ids)) == len(PEOPLE)
    await alone.close()


def _ids(tx: Tx) -> list[Any]:
    return list(tx.connection.execute(select(metadata.tables["enrolment"].c.person)).scalars())


async def test_a_killed_backup_leaves_nothing_under_its_name_and_the_next_is_whole(
    machine: Machine,
) -> None:
    file, part = machine.folder / "b.age", machine.folder / "b.age.part"
    command = ("backup", str(file), "--to", str(machine.identity.to_public()))

    async def on_its_way() -> bool:
        return part.exists() and part.stat().st_size > 100_000

    await killed(await machine.begin(*command), on_its_way)
    assert not file.exists()
    assert "is written" in await machine.run(*command)
    assert not part.exists()
    target = f"sqlite:///{machine.folder / 'target.db'}"
    said = await machine.run("restore", str(file), "--identity", "identity", url=target)
    assert "is restored" in said
    restored = machine.store(url=target)
    assert len(await restored.read(_ids)) == len(PEOPLE)
    await restored.close()


async def test_a_killed_restore_has_changed_nothing_and_the_next_is_whole(
    machine: Machine, blank_url: str
) -> None:
    file = machine.folder / "b.age"
    await machine.run("backup", str(file), "--to", str(machine.identity.to_public()))
    command = ("restore", str(file), "--identity", str(machine.folder / "identity"))
    process = await machine.begin(*command, url=blank_url)
    assert process.stderr is not None
    async with asyncio.timeout(PATIENCE):
        while b"enrolment: 3,000 of 3,000" not in (line := await process.stderr.readline()):
            assert line, "it ended before it could be killed"
    process.kill()
    await process.communicate()
    assert migrate.standing(blank_url) is migrate.Standing.EMPTY
    assert "is restored" in await machine.run(*command, url=blank_url)
    restored = machine.store(url=blank_url)
    await restored.write(check_keys)
    assert len(await restored.read(_ids)) == len(PEOPLE)
    for person in PEOPLE[::50]:
        assert len(await restored.read(run(incidents.mine, person))) == 1
    await restored.close()
