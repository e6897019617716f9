"""The menu: every table of counts there is. A new one is a line here, and must pass the audit.

There is no other way to ask: no filter, no window, no live figure.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from models.checkin import ASKING, questions
from models.checkin import QUESTIONS as CHECK_IN
from models.counts.period import Span
from models.practice import Worth
from models.report import QUESTIONS
from models.skill import Theme

SITE = "site"
SMALLER = "smaller"
"""Stands in for every site that has fewer people enrolled than a row of its own needs."""

OWN_ROW = 20
"""People who must be enrolled at a site before it has a row of its own."""

STEP, LONG_STEP, THEME, MOMENT, WORTH = "step", "long_step", "theme", "moment", "worth"
BEFORE, AFTER = "before", "after"
"""The two moments of a confidence."""

_OPTIONS: Mapping[str, tuple[str, ...]] = {
    **{question.key: question.options for question in (*QUESTIONS, *CHECK_IN)},
    STEP: ASKING,
    LONG_STEP: tuple(step for step in ASKING if len(questions(step)) > 1),
    THEME: tuple(Theme),
    MOMENT: (BEFORE, AFTER),
    WORTH: tuple(Worth),
}


class About(StrEnum):
    """What the rows of a table are made of."""

    REPORTS = "reports"
    JOINED = "joined"
    CHECK_INS = "check_ins"
    SKILLS = "skills"


class Kind(StrEnum):
    """What a figure of a table is: all of them are whole numbers where they are kept.

    NUMBER: how many.
    SHARE:  of how many in 100; the lower end of a band of 10.
    MEAN:   of numbers from 0 to 10, in half points.
    """

    NUMBER = "number"
    SHARE = "share"
    MEAN = "mean"


class Row(NamedTuple):
    """What one figure is of: a table of the menu and the keys of its place in it."""

    table: str
    first: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what it is by, and how often its rows may be counted.

    By a site, and by two questions, it counts people, once a figure and period, and only reports
    that can be found: a report with no link has no site. All other tables of reports count
    encounters. Who has joined is counted when the period closes; who answered a check-in, once a
    step and quarter.

    of: for a share or a mean, the table of the number that it is of.
    """

    key: str
    by: tuple[str, ...] = ()
    spans: tuple[Span, ...] = tuple(Span)
    about: About = About.REPORTS
    kind: Kind = Kind.NUMBER
    of: str = ""

    @property
    def counts_people(self) -> bool:
        """Tell whether it counts people, not encounters or confidences."""
        by_two = self.about is About.REPORTS and len(self.by) > 1
        return self.about in (About.JOINED, About.CHECK_INS) or SITE in self.by or by_two

    @property
    def is_across(self) -> bool:
        """Tell whether it counts people of all sites: whoever knows all but one could subtract."""
        return self.about is About.REPORTS and self.counts_people and SITE not in self.by

    @property
    def first_year(self) -> Span:
        """Return how often its rows are counted until there is a year to go by."""
        if self.key == "all":
            return Span.MONTH
        return Span.QUARTER if Span.QUARTER in self.spans else self.spans[0]

    def rows(self, sites: Iterable[str]) -> Iterator[Row]:
        """Return its whole domain for the sites that have a row of their own."""
        firsts, seconds = (_keys(part, sites) for part in (*self.by, "", "")[:2])
        return (Row(self.key, first, second) for first in firsts for second in seconds)


_RARELY = (Span.QUARTER, Span.YEAR)
_QUARTERLY, _YEARLY = (Span.QUARTER,), (Span.YEAR,)

MENU: tuple[Table, ...] = (
    Table("all"),
    Table("site", (SITE,)),
    Table("what", ("what",)),
    Table("who", ("who",)),
    Table("where", ("where",)),
    Table("effect", ("effect",)),
    Table("knows", ("knows",)),
    Table("why_not", ("why_not",)),
    Table("role", ("role",)),
    Table("linked", ("linked",)),
    Table("site_what", (SITE, "what"), _RARELY),
    Table("site_who", (SITE, "who"), _RARELY),
    Table("what_by_who", ("what", "who"), _RARELY),
    Table("enrolled", (), _QUARTERLY, About.JOINED),
    Table("site_enrolled", (SITE,), _QUARTERLY, About.JOINED),
    Table("check_ins", (STEP,), _QUARTERLY, About.CHECK_INS),
    *(
        Table(key, (step, key), _QUARTERLY, About.CHECK_INS, Kind.SHARE, of="check_ins")
        for key, step in (
            ("doing", STEP),
            ("sleep", LONG_STEP),
            ("work", LONG_STEP),
            ("talk", LONG_STEP),
        )
    ),
    Table("skills", (THEME,), _QUARTERLY, About.SKILLS),
    Table("confidence", (THEME, MOMENT), _QUARTERLY, About.SKILLS, Kind.MEAN, of="skills"),
    Table("worth", (THEME, WORTH), _QUARTERLY, About.SKILLS, Kind.SHARE, of="skills"),
    Table("skills_role", ("role",), _YEARLY, About.SKILLS),
    Table("role_confidence", ("role", MOMENT), _YEARLY, About.SKILLS, Kind.MEAN, of="skills_role"),
)
TABLES = {table.key: table for table in MENU}
OF_REPORTS = tuple(table for table in MENU if table.about is About.REPORTS)
LISTED = tuple(table for table in MENU if table.about is not About.JOINED)
"""Tables that are looked at one by one; who joined is told in bands alone."""


def domain(sites: Iterable[str]) -> list[Row]:
    """Return every row there is; all of them are posted, so that absence says nothing."""
    names = tuple(sites)
    return [row for table in MENU for row in table.rows(names)]


def parents(row: Row) -> tuple[Row, ...]:
    """Return the rows of which this one is a part: what it counts, each of them counts too."""
    table = TABLES[row.table]
    by = table.by
    if table.of:
        return (Row(table.of, row.first),)
    if not by or table.about in (About.CHECK_INS, About.SKILLS):
        return ()
    if row.table == "why_not":
        return (Row("knows", "nobody"),)
    if row.table == "site_enrolled":
        return (Row("enrolled"),)
    if len(by) == 1:
        return (Row("all"),)
    return (Row(by[0], row.first), Row(by[1], row.second))


def depth(row: Row) -> tuple[int, bool]:
    """Order rows so that what a row waits for comes before it."""
    table = TABLES[row.table]
    return len(table.by) + (row.table == "why_not"), table.is_across


def across(rows: Iterable[Row]) -> list[Row]:
    """Return those rows that count people of all sites."""
    return [row for row in rows if TABLES[row.table].is_across]


def own_rows(row: Row, place: str) -> frozenset[Row]:
    """Return a place's own rows in which everybody counts who counts there in a row across."""
    one, other = TABLES[row.table].by
    return frozenset(
        (Row(f"{SITE}_{one}", place, row.first), Row(f"{SITE}_{other}", place, row.second))
    )


def _keys(part: str, sites: Iterable[str]) -> tuple[str, ...]:
    if not part:
        return ("",)
    return (*sites, SMALLER) if part == SITE else _OPTIONS[part]
