"""The screens of counts: the newest release, the list of tables, and a table with its picks."""

import re
from dataclasses import dataclass, replace

from handlers.care import help_button
from handlers.count_news import changed, confidence, joined, local_form
from handlers.count_view import COUNTS, Counts, Group, groups_of, key_name, part_of, past_of
from handlers.home import start_button
from handlers.paging import page_of, read_page
from messages.screen import Button, Screen, rows
from messages.times import date_words
from messages.words import label, say
from models.counts.menu import LISTED, SITE, SMALLER, TABLES, Kind
from models.flow import PAGE

PREFIX = "n"
"""What the data of these buttons begins with."""
ROOM = PAGE - 1
"""Choices on a page, beside the one to others."""
SHOWN = frozenset(table.key for table in LISTED)
"""Tables that have a screen."""
_KEY = re.compile(r"[a-z0-9_-]{0,40}")
VERBS = frozenset({"tables", "table", "chart", "csv", "xlsx", "note_on", "note_off"})
NOTE = (("see", ""), ("note_off", "note_off"))


@dataclass(frozen=True, slots=True)
class Ask:
    """What a button asks for: n:<verb>:<table>:<key>:<page>.

    All of it may be forged, and as old as the chat: a site may be somebody else's by now.
    """

    verb: str = ""
    table: str = ""
    key: str = ""
    page: int = 0

    def __str__(self) -> str:
        """Return the callback data: at most 64 bytes, as a site's id has at most 40."""
        page = str(self.page) if self.page else ""
        return f"{PREFIX}:{self.verb}:{self.table}:{self.key}:{page}".rstrip(":")

    @property
    def shown(self) -> str:
        """Return how the view is noted, like "table site_what hill": in words of ours alone."""
        verb = self.verb if self.verb in VERBS else "newest"
        key = self.key if _KEY.fullmatch(self.key) else ""
        return " ".join(filter(None, (verb, self.table, key))) if self.table in SHOWN else verb


def read_ask(data: str) -> Ask:
    """Read callback data, which is user input: a page that is none is the first."""
    _, verb, table, key, page = (*data.split(":", 4), "", "", "", "")[:5]
    return Ask(verb, table, key, read_page(page))


@dataclass(frozen=True, slots=True)
class Table:
    """A table, or the part of one that was picked, as it is shown and drawn."""

    title: str
    groups: tuple[Group, ...]


def table_of(counts: Counts, ask: Ask) -> Table | None:
    """Return what is asked for; None where there is nothing of it for this reader."""
    known = counts.rows(ask.table, ask.key) if ask.table in SHOWN else []
    if not known:
        return None
    title = label(COUNTS, ask.table)
    by = TABLES[ask.table].by
    if not by or (by == (SITE,) and ask.key):
        named = key_name(SITE, ask.key, counts.sites) if by else title
        return Table(named, tuple(past_of(counts, known[0])))
    if by == (SITE,):
        known = list(page_of(known, ask.page, ROOM).items)
    if ask.key:
        title = f"{title}: {key_name(part_of(ask.table), ask.key, counts.sites)}"
    return Table(title, tuple(groups_of(counts, known)))


def newest_screen(counts: Counts, *, lead: bool, note: bool = False) -> Screen:
    """Return the newest release on one screen; staff see the same without the ways on."""
    first = [*counts.rows("all"), *counts.rows("site")[:ROOM]]
    head = say(
        COUNTS,
        "newest",
        posted=date_words(counts.posted),
        simulated=counts.simulated,
        staff=not lead,
    )
    lines = say(COUNTS, "lines", groups=groups_of(counts, first, changes=True))
    told = changed(counts), joined(counts), local_form(counts), confidence(counts)
    text = _joined(head, lines, *told, say(COUNTS, "trust"))
    named = ("tables", "chart", "csv", "xlsx", "note_off" if note else "note_on")
    ways = [Button(label(COUNTS, each), str(Ask(each))) for each in named]
    return Screen(text, (*rows(*(ways if lead else ())), (help_button(), start_button())))


def tables_screen(counts: Counts, page: int) -> Screen:
    """Return the tables that hold something for this reader."""
    known = [each.key for each in LISTED if counts.rows(each.key)]
    ways = [Button(label(COUNTS, key), str(Ask("table", key))) for key in known]
    return Screen(say(COUNTS, "listed"), _laid(ways, Ask("tables", page=page)))


def table_screen(counts: Counts, ask: Ask) -> Screen:
    """Return a table, with its chart; one of 2 keys is picked from first.

    Of sites the list and each one's past can be seen, so their buttons stand below the figures.
    """
    keys = [] if ask.key else counts.keys(ask.table)
    picks = [
        Button(key_name(part_of(ask.table), key, counts.sites), str(Ask("table", ask.table, key)))
        for key in keys
    ]
    if len(TABLES[ask.table].by) > 1 and not ask.key:
        title = say(COUNTS, "pick", title=label(COUNTS, ask.table))
        return Screen(title, _laid(picks, ask))
    table = table_of(counts, ask)
    if table is None:
        return tables_screen(counts, 0)
    is_mixed = len({group.span for group in table.groups}) > 1
    apart = say(COUNTS, "apart") if is_mixed else ""
    note = "add_up" if TABLES[ask.table].kind is Kind.NUMBER else "rough"
    which = say(COUNTS, "which") if ask.key == SMALLER else ""
    told = (which, *(say(COUNTS, each) for each in (note, "trust")))
    text = _joined(head_of(counts, table), apart, *told)
    chart = Button(label(COUNTS, "chart"), str(Ask("chart", ask.table, ask.key, ask.page)))
    return Screen(text, ((chart,), *_laid(picks, ask)))


def head_of(counts: Counts, table: Table) -> str:
    """Return a table's title and lines."""
    title = say(COUNTS, "table", title=table.title, simulated=counts.simulated)
    return _joined(title, say(COUNTS, "lines", groups=table.groups))


def none_screen() -> Screen:
    """Return kind words for the time before the first release."""
    return Screen(say(COUNTS, "none"), ((help_button(), start_button()),))


def again_screen() -> Screen:
    """Return what is owed when a screen or a file of counts did not arrive."""
    see = Button(label(COUNTS, "see"), str(Ask()))
    return Screen(say(COUNTS, "again"), ((see,), (help_button(), start_button())))


def note_screen() -> Screen:
    """Return what is said when a release was posted, to who wanted to know."""
    ways = (Button(label(COUNTS, part), str(Ask(verb))) for part, verb in NOTE)
    return Screen(say(COUNTS, "note"), (*rows(*ways), (help_button(),)))


def _laid(ways: list[Button], ask: Ask) -> tuple[tuple[Button, ...], ...]:
    """Lay out a page of buttons, with the ways to the other pages and back."""
    page = page_of(ways, ask.page, ROOM)
    shown = list(page.items)
    if len(ways) > ROOM:
        shown.append(Button(label(COUNTS, "others"), str(replace(ask, page=page.after or 0))))
    back = Button(label(COUNTS, "back"), str(Ask()))
    return (*rows(*shown), (back, help_button()))


def _joined(*told: str) -> str:
    return "\n\n".join(part for part in told if part)
