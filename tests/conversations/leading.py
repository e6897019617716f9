"""Leads: invited, made, and revoked."""

from models.lead import Lead
from models.store import leads, sites
from tests.conversations.made import HILL, with_sites
from tests.conversations.phone import House, Phone

KEEPER = Lead("Morgan Moor", (HILL,), all_sites=False, may_verify=True)
COUNTER = Lead("Rhys Rill", (), all_sites=True, may_verify=False)


async def link_for(house: House, lead: Lead, days: int = 7) -> str:
    """Invite as the operator does; return what the link makes Telegram send."""
    if not await house.store.read(sites.all_sites):
        await with_sites(house)
    invitation = await house.store.write(lambda tx: leads.invite(tx, lead, days))
    return f"/start {invitation.code}"


async def lead_of(phone: Phone) -> Lead | None:
    person = phone.person.id
    return await phone.house.store.read(lambda tx: leads.of(tx, person))


async def made(house: House, lead: Lead = KEEPER, name: str = "Morgan") -> Phone:
    phone = house.phone(name)
    await phone.says(await link_for(house, lead))
    await phone.taps("Accept")
    return phone


async def revoked(house: House) -> None:
    for each in await house.store.read(leads.all_leads):
        await house.store.write(lambda tx, ident=each.id: leads.revoke(tx, ident))  # type: ignore[misc]
