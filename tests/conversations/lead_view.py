"""A lead who looks at counts: what they have opened, its figures, and what was noted of it."""

import re

from models.counts.menu import LISTED
from models.counts.period import Span
from models.lead import Lead
from models.store import desk
from tests.conversations.counted import counted
from tests.conversations.leading import made
from tests.conversations.made import HILL, VALE
from tests.conversations.phone import House, Phone

HILL_ONLY = Lead("Morgan Moor", (HILL,), all_sites=False, may_verify=False)
VALE_ONLY = Lead("Rhys Rill", (VALE,), all_sites=False, may_verify=False)
TRUST = "People chose to log. A rise may mean more trust, not more abuse."
FEW, LOST, LITTLE = "under 10, or hidden", "not available", "too few to say"
FIGURE = re.compile(
    r"^• (.+?): ([\d,.]+(?: to \d+ of 100)?|under 10, or hidden|not available|too few to say)",
    re.MULTILINE,
)
THIS_YEAR = [table.key for table in LISTED if table.first_year is not Span.YEAR]
"""Tables that hold something before the first year is over."""


async def lead_with(house: House, lead: Lead = HILL_ONLY) -> Phone:
    await counted(house)
    phone = await made(house, lead)
    await phone.says("/counts")
    return phone


async def views(house: House) -> list[str]:
    """Return what was looked at, as the audit shows it, in the order of words."""
    assert house.services.wall is not None
    seen = await house.services.wall.desk.read(desk.views)
    return sorted(view.shown for view in seen)


def figures(text: str) -> dict[str, str]:
    """Return name to figure of every line, without the bands of who joined."""
    return dict(FIGURE.findall(text.partition("People who joined")[0]))
