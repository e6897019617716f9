"""Everything that is kept under a person's name, gone at once."""

from sqlalchemy import delete

from models.store import leads
from models.store.doors import Tx
from models.tables import draft, enrolment, incident, lead, owed

PERSONAL = (
    draft.c.person,
    enrolment.c.person,
    incident.c.owner,
    lead.c.person,
    owed.c.person,
)
"""Every column that holds a person's keyed hash; a test fails when one is missing here."""


def erase_person(tx: Tx, telegram_id: int) -> None:
    """Erase every row of every table that is keyed by this person, answers with incidents."""
    leads.end(tx, telegram_id)
    people = tx.vault.persons(telegram_id)
    for column in PERSONAL:
        tx.connection.execute(delete(column.table).where(column.in_(people)))
