"""A theme of skills every week: wanted, and ended; it lies in the plan as check-ins do."""

from sqlalchemy import select

from models.checkin import Step
from models.checkin_hours import Window
from models.checkin_plan import APART, Coming, Wish
from models.store.doors import Store, Tx
from models.store.erasing import erase
from models.store.plan_rows import CHECK_IN, add, place_theme, row_of
from models.store.plans import forget_over, landed, of, save
from models.tables import plan, prompt


def want(tx: Tx, telegram_id: int, window: Window) -> None:
    """Have a theme come every week, from the next day on, in the window of the plan there is.

    window: that of a plan which begins with this. Wanted twice, it comes once.
    """
    here = of(tx, telegram_id)
    if here is None:
        save(tx, telegram_id, Wish(window, frozenset()))
    if here is not None and here.theme is not None:
        return
    row = row_of(tx, telegram_id)
    if row is None:
        raise LookupError("a plan that was just written")
    add(tx, row.id, Coming(Step.THEME, tx.now + APART))
    place_theme(tx, row.id)


async def hold(store: Store, telegram_id: int) -> None:
    """Hold it back, and wait until none is on its way; it is for before it is ended."""
    await landed(store, telegram_id, ~CHECK_IN)


def end(tx: Tx, telegram_id: int) -> None:
    """Have none come any more; a plan of nothing else is forgotten, and where to write to."""
    people = plan.c.person.in_(tx.vault.persons(telegram_id))
    names = tx.connection.execute(select(plan.c.id).where(people)).scalars().all()
    erase(tx, prompt, prompt.c.plan.in_(names) & ~CHECK_IN)
    forget_over(tx, names)
