"""A wellbeing lead: what one may look at and look after, and never a report."""

from dataclasses import dataclass

from models.route import Route
from models.site import Site

LINK = "lead-"
"""What the word after /start begins with, when the link invites a lead."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead as the operator invited them.

    name:       how the operator calls them; it stands beside the routes they made sure of.
    sites:      the sites they answer for; with `all_sites` every site, later ones too.
    may_verify: they may say that a site's own route is right, or wrong.
    """

    name: str
    sites: tuple[Site, ...]
    all_sites: bool
    may_verify: bool

    def keeps(self, route: Route) -> bool:
        """Tell whether a route is theirs to look after: one of their own sites' own."""
        return self.may_verify and route.site in {site.id for site in self.sites}
