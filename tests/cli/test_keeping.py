"""`backup`, `restore`, `keys rotate` and `erase`, as an operator types them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyrage
import pytest

from models.clock import system_clock
from models.retention import back
from models.sealing import Vault, new_key
from models.store import enrolments, incidents
from models.store.doors import Store, Tx
from models.store.erasures import Erased, ErasureList, read
from models.store.keyring import check_keys
from models.store.prepare import prepare
from tests.cli.shell import KEY, Shell
from tests.store.made import AMARA, SHOUTED

NEW = new_key(datetime(2026, 11, 23, tzinfo=UTC).date())


@pytest.fixture
async def lived(shell: Shell) -> Shell:
    shell.put(KEYS=KEY)
    prepare(f"sqlite:///{shell.database}")
    store = Store.open(f"sqlite:///{shell.database}", Vault.from_setting(KEY), system_clock)

    def live(tx: Tx) -> None:
        check_keys(tx)
        enrolments.join(tx, AMARA, None)
        incidents.file(tx, AMARA, SHOUTED)

    await store.write(live)
    await store.close()
    return shell


@pytest.fixture
def identity(shell: Shell) -> pyrage.x25519.Identity:
    made = pyrage.x25519.Identity.generate()
    (shell.folder / "key.txt").write_text(
        f"# created: today\n# public key: {made.to_public()}\n{made}\n"
    )
    return made


async def backed_up(shell: Shell, identity: pyrage.x25519.Identity) -> Path:
    said = await shell.beside("backup", "b.age", "--to", str(identity.to_public()))
    assert (said.code, said.out) == (
        0,
        f"b.age is written: {(shell.folder / 'b.age').stat().st_size:,} bytes.\n",
    )
    return shell.folder / "b.age"


async def test_a_backup_goes_into_another_database_and_the_bot_finds_all_in_it(
    lived: Shell, identity: pyrage.x25519.Identity
) -> None:
    for name in ("Kim Kite", "Bo Birch"):
        await lived.beside("leads", "invite", "--name", name, "--all-sites")
    await backed_up(lived, identity)
    lived.put(DATABASE_URL="sqlite:///var/second.db", ERASURES="var/second-list")
    said = await lived.beside("restore", "b.age", "--identity", "key.txt")
    assert said.code == 0
    assert (
        "Ended, as they may have been used since: the invitations of Bo Birch, Kim Kite."
        in said.out
    )
    assert "Kim Kite" not in (await lived.beside("leads", "list")).out
    assert "b.age is restored. Left out, as erased since: 0 rows." in said.out
    assert "No list of erasures was found" in said.err
    assert "WRONG  keys" not in (await lived.beside("check")).out
    again = await lived.beside("restore", "b.age", "--identity", "key.txt")
    assert (again.code, "not empty" in again.err) == (1, True)


async def test_lists_of_several_replicas_are_heeded_and_taken_over(
    lived: Shell, identity: pyrage.x25519.Identity
) -> None:
    await backed_up(lived, identity)
    today = system_clock().date()
    vault = Vault.from_setting(KEY)
    person = f"{vault.ids[0]}:{vault.person(AMARA).hex()}"
    for name, row in (
        ("one", Erased(today, "enrolment", person)),
        ("two", Erased(today, "incident", "x" * 16)),
    ):
        ErasureList(lived.folder / name).append([row])
    lived.put(DATABASE_URL="sqlite:///var/second.db", ERASURES="var/second-list")
    command = (
        "restore",
        "b.age",
        "--identity",
        "key.txt",
        "--erasures",
        "one",
        "--erasures",
        "two",
    )
    said = await lived.beside(*command)
    assert "Left out, as erased since: 1 rows." in said.out
    assert "No list" not in said.err
    assert len(list(read(lived.folder / "var" / "second-list"))) == 2


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (("backup", "b.age", "--to", "age1nonsense"), "no public key of age"),
        (("backup", "nowhere/b.age", "--to", "{to}"), "nowhere/b.age cannot be written"),
        (("backup", "key.txt", "--to", "{to}"), "key.txt is there already"),
        (("restore", "nothing.age", "--identity", "key.txt"), "nothing.age: No such file"),
        (("restore", "key.txt", "--identity", "key.txt"), "no backup of Handrail"),
        (("restore", "b.age", "--identity", "b.age"), "holds no secret key of age"),
        (("restore", "b.age", "--identity", "other.txt"), "another public key"),
        (("restore", "b.age", "--identity", "key.txt", "--erasures", "none"), "No such file"),
        (("restore", "b.age", "--identity", "key.txt", "--erasures", "key.txt"), "no list"),
        (("restore", "cut.age", "--identity", "key.txt"), "cut short or changed"),
    ],
)
async def test_each_refusal_is_one_line_and_changes_nothing(
    lived: Shell, identity: pyrage.x25519.Identity, words: tuple[str, ...], line: str
) -> None:
    file = await backed_up(lived, identity)
    (lived.folder / "cut.age").write_bytes(file.read_bytes()[:-9])
    (lived.folder / "other.txt").write_text(f"{pyrage.x25519.Identity.generate()}\n")
    before = {each: each.read_bytes() for each in lived.folder.rglob("*") if each.is_file()}
    if words[0] == "restore":
        lived.put(DATABASE_URL="sqlite:///var/second.db")
    said = await lived.beside(*(each.format(to=identity.to_public()) for each in words))
    assert said.code in {1, 2}
    assert line in said.err
    after = {each: each.read_bytes() for each in lived.folder.rglob("*") if each.is_file()}
    assert after == before


async def test_a_backup_without_keys_or_tables_is_refused(
    shell: Shell, identity: pyrage.x25519.Identity
) -> None:
    to = ("--to", str(identity.to_public()))
    assert (await shell.beside("backup", "b.age", *to)).code == 2
    shell.put(KEYS=KEY)
    said = await shell.beside("backup", "b.age", *to)
    assert said.code == 1
    assert "python -m bot migrate" in said.err
    assert not shell.database.exists()
    assert not (shell.folder / "b.age").exists()


async def test_rotating_says_until_when_the_old_key_stays(lived: Shell) -> None:
    lived.put(KEYS=f"{NEW},{KEY}")
    said = await lived.beside("keys", "rotate")
    assert said.code == 0
    assert "enrolment: 1 of 1\n" in said.err  # how far it is
    name = KEY.partition(":")[0]
    assert f"{name}: keep it until " in said.out
    lived.put(KEYS=NEW)
    assert (await lived.beside("keys", "rotate")).code == 2  # not yet


async def test_erase_counts_and_then_erases(lived: Shell) -> None:
    store = Store.open(f"sqlite:///{lived.database}", Vault.from_setting(KEY), system_clock)
    old = back(system_clock().date(), 14)
    await store.write(
        lambda tx: incidents.file(
            tx, AMARA, replace(SHOUTED, week=old - timedelta(days=old.weekday()))
        )
    )
    await store.close()
    counted = await lived.beside("erase", "--dry-run")
    assert (counted.code, "reports\t1" in counted.out) == (0, True)
    assert await lived.beside("erase", "--dry-run") == counted
    assert (await lived.beside("erase")).out == counted.out
    assert "reports\t0" in (await lived.beside("erase", "--dry-run")).out
    [row] = read(lived.folder / "var" / "erasures")
    assert row.table == "incident"
