"""Everything that is kept under a person's name, gone at once."""

from sqlalchemy import func, select

from models.store import endings, leads
from models.store.doors import Tx
from models.store.erasing import erase
from models.tables import (
    check_in,
    draft,
    draft_words,
    enrolment,
    incident,
    lead,
    owed,
    plan,
    practice,
    quiet,
)

PERSONAL = (
    check_in.c.owner,
    draft.c.person,
    draft_words.c.person,
    enrolment.c.person,
    incident.c.owner,
    lead.c.person,
    owed.c.person,
    plan.c.person,
    practice.c.owner,
    quiet.c.person,
)
"""Every column that holds a person's keyed hash; a test fails when one is missing here."""


def take_turn(tx: Tx, telegram_id: int) -> None:
    """Have this person's other transactions wait until this one ends, on any replica.

    Where they have no row yet there is none to lock: two first taps would each begin a draft, and
    two first choices each make an enrolment, of which one would be lost. SQLite has one writer.
    Of a person's names the least is taken: replicas may have the same keys in another order.
    """
    if tx.connection.dialect.name == "postgresql":
        number = int.from_bytes(min(tx.vault.persons(telegram_id))[:8], signed=True)
        tx.connection.execute(select(func.pg_advisory_xact_lock(number)))


def erase_person(tx: Tx, telegram_id: int) -> None:
    """Erase every row that is keyed by this person.

    Answers and words go with incidents, and what is due with its plan.
    """
    leads.end(tx, telegram_id)
    endings.forget(tx, telegram_id)
    people = tx.vault.persons(telegram_id)
    for column in PERSONAL:
        erase(tx, column.table, column.in_(people))
