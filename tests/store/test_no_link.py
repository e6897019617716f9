"""No link means no link: from the night on, who filed and who discarded look the same.

The attacker holds the database's files, the keys, the drafts, the enrolments, the plans and
answers of check-ins and the hashes of updates, in a week with one report. The week is played
twice, the filer and another swapped.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from models.sealing import Vault, new_key
from models.store import incidents, renewing
from models.store.doors import Store
from tests.moment import Moment
from tests.postgres import Postgres
from tests.store.attack_files import (
    ended_as_one_was_parked,
    files_of,
    found_in,
    log_of,
    marked_by_the_same_transaction,
    masked,
)
from tests.store.attack_rows import Seen, read_all
from tests.store.backing import OLD
from tests.store.made import AMARA, MORGAN, RHYS, MakeUrl
from tests.store.rotating import rotated
from tests.store.week import EVERYONE, File, Week, left_alone, straight_away, without_chance

FILERS = (AMARA, RHYS, MORGAN)


@asynccontextmanager
async def played(
    url: str, vault: Vault, filer: int, file: File = incidents.park
) -> AsyncIterator[Week]:
    clock = Moment()
    store = Store.open(url, vault, clock)
    week = Week(store, clock, filer, file)
    try:
        with without_chance():
            await week.evening()
        yield week
    finally:
        await store.close()


async def seen_after(nights: int, make_url: MakeUrl, vault: Vault, filer: int) -> Seen:
    url = make_url()
    async with played(url, vault, filer) as week:
        for _ in range(nights):
            await week.night()
            week.clock.forward(timedelta(days=1))
    return read_all(url, vault)


@pytest.mark.promise("P5")
@pytest.mark.parametrize("nights", [1, 2])
@pytest.mark.parametrize("at_once", [1, renewing.AT_ONCE])
async def test_whoever_filed_every_row_reads_and_lies_the_same(
    make_url: MakeUrl,
    vault: Vault,
    nights: int,
    at_once: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(renewing, "AT_ONCE", at_once)
    first, *others = [await seen_after(nights, make_url, vault, filer) for filer in FILERS]
    assert len(first["incident"]) == 1
    assert len(first["answer"]) == 3
    assert len(first["enrolment"]) == len(EVERYONE)
    assert len(first["draft"]) == len(first["draft_words"]) == 1
    assert len(first["plan"]) == len(first["check_in"]) == len(first["quiet"]) == len(EVERYONE)
    assert len(first["prompt"]) > 3 * len(EVERYONE)
    assert len(first["check_in_sum"]) == (0, 2)[nights - 1]  # the second night counts what is over
    assert first["incident_words"] == []
    assert first["parked"] == []
    for other in others:
        assert other == first


@pytest.mark.promise("P5")
async def test_keys_rotated_before_the_night_or_after_it_tell_nothing_more(
    make_url: MakeUrl,
) -> None:
    both = Vault.from_setting(f"{new_key(Moment()().date())},{OLD}")
    older = Vault.from_setting(OLD)
    seen = []
    for rotated_first in (True, False):
        for filer in FILERS:
            url = make_url()
            async with played(url, older, filer) as week:
                if not rotated_first:
                    await week.night()
                operator = Store.open(url, both, week.clock)
                await rotated(operator)
                await Week(operator, week.clock, filer).night()
                await operator.close()
            seen.append(read_all(url, both))
    assert seen[1:3] == seen[:1] * 2
    assert seen[4:] == seen[3:4] * 2
    assert len(seen[0]["incident"]) == 1


async def test_whoever_filed_the_sqlite_file_is_the_same_byte_for_byte(
    make_sqlite: MakeUrl, vault: Vault
) -> None:
    files = []
    for filer in FILERS:
        url = make_sqlite()
        async with played(url, vault, filer) as week:
            await week.night()
            main, *beside = files_of(url, None)
            assert len(main) > len(b"".join(beside)) == 32_768  # the log is empty
        files.append(masked(url))
    assert files[1:] == files[:1] * 2


async def test_nothing_of_a_draft_or_a_parked_report_is_left_in_the_files(
    make_url: MakeUrl, vault: Vault, server: Postgres | None
) -> None:
    url = make_url()
    async with played(url, vault, AMARA) as week:
        gone = week.traces
        # Or looking proves nothing. SQLite has lost what was ended already, not what is parked.
        assert found_in(files_of(url, server), gone) >= (len(gone) - 1 if server else 4 + 2)
        await week.night()
        # Sam's draft and its words are still there: among the first traces and the last.
        assert found_in(files_of(url, server), gone) == 4


async def test_sqlites_log_would_give_the_filer_away_and_is_emptied_as_a_draft_ends(
    make_sqlite: MakeUrl, vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make_sqlite()
    with monkeypatch.context() as simpler:
        simpler.setattr(Store, "scrub", left_alone)
        async with played(url, vault, RHYS) as week:
            assert ended_as_one_was_parked(url, vault, tmp_path) == {RHYS}
            await week.night()
            assert ended_as_one_was_parked(url, vault, tmp_path) == set()
    url = make_sqlite()
    async with played(url, vault, RHYS):
        assert ended_as_one_was_parked(url, vault, tmp_path) == set()


async def test_before_the_night_postgresqls_dead_rows_give_the_filer_away_and_after_it_nobody(
    postgres: Postgres, vault: Vault
) -> None:
    url = postgres.migrated()
    async with played(url, vault, RHYS) as week:
        assert marked_by_the_same_transaction(url, postgres) == {vault.person(RHYS)}
        await week.night()
        assert marked_by_the_same_transaction(url, postgres) == set()


async def test_a_program_without_a_nightly_move_would_be_caught(
    postgres: Postgres, vault: Vault
) -> None:
    seen = []
    for filer in (AMARA, RHYS):
        url = postgres.migrated()
        async with played(url, vault, filer, straight_away) as week:
            await week.store.tidy()
        seen.append(read_all(url, vault))
        assert marked_by_the_same_transaction(url, postgres) == {vault.person(filer)}
    assert seen[0] != seen[1]


async def test_a_night_without_tidying_would_be_caught(
    make_url: MakeUrl, vault: Vault, server: Postgres | None
) -> None:
    url = make_url()
    async with played(url, vault, AMARA) as week:
        await week.store.write(incidents.move_parked)
        assert found_in(files_of(url, server), week.traces) > 4


async def test_the_log_that_a_postgresql_operator_keeps_still_shows_it(
    postgres: Postgres, vault: Vault
) -> None:
    """The limit of the promise, as PRIVACY.md says it: we cannot empty the server's own log."""
    async with played(postgres.migrated(), vault, AMARA) as week:
        await week.night()
        assert found_in(log_of(postgres), week.traces) > 4
