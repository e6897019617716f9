"""Where somebody stands among the routes: it travels in a button's data and nowhere else."""

import re
import secrets
from dataclasses import dataclass, field, replace

from models.asked import Asked, Facts, Need
from models.facts_code import pack, unpack
from models.site import Nation, Site

SUPPORT, AID = "s", "a"
"""What the data begins with: asked at any time, or after a log."""

ANY_TIME = (
    Need.TALK,
    Need.SEXUAL,
    Need.HATE,
    Need.VIOLENCE,
    Need.HOME,
    Need.WORK,
    Need.LIFE,
    Need.JOB,
)
AFTER_A_LOG = (
    Need.NOTE,
    Need.BREATHE,
    Need.TALK,
    Need.WORK,
    Need.OFFICIAL,
    Need.POLICE,
    Need.LEGAL,
    Need.NOT_NOW,
)
NEEDS = {SUPPORT: (*ANY_TIME, Need.LASTING), AID: AFTER_A_LOG}

_CARD = re.compile(r"[A-Za-z0-9_-]{4}")
_PAGE = re.compile(r"(m?)([0-9]{0,2})")
_ROUTE = re.compile(r"[a-z0-9_]{0,32}")
_PARTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One screen of the routes: the question, a list's page, a card, or a card that failed.

    logged:  it follows a log; `facts` are then what was answered, else at most the role.
    manager: managers were asked for, although somebody inside did it.
    failed:  the random word of the card that failed: by it a second tap is known, and nobody is.
    """

    logged: bool = False
    need: Need | None = None
    facts: Facts = field(default_factory=Facts)
    manager: bool = False
    page: int = 0
    route: str = ""
    failed: str = ""

    def __str__(self) -> str:
        """Return the callback data: at most 61 of Telegram's 64 bytes."""
        code = "" if self.facts == Facts() else pack(self.facts)
        page = f"{'m' * self.manager}{self.page or ''}"
        words = (self._prefix, self.need or "", code, page, self.route, self.failed)
        return ":".join(words).rstrip(":")

    @property
    def _prefix(self) -> str:
        return AID if self.logged else SUPPORT

    @property
    def listed(self) -> "Place":
        """Return the list that this card belongs to, on its page."""
        return replace(self, route="", failed="")

    def failing(self) -> "Place":
        """Return where "This did not work" leads from this card, as it is drawn now."""
        return replace(self, failed=secrets.token_urlsafe(3))

    @property
    def question(self) -> "Place":
        """Return the question that led here: the need, or for somebody's job their role."""
        if self.logged:
            return Place(logged=True, facts=self.facts)
        return Place(need=Need.JOB) if self.need is Need.JOB and self.facts.role else Place()

    def asked(self, site: Site | None) -> Asked:
        """Return what is asked of the routes, for somebody of this site."""
        return Asked(
            need=self.need or Need.TALK,
            facts=self.facts,
            site=site.id if site else "",
            nation=site.nation if site else Nation.ENGLAND,
            manager=self.manager,
        )


def read_place(data: str) -> Place | None:
    """Read callback data, which is user input: None for anything that we never wrote."""
    prefix, *rest = data.split(":")
    need, code, page, route, failed = (*rest, *[""] * _PARTS)[: _PARTS - 1]
    if len(rest) >= _PARTS or prefix not in NEEDS or need not in ("", *NEEDS[prefix]):
        return None
    facts = unpack(code) if code else Facts()
    paged = _PAGE.fullmatch(page)
    if facts is None or paged is None or not _ROUTE.fullmatch(route):
        return None
    if (failed and not (route and _CARD.fullmatch(failed))) or (route and not need):
        return None
    return Place(
        logged=prefix == AID,
        need=Need(need) if need else None,
        facts=facts,
        manager=bool(paged[1]),
        page=int(paged[2] or 0),
        route=route,
        failed=failed,
    )
