"""A lead looks after the routes of their sites, and of no others, for as long as they are one."""

from dataclasses import replace
from datetime import date

import pytest

from bot.assembly import introduce
from bot.book.lead_samples import NEW
from models.lead import Lead
from models.route import Route, Status
from models.site import Site, SiteKind
from models.store import routes, sites
from tests.conversations.leading import KEEPER, lead_of, link_for, made, revoked
from tests.conversations.made import HILL, VALE
from tests.conversations.phone import House, Phone

TODAY = date(2026, 11, 24)
DESK = replace(NEW, hours="Mo-Fr 09:00-17:00")
OLD = replace(
    DESK,
    id="hill_line",
    name="Hill Line",
    status=Status.ACTIVE,
    verified=date(2026, 8, 3),
    verified_by="the operator",
)
CLOSED = replace(DESK, id="hill_shut", name="Hill Shut", status=Status.CLOSED)
ELSEWHERE = replace(OLD, id="vale_desk", name="Vale Desk", site="vale")
NATIONAL = replace(OLD, id="all_line", name="All Line", site="")
MARKS = {each.id: each.mark for each in (ELSEWHERE, NATIONAL)}


@pytest.fixture
async def morgan(house: House) -> Phone:
    morgan = await made(house)
    for route in (DESK, OLD, CLOSED, ELSEWHERE, NATIONAL):
        await house.store.write(lambda tx, route=route: routes.save(tx, route))  # type: ignore[misc]
    return morgan


async def kept(house: House, ident: str) -> Route:
    found = await house.store.read(lambda tx: routes.by_id(tx, ident))
    assert found is not None
    return found


async def failures(house: House) -> dict[str, int]:
    return {each.route: each.count for each in await house.store.read(routes.failures)}


async def test_the_list_has_the_routes_of_their_sites_those_first_that_wait_longest(
    morgan: Phone,
) -> None:
    await morgan.says("/routes")
    assert morgan.labels[:3] == ["Hill Desk", "Hill Shut", "Hill Line"]
    assert "Hill Desk\nMade-up Hill\nNot checked yet" in morgan.screen.text
    assert "Hill Line\nMade-up Hill\nLast checked: 3 August 2026" in morgan.screen.text
    assert "Vale Desk" not in morgan.screen.text
    assert "All Line" not in morgan.screen.text


async def test_the_way_there_is_under_more_for_leads_with_the_right_and_nobody_else(
    house: House, morgan: Phone, sam: Phone
) -> None:
    without = await made(house, Lead("Rhys", (HILL,), False, may_verify=False), "Rhys")  # noqa: FBT003
    for phone, there in ((morgan, True), (without, False), (sam, False)):
        await phone.says("/start")
        await phone.taps("More")
        assert ("Routes of your sites" in phone.labels) == there
    await morgan.taps("Routes of your sites", "Hill Desk")
    assert "Hours as noted: Monday to Friday 9am to 5pm\n" in morgan.screen.text


async def test_right_today_is_kept_with_the_leads_name_and_staff_see_it_from_then_on(
    house: House, morgan: Phone
) -> None:
    await morgan.says("/routes")
    await morgan.taps("Hill Desk")
    assert "5501 (from a hospital phone)" in morgan.screen.text
    assert "Staff do not see it until you say it is right." in morgan.screen.text
    await morgan.taps("It is right today")
    assert morgan.toast == "Noted: right today."
    assert "Last checked: 24 November 2026, by Morgan Moor" in morgan.screen.text
    assert "Staff do not see it" not in morgan.screen.text
    route = await kept(house, "hill_desk")
    assert (route.status, route.verified, route.verified_by) == (
        Status.ACTIVE,
        TODAY,
        "Morgan Moor",
    )


async def test_wrong_is_counted_and_the_operator_is_to_be_asked(
    house: House, morgan: Phone
) -> None:
    await morgan.says("/routes")
    await morgan.taps("Hill Line", "It is wrong")
    assert "Ask the person who runs Handrail" in morgan.screen.text
    assert await failures(house) == {"hill_line": 1}
    assert await kept(house, "hill_line") == OLD
    await morgan.taps("Back to the list")
    assert "Hill Line" in morgan.labels


async def test_a_route_that_was_changed_since_it_was_shown_has_to_be_looked_at_again(
    house: House, morgan: Phone
) -> None:
    changed = replace(DESK, phone="5502")
    for way in ("It is right today", "It is wrong"):
        await house.store.write(lambda tx: routes.save(tx, DESK))
        await morgan.says("/routes")
        await morgan.taps("Hill Desk")
        await house.store.write(lambda tx: routes.save(tx, changed))
        await morgan.taps(way)
        assert morgan.toast == "This one was changed. Please look at it again."
        assert "Phone: 5502" in morgan.screen.text
        assert await kept(house, "hill_desk") == changed
        assert await failures(house) == {}
    await morgan.taps("It is right today")
    assert (await kept(house, "hill_desk")).verified == TODAY


