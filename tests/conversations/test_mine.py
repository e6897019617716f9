"""What is a person's own: every report, all else that is kept, and the ways to be rid of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from handlers.kept import TELLS, kept_about
from messages.words import label
from models.lead import LINK, Lead
from models.practice import Rating, first_recall
from models.skill import Theme
from models.store import drafts, enrolments, incidents, leads, owed, plans, practice, sites
from models.store.doors import Tx
from models.store.holdings import person_column
from models.tables import metadata
from tests.conversations.made import FAST, HILL
from tests.conversations.phone import House, Phone
from tests.store.made import SHOUTED, a_draft, looked_after

ALL = label("mine", "erase_all")
ELSEWHERE = {"draft_words": "draft", "incident": "the list of reports"}
"""Tables that are told of with another, and with which."""


async def keep_reports(sam: Phone, count: int) -> None:
    for _ in range(count):
        await sam.house.store.write(lambda tx: incidents.file(tx, sam.person.id, SHOUTED))


def fill(tx: Tx, person: int) -> None:
    """Write a row of this person into every table that can hold one."""
    sites.add(tx, HILL)
    enrolments.join(tx, person, HILL.id)
    enrolments.set_simple(tx, person, simple=True)
    lead = Lead("Morgan Moor", (HILL,), all_sites=False, may_verify=True)
    assert leads.accept(tx, person, leads.invite(tx, lead, 7).code.removeprefix(LINK))
    drafts.keep_worded(tx, a_draft(person, tx.now, words="He shouted."))
    incidents.file(tx, person, SHOUTED)
    owed.owe(tx, person, "card")
    looked_after(tx, person)
    practice.keep(tx, person, Rating(Theme.CALMING, 3, 6), tx.now.date())
    practice.keep(tx, person, first_recall("hear_it_all", tx.now.date()), tx.now.date())


def test_every_table_that_holds_a_person_is_told_of() -> None:
    personal = {t.name for t in metadata.sorted_tables if person_column(t) is not None}
    assert set(TELLS) == personal, "add a line to TELLS in handlers/kept.py"


@pytest.mark.promise("P43")
async def test_each_table_has_its_line_where_it_holds_something_and_none_where_not(
    house: House, sam: Phone
) -> None:
    person, now = sam.person.id, house.services.local_now()
    assert await house.store.read(lambda tx: kept_about(tx, person, now)) == ()
    await house.store.write(lambda tx: fill(tx, person))
    for table, tell in TELLS.items():
        column = person_column(metadata.tables[table])
        assert column is not None
        held = select(column).where(column.is_not(None))
        assert await house.store.read(
            lambda tx, held=held: tx.connection.execute(held).first()  # type: ignore[misc]
        ), table
        told = await house.store.read(lambda tx, tell=tell: list(tell(tx, person, now)))  # type: ignore[misc]
        assert bool(told) == (table not in ELSEWHERE), table


@pytest.mark.promise("P43")
async def test_mine_shows_all_else_that_is_kept_in_words(house: House, sam: Phone) -> None:
    await sam.says("/mine")
    assert "Nothing else is kept about you." in sam.screen.text
    await house.store.write(lambda tx: fill(tx, sam.person.id))
    await sam.says("/mine")
    for line in (
        "Also kept about you",
        "Your site: Made-up Hill.",
        "Simple view is on.",
        "The month you were last here: November 2026.",
        "You are a lead, as Morgan Moor, for Made-up Hill.",
        "Something not finished, until midday tomorrow.",
        "A message that did not reach you, until midday tomorrow.",
        "This chat's address, for your check-ins.",
        "Your answers to 1 check-in, for 180 days.",
        "Your confidence, Ease a tense moment: 3 before, 6 now.",
        "A question that comes back on 25 November 2026: Hear it all first.",
        "To erase it all: /stop",
    ):
        assert line in sam.screen.text
    assert "Nothing else" not in sam.screen.text


async def test_deleting_all_is_asked_once_and_leaves_the_rest(house: House, sam: Phone) -> None:
    await house.store.write(lambda tx: sites.add(tx, HILL))
    await sam.says("/start hill-code")
    await keep_reports(sam, 3)
    rhys = house.phone("Rhys")
    await keep_reports(rhys, 1)
    await sam.says("/mine")
    await sam.taps(ALL)
    assert "Delete all 3 reports?" in sam.screen.text
    assert "only record" in sam.screen.text
    await sam.taps(label("mine", "no_all"))
    assert sum("Week of" in each for each in sam.labels) == 3
    await sam.taps(ALL, label("mine", "yes_all"))
    assert sam.toast == "All your reports are deleted."
    assert "There are none here" in sam.screen.text
    assert "Your site: Made-up Hill." in sam.screen.text
    assert await house.store.read(lambda tx: incidents.mine(tx, sam.person.id)) == []
    assert len(await house.store.read(lambda tx: incidents.mine(tx, rhys.person.id))) == 1


@pytest.mark.parametrize("begin", ["/mine", "/stop"])
async def test_an_old_yes_does_not_take_what_was_kept_since(
    house: House, sam: Phone, begin: str
) -> None:
    await sam.says("/start")
    await keep_reports(sam, 2)
    await house.store.write(lambda tx: looked_after(tx, sam.person.id))
    planned = await house.store.read(lambda tx: plans.of(tx, sam.person.id))
    await sam.says(begin)
    if begin == "/mine":
        await sam.taps(ALL)
    yes = next(b.value for row in sam.screen.buttons for b in row if b.text.startswith("Yes"))
    await keep_reports(sam, 1)
    await sam.forges(yes)
    assert len(await house.store.read(lambda tx: incidents.mine(tx, sam.person.id))) == 3
    assert await house.store.read(lambda tx: plans.of(tx, sam.person.id)) == planned
    again = label("mine", "others_by_now") if begin == "/mine" else "3 reports that you can find"
    assert again in f"{sam.toast} {sam.screen.text}"


async def test_deleting_all_that_comes_twice_spares_what_was_kept_between(
    house: House, sam: Phone
) -> None:
    await sam.says("/start")
    await keep_reports(sam, 2)
    await sam.says("/mine")
    await sam.taps(ALL, label("mine", "yes_all"))
    await keep_reports(sam, 1)
    house.world.redeliver(max(house.world.updates))
    await house.settle()
    assert len(await house.store.read(lambda tx: incidents.mine(tx, sam.person.id))) == 1


@pytest.mark.parametrize(("reports", "offered"), [(0, False), (1, False), (2, True)])
async def test_deleting_all_is_offered_where_there_are_several(
    sam: Phone, reports: int, *, offered: bool
) -> None:
    await sam.says("/start")
    await keep_reports(sam, reports)
    await sam.says("/mine")
    assert (ALL in sam.labels) == offered


async def test_many_reports_come_in_pages_of_at_most_8_options(sam: Phone) -> None:
    await sam.says("/start")
    await keep_reports(sam, 20)
    await sam.says("/mine")
    seen = 0
    while True:
        seen += sum("Week of" in each for each in sam.labels)
        assert len(sam.labels) <= 8 + 2
        if "Older ones" not in sam.labels:
            break
        await sam.taps("Older ones")
    assert seen == 20
    while "Back" in sam.labels:
        await sam.taps("Back")
    assert "Older ones" in sam.labels


async def test_the_choice_says_that_a_lost_account_means_no_way_back(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps(*FAST)
    assert "If you lose your Telegram account, there is no way back to it." in sam.screen.text
    assert "read, add to and delete it" in sam.screen.text


async def test_stop_lists_what_goes_and_what_stays(house: House, sam: Phone) -> None:
    await sam.says("/stop")
    assert "Nothing is kept about you now." in sam.screen.text
    await house.store.write(lambda tx: fill(tx, sam.person.id))
    await sam.says("/stop")
    goes, _, stays = sam.screen.text.partition("What stays")
    for line in ("1 report that you can find, and all you added", "Your site: Made-up Hill."):
        assert line in goes
    for line in await house.store.read(
        lambda tx: kept_about(tx, sam.person.id, house.services.local_now())
    ):
        assert line in goes
    for word in (
        "No-link reports",
        "posted totals",
        "Copies",
        "Telegram's own messages",
        "30 days",
    ):
        assert word in stays
    assert "This may be your only record. Copy first?" in stays
    await sam.taps("Yes, erase it all")
    await sam.says("/mine")
    assert "Nothing else is kept about you." in sam.screen.text
    await house.forward(timedelta(minutes=1))


async def test_who_has_nothing_kept_is_not_asked_to_erase_it(house: House) -> None:
    kim = house.phone("Kim")
    await kim.says("/stop")
    assert "Nothing is kept about you now." in kim.screen.text
    assert kim.labels == ["Need help now", "Back to start"]


async def test_stop_closes_the_card_of_what_was_begun_and_takes_its_quotes_away(
    sam: Phone,
) -> None:
    await sam.says("/start")
    await sam.taps("It happened to me", "Yes", "Threatened")
    card = sam.screen.id
    await sam.says("He shouted at Jo Bloggs.")
    quote = sam.screen.id
    await sam.says("/stop")
    await sam.taps("Yes, erase it all")
    assert "All erased" in sam.screen.text
    closed = next(m for m in sam.messages if m.id == card)
    assert closed.text == "Finished."
    assert not any(m.id == quote for m in sam.messages)


async def test_stop_in_the_message_of_the_card_itself_says_that_all_is_erased(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps("It happened to me", "Yes", "Back", "Back", "More", "Stop and erase")
    await sam.taps("Yes, erase it all")
    assert len([m for m in sam.messages if m.by == "bot"]) == 1
    assert "All erased" in sam.screen.text
