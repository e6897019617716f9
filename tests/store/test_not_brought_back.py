"""What was erased since a backup does not come back with it; who came back meanwhile stays."""

from datetime import timedelta

import pytest

from models.retention import Retention
from models.store import (
    enrolments,
    incidents,
    leads,
    people,
    releases,
    retention,
)
from models.store.doors import Store
from models.store.erasures import Erased, read
from models.store.holdings import backed_up
from models.store.keyring import WrongKeys
from tests.store.backing import NEW, OLD, PLANNED, Operator, filled, rows
from tests.store.made import (
    AMARA,
    MORGAN,
    RHYS,
    SHOUTED,
    run,
)


@pytest.mark.promise("P33")
async def test_what_was_erased_since_does_not_come_back(
    operator: Operator, other_url: str
) -> None:
    await filled(operator)
    operator.back_up()
    store = operator.store()
    [(one, _)] = await store.read(run(incidents.mine, RHYS))
    assert await store.write(run(incidents.erase, RHYS, one))
    await store.write(run(people.erase_person, AMARA))
    await store.write(run(leads.end, MORGAN))
    await store.close()
    live_rows = rows(operator.url)
    done = operator.restore(other_url)
    after = rows(other_url)
    for table in backed_up():
        if table.name not in {"route", "keyring"}:
            assert after[table.name] == live_rows[table.name], table.name
    # Reports with 3 answers, words and an addition; an enrolment, a confidence, a lead, a plan.
    assert done.left_out == 2 * (1 + 3 + 1 + 1) + 1 + 1 + 1 + PLANNED


@pytest.mark.promise("P33")
async def test_a_no_link_report_that_was_counted_and_erased_does_not_come_back(
    operator: Operator, other_url: str
) -> None:
    before = await filled(operator)
    [unowned] = [row[0] for row in before["incident"] if row[1] is None]
    operator.back_up()
    store = operator.store()
    await store.write(run(releases.choose, SHOUTED.week))
    operator.clock.forward(timedelta(weeks=20))
    await store.write(run(releases.give_up, operator.clock().date()))
    assert await retention.erase_all(store, "no-link", Retention()) == 1
    await store.close()
    [line] = read(operator.erasures)
    assert line == Erased(operator.clock().date(), "incident", unowned)  # its key, and nobody
    assert operator.restore(other_url).left_out == 1 + 3
    after = rows(other_url)
    assert unowned not in {row[0] for row in (*after["incident"], *after["answer"])}
    assert len(after["incident"]) == len(before["incident"]) - 1


@pytest.mark.promise("P33")
async def test_somebody_erased_after_the_keys_were_rotated_does_not_come_back(
    operator: Operator, other_url: str
) -> None:
    await filled(operator)
    operator.back_up()
    operator.keys = f"{NEW},{OLD}"
    store = operator.store()
    await store.write(run(enrolments.join, AMARA, None))  # her row is under the new key now
    await store.write(run(people.erase_person, AMARA))
    await store.close()
    with pytest.raises(WrongKeys) as caught:
        operator.restore(other_url, keys=OLD)  # who was erased cannot be known by the old one
    assert caught.value.missing == (NEW.partition(":")[0],)
    operator.restore(other_url)
    restored = Store.open(other_url, operator.vault, operator.clock)
    assert await restored.read(run(enrolments.of, AMARA)) is None
    assert await restored.read(run(incidents.mine, AMARA)) == []
    assert await restored.read(run(enrolments.of, RHYS)) is not None
    await restored.close()


async def test_who_came_back_before_a_backup_stays(operator: Operator, other_url: str) -> None:
    await filled(operator)
    store = operator.store()
    await store.write(run(people.erase_person, AMARA))
    operator.clock.forward(timedelta(days=2))
    await store.write(run(enrolments.join, AMARA, None))
    await store.write(run(incidents.file, AMARA, SHOUTED))
    await store.close()
    operator.back_up()
    assert operator.restore(other_url).left_out == 0
    assert rows(other_url)["incident"] == rows(operator.url)["incident"]


def test_erased_keys_are_dated_and_hold_no_id(operator: Operator) -> None:
    line = str(Erased(operator.clock().date(), "enrolment", "261123ab:00ff"))
    assert line == "2026-11-23 enrolment 261123ab:00ff\n"
