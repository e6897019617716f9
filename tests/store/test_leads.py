"""Leads: invited once, here when they accept, gone at once, never more than was given."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text

from models.lead import Lead
from models.sealing import Vault
from models.store import leads, routes
from models.store.doors import Store, StoreFault
from models.store.keyring import check_keys
from models.tables import lead as table
from models.tables import lead_site
from tests.moment import Moment
from tests.store.backing import Operator
from tests.store.leading import DESK, KEEPER, VALE, made, token_for, with_sites
from tests.store.made import AMARA, MORGAN, RHYS, run

EVERYWHERE = Lead("Rhys Rill", (), all_sites=True, may_verify=False)


async def test_somebody_is_a_lead_from_accepting_on_and_of_these_sites_alone(store: Store) -> None:
    await with_sites(store)
    token = await token_for(store, KEEPER)
    assert await store.read(run(leads.invited, token)) == KEEPER
    assert await store.read(run(leads.of, MORGAN)) is None
    assert await store.write(run(leads.accept, MORGAN, token)) == KEEPER
    assert await store.read(run(leads.of, MORGAN)) == KEEPER
    assert await store.read(run(leads.of, AMARA)) is None


async def test_an_invitation_works_once_and_for_one_person(store: Store) -> None:
    await with_sites(store)
    token = await token_for(store, KEEPER)
    await store.write(run(leads.accept, MORGAN, token))
    for person in (AMARA, MORGAN):
        assert await store.read(run(leads.invited, token)) is None
        assert await store.write(run(leads.accept, person, token)) is None
    assert await store.read(run(leads.of, MORGAN)) == KEEPER
    assert await store.read(run(leads.of, AMARA)) is None


async def test_two_people_with_one_link_at_once_are_one_lead(store: Store) -> None:
    await with_sites(store)
    await made(store, RHYS, replace(EVERYWHERE, name="Before"))
    token = await token_for(store, KEEPER)
    both = [store.write(run(leads.accept, person, token)) for person in (MORGAN, RHYS)]
    taken = await asyncio.gather(*both)
    assert sorted(each is None for each in taken) == [False, True]
    late = RHYS if taken[0] else MORGAN
    kept = await store.read(run(leads.of, late))
    assert kept is None if late == MORGAN else kept.name == "Before"


async def test_an_invitation_is_over_after_its_days_and_then_forgotten(
    store: Store, clock: Moment
) -> None:
    await with_sites(store)
    token = await token_for(store, KEEPER, days=2)
    clock.now += timedelta(days=2, minutes=-1)
    assert await store.read(run(leads.invited, token)) == KEEPER
    assert await store.write(leads.forget_invitations) == 0
    clock.now += timedelta(minutes=1)
    assert await store.read(run(leads.invited, token)) is None
    assert await store.write(run(leads.accept, MORGAN, token)) is None
    assert await store.read(leads.all_leads) == []
    assert await store.write(leads.forget_invitations) == 1
    assert await store.read(lambda tx: tx.connection.execute(select(lead_site)).all()) == []


async def test_forgetting_invitations_leaves_leads_alone(store: Store, clock: Moment) -> None:
    await made(store, MORGAN, EVERYWHERE)
    clock.now += timedelta(days=1000)
    assert await store.write(leads.forget_invitations) == 0
    assert await store.read(run(leads.of, MORGAN)) == EVERYWHERE


async def test_a_restored_backup_opens_no_invitation_again(
    operator: Operator, other_url: str
) -> None:
    store = operator.store()
    await store.write(check_keys)
    await with_sites(store)
    assert await made(store, MORGAN, KEEPER)
    used, unused = [await token_for(store, replace(KEEPER, name=each)) for each in ("Bo", "Al")]
    operator.back_up()
    assert await store.write(run(leads.accept, RHYS, used))
    await store.close()
    assert operator.restore(other_url).uninvited == ("Al", "Bo")
    back = Store.open(other_url, operator.vault, operator.clock)
    for token in (used, unused):
        assert await back.write(run(leads.accept, AMARA, token)) is None
    [left] = await back.read(leads.all_leads)
    assert left.lead == KEEPER
    await back.close()


async def test_a_token_that_was_never_made_invites_nobody(store: Store) -> None:
    await token_for(store, EVERYWHERE)
    for forged in ("", "x", "\ud83d", "' OR 1=1 --", "é" * 64):
        assert await store.read(run(leads.invited, forged)) is None
        assert await store.write(run(leads.accept, MORGAN, forged)) is None


async def test_a_revoked_lead_and_a_revoked_invitation_are_gone_at_once(store: Store) -> None:
    await with_sites(store)
    await made(store, MORGAN, KEEPER)
    token = await token_for(store, EVERYWHERE)
    for each in await store.read(leads.all_leads):
        assert await store.write(run(leads.revoke, each.id))
        assert not await store.write(run(leads.revoke, each.id))
    assert await store.read(run(leads.of, MORGAN)) is None
    assert await store.write(run(leads.accept, AMARA, token)) is None
    assert await store.read(lambda tx: tx.connection.execute(select(lead_site)).all()) == []


async def test_a_lead_of_all_sites_answers_for_later_ones_too(store: Store) -> None:
    await made(store, RHYS, EVERYWHERE)
    await with_sites(store)
    found = await store.read(run(leads.of, RHYS))
    assert {site.id for site in found.sites} == {"hill", "vale"}
    listed = await store.read(leads.all_leads)
    assert listed[0].lead.all_sites


async def test_a_second_invitation_takes_the_place_of_the_first(store: Store) -> None:
    await with_sites(store)
    await made(store, MORGAN, KEEPER)
    await made(store, MORGAN, replace(KEEPER, sites=(VALE,), may_verify=False))
    found = await store.read(run(leads.of, MORGAN))
    assert (found.sites, found.may_verify) == ((VALE,), False)
    assert len(await store.read(leads.all_leads)) == 1


async def test_the_list_says_who_is_here_since_when_and_who_is_invited_until_when(
    store: Store, clock: Moment
) -> None:
    await with_sites(store)
    await made(store, MORGAN, KEEPER)
    await token_for(store, EVERYWHERE)
    here, waiting = await store.read(leads.all_leads)
    assert (here.lead, here.since, here.until) == (KEEPER, f"{clock():%Y-%m}", None)
    assert waiting.since == ""
    assert waiting.until is not None
    assert abs(waiting.until - clock() - timedelta(days=7)) <= timedelta(minutes=1)


async def test_neither_the_token_nor_the_person_stands_in_the_table(
    store: Store, vault: Vault
) -> None:
    token = await token_for(store, EVERYWHERE)
    waiting = await store.read(lambda tx: tx.connection.execute(select(table)).one())
    assert token.encode() not in b"".join(v for v in waiting if isinstance(v, bytes))
    await store.write(run(leads.accept, MORGAN, token))
    here = await store.read(lambda tx: tx.connection.execute(select(table)).one())
    assert here.invitation is None
    assert str(MORGAN).encode() not in here.person + here.sealed_person
    opened = vault.open("lead", "sealed_person", here.person, here.sealed_person)
    assert opened == str(MORGAN)


async def test_a_lead_is_known_under_an_older_key_too(
    store_url: str, clock: Moment, vault: Vault
) -> None:
    older, newer = Vault((_key := vault._keys[0],)), Vault.from_setting(NEW_KEY)
    both = Vault((newer._keys[0], _key))
    before = Store.open(store_url, older, clock)
    await made(before, MORGAN, EVERYWHERE)
    await before.close()
    after = Store.open(store_url, both, clock)
    assert await after.read(run(leads.of, MORGAN)) == EVERYWHERE
    assert await after.write(run(leads.end, MORGAN))
    assert await after.read(leads.all_leads) == []
    await after.close()


NEW_KEY = "261124zz:" + "A" * 43 + "="


@pytest.mark.promise("P18")
async def test_a_name_leaves_the_routes_when_its_lead_is_none_any_more(store: Store) -> None:
    await with_sites(store)
    await store.write(run(routes.save, DESK))
    await made(store, MORGAN, KEEPER)
    await store.write(run(routes.verify, DESK.id, KEEPER.name, date(2026, 11, 24)))
    assert await store.write(run(leads.end, MORGAN))
    kept = await store.read(run(routes.by_id, DESK.id))
    assert (kept.verified, kept.verified_by) == (date(2026, 11, 24), leads.NAMELESS)


async def test_a_name_stays_on_routes_while_another_lead_has_it(store: Store) -> None:
    await with_sites(store)
    await store.write(run(routes.save, DESK))
    for person in (MORGAN, AMARA):
        await made(store, person, KEEPER)
    await store.write(run(routes.verify, DESK.id, KEEPER.name, date(2026, 11, 24)))
    await store.write(run(leads.end, MORGAN))
    assert (await store.read(run(routes.by_id, DESK.id))).verified_by == KEEPER.name


def test_a_lead_keeps_the_routes_of_their_own_sites_and_no_other() -> None:
    assert KEEPER.keeps(DESK)
    assert not KEEPER.keeps(replace(DESK, site="vale"))
    assert not KEEPER.keeps(replace(DESK, site=""))
    assert not replace(KEEPER, may_verify=False).keeps(DESK)
    assert not replace(KEEPER, sites=()).keeps(replace(DESK, site=""))


async def test_a_row_is_somebody_or_an_invitation(store: Store) -> None:
    row = "INSERT INTO lead (id, name, all_sites, may_verify) VALUES ('x', 'x', :no, :no)"
    with pytest.raises(StoreFault, match=r"Integrity|Check"):
        await store.write(lambda tx: tx.connection.execute(text(row), {"no": False}))