async def test_a_closed_route_cannot_be_called_right(house: House, morgan: Phone) -> None:
    await morgan.says("/routes")
    await morgan.taps("Hill Shut")
    assert "It is right today" not in morgan.labels
    await morgan.forges(f"keep:right:hill_shut:{CLOSED.mark}")
    assert await kept(house, "hill_shut") == CLOSED


@pytest.mark.parametrize("ident", ["vale_desk", "all_line", "nowhere", "", "hill_desk:", "\u0000"])
@pytest.mark.parametrize("verb", ["one", "right", "wrong", "erase", ""])
async def test_a_forged_button_reaches_no_route_of_another_site(
    house: House, morgan: Phone, verb: str, ident: str
) -> None:
    before = await house.store.read(routes.all_routes)
    await morgan.says("/routes")
    await morgan.forges(f"keep:{verb}:{ident}:{MARKS.get(ident, '')}")
    assert "Vale Desk" not in morgan.screen.text
    assert "All Line" not in morgan.screen.text
    assert await house.store.read(routes.all_routes) == before
    assert await failures(house) == {}


async def test_whoever_is_no_lead_is_refused_kindly_whatever_they_send(
    house: House, morgan: Phone, sam: Phone
) -> None:
    before = await house.store.read(routes.all_routes)
    await sam.says("/routes")
    assert "This is for leads" in sam.screen.text
    assert {"Support", "Need help now"} <= set(sam.labels)
    told = [f"keep:{verb}:hill_desk:{DESK.mark}" for verb in ("right", "wrong")]
    for data in ("keep:", "keep:one:hill_desk", *told):
        await sam.forges(data)
        assert "This is for leads" in sam.screen.text
        assert "Hill" not in sam.screen.text
    assert await house.store.read(routes.all_routes) == before
    assert await failures(house) == {}
    assert await lead_of(morgan) == KEEPER


async def test_a_revoked_lead_is_refused_at_once_with_the_route_still_open(
    house: House, morgan: Phone
) -> None:
    await morgan.says("/routes")
    await morgan.taps("Hill Desk")
    await revoked(house)
    await morgan.taps("It is right today")
    assert "This is for leads" in morgan.screen.text
    assert await kept(house, "hill_desk") == DESK
    assert await failures(house) == {}


async def test_a_right_that_was_taken_by_a_new_invitation_is_refused_at_once(
    house: House, morgan: Phone
) -> None:
    await morgan.says("/routes")
    await morgan.taps("Hill Desk")
    again = Lead("Morgan Moor", (VALE,), all_sites=False, may_verify=True)
    await morgan.says(await link_for(house, again))
    await morgan.taps("Accept")
    await morgan.forges(f"keep:right:hill_desk:{DESK.mark}")
    assert await kept(house, "hill_desk") == DESK


async def test_many_routes_come_in_pages(house: House, morgan: Phone) -> None:
    for number in range(20):
        route = replace(DESK, id=f"hill_{number:02}", name=f"Line {number:02}")
        await house.store.write(lambda tx, route=route: routes.save(tx, route))  # type: ignore[misc]
    await morgan.says("/routes")
    seen = [each for each in morgan.labels if each.startswith(("Line", "Hill"))]
    while "More routes" in morgan.labels:
        assert len(morgan.labels) <= 10
        await morgan.taps("More routes")
        seen += [each for each in morgan.labels if each.startswith(("Line", "Hill"))]
    assert len(seen) == len(set(seen)) == 23
    while "Back" in morgan.labels:
        await morgan.taps("Back")
    assert [each for each in morgan.labels if each in seen] == seen[:6]
    for forged in ("keep:page:999", "keep:page:-1", "keep:page:²"):
        await morgan.forges(forged)
        assert "Routes of your sites" in morgan.screen.text


async def test_a_lead_of_all_sites_looks_after_a_site_that_came_later(house: House) -> None:
    rhys = await made(house, Lead("Rhys", (), all_sites=True, may_verify=True), "Rhys")
    moor = Site("moor", "Made-up Moor", SiteKind.PRACTICE, "moor-code")
    await house.store.write(lambda tx: sites.add(tx, moor))
    await house.store.write(lambda tx: routes.save(tx, replace(DESK, site="moor")))
    await rhys.says("/routes")
    assert "Made-up Moor" in rhys.screen.text


async def test_help_is_on_every_screen_of_a_lead(house: House, morgan: Phone) -> None:
    ways = ("Hill Desk", "It is right today", "It is wrong", "Back to the list", "Back to start")
    await morgan.says("/routes")
    for way in ways:
        assert "Need help now" in morgan.labels, morgan.screen.text
        await morgan.taps(way)
    assert "Need help now" in morgan.labels
    await revoked(house)
    await morgan.says("/routes")
    assert "Need help now" in morgan.labels


async def test_the_commands_that_everybody_sees_name_nothing_of_leads(house: House) -> None:
    await introduce(house.app)
    shown = [each.command for each in await house.app.bot.get_my_commands()]
    assert "support" in shown
    assert "routes" not in shown
