"""The demo's trust: made up from end to end. No such place, no such number, no such people.

Outside numbers are from the range Ofcom keeps free for drama (01632 960000 to 960999),
inside ones are extensions. None is 2222, the number of hospital crash teams.
"""

from models.lead import Lead
from models.site import Site, SiteKind

ORGANISATION = "Pebblewick NHS trust (example)"
PRIVACY_CONTACT = "privacy@pebblewick.example"

SITES = (
    Site(
        id="pebblewick",
        name="Pebblewick General Hospital",
        kind=SiteKind.HOSPITAL,
        code="pebblewick-general",
        security="5501",
        security_internal=True,
        exposure="call 5520 from a hospital phone (example). If nobody answers, go to A&E.",
        example=True,
    ),
    Site(
        id="thistledown",
        name="Thistledown House",
        kind=SiteKind.MENTAL_HEALTH,
        code="thistledown-house",
        security="6601",
        security_internal=True,
        exposure="call 6620 from a hospital phone (example). If nobody answers, go to A&E.",
        example=True,
    ),
    Site(
        id="doorsteps",
        name="Pebblewick Community Nursing",
        kind=SiteKind.COMMUNITY,
        code="pebblewick-community",
        security="01632 960 143",
        exposure="call 01632 960 144 (example). If nobody answers, go to A&E.",
        example=True,
    ),
    Site(
        id="larkfield",
        name="Larkfield Ambulance Station",
        kind=SiteKind.AMBULANCE,
        code="larkfield-ambulance",
        security="01632 960 177",
        exposure="call 01632 960 178 (example). If nobody answers, go to A&E.",
        example=True,
    ),
)

PEOPLE = (("Amara", "Nurse"), ("Rhys", "Receptionist"), ("Morgan", "Wellbeing lead"))
"""Who has a phone on the page: a first name and what they do."""

LEAD = Lead("Morgan (example)", SITES[:2], all_sites=False, may_verify=True)
"""Whom the demo's invitation makes a lead: of the first two sites, with their routes to keep."""
