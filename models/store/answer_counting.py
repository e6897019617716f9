"""Counts a period's check-in answers and confidences, from rows that know nobody."""

from collections.abc import Iterator

from sqlalchemy import func, select

from models.counts.answer_tally import Answer, Confidence, check_ins, confidences
from models.counts.menu import TABLES, About
from models.counts.period import Period
from models.counts.tally import Tally
from models.store import ratings
from models.store.doors import Tx
from models.store.releases import Due
from models.tables import check_in_sum


def count_answers(tx: Tx, due: Due) -> Tally:
    """Count what is due of them; nothing where the period has no row of theirs."""
    about = {TABLES[row.table].about for row in due.rows or ()}
    done = Tally()
    if About.CHECK_INS in about:
        done.add(check_ins(_answers(tx, due.period)))
    if About.SKILLS in about:
        done.add(confidences(_confidences(tx, due.period)))
    return done


def _answers(tx: Tx, period: Period) -> Iterator[Answer]:
    table = check_in_sum
    kinds = (table.c.site, table.c.step, table.c.question, table.c.option)
    weeks = table.c.week.between(period.first.isoformat(), period.last.isoformat())
    query = select(*kinds, func.sum(table.c.count)).where(weeks).group_by(*kinds)
    for site, step, question, option, count in tx.connection.execute(query):
        yield Answer(site, step, question, option, int(count))


def _confidences(tx: Tx, period: Period) -> Iterator[Confidence]:
    for each, count in ratings.sums(tx, period.first, period.last):
        said = each.theme, each.role or "", each.before, each.after, each.worth or ""
        yield Confidence(*said, count)
