"""The demo's past: two years posted by the rule, the open weeks as reports, made once a day."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from bot.sandbox.history import AHEAD, STAFF, WEEKS
from bot.sandbox.stock import stock_of
from models.counts.menu import SITE, SMALLER, Row
from models.counts.period import WEEK, Period, Span, between
from models.sealing import Vault
from models.store import incidents, posted, releases
from models.store.doors import Store, Tx
from tests.moment import Moment

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
SITES = ("doorsteps", "larkfield", "pebblewick", "thistledown")


async def test_two_years_are_posted_and_what_is_open_can_still_be_counted(tmp_path: Path) -> None:
    clock = Moment(NOON)
    stock = await stock_of(clock)
    assert await stock_of(Moment(NOON + timedelta(hours=1))) is stock
    file = tmp_path / "stock.db"
    file.write_bytes(stock.database)
    store = Store.open(f"sqlite:///{file}", Vault.from_setting(stock.keys), clock)

    def read(tx: Tx) -> tuple[date | None, set[str], Period | None]:
        assert releases.next_due(tx, NOON.date()) is None
        every = {figure.period.key for _, figure in posted.everything(tx, SITES)}
        return releases.began(tx), every, posted.newest(tx)

    began, periods, newest = await store.read(read)
    monday = date(2026, 11, 23)
    assert began == monday - WEEK * WEEKS
    quarters = {each.key for each in between(Span.QUARTER, began, NOON.date())}
    assert len(quarters) >= 7
    assert quarters <= periods
    assert newest is not None
    assert newest.closes == monday
    seen = await store.read(lambda tx: posted.seen(tx, SITES))
    assert {row.first for row in seen if row.table == SITE} == {*SITES, SMALLER} - {"larkfield"}
    assert sum(figure.shown is not None for figure in seen[Row("all")]) > 4
    for table in ("check_ins", "doing", "skills", "confidence", "worth", "skills_role"):
        assert any(cells[-1].shown for row, cells in seen.items() if row.table == table), table
    mine = await store.read(lambda tx: [_weeks(tx, nth) for nth in range(len(STAFF))])
    weeks = {week for each in mine for week in each}
    assert min(weeks) == date(2026, 9, 28), "the open quarter, and nothing older"
    assert max(weeks) == monday + WEEK * (AHEAD - 1)
    await store.close()


def _weeks(tx: Tx, nth: int) -> list[date]:
    return [report.week for _, report in incidents.mine(tx, 6_000_000_001 + nth)]
