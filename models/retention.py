"""How long things are kept, and the day each ends; a setting may shorten it, never lengthen it."""

from dataclasses import dataclass
from datetime import date, timedelta

DRAFT_HOURS = 24
UPDATE_HOURS = 48
"""Telegram sends an update again for 24 hours, so a mark of one is needed for longer than that."""

WORDS_DAYS = 180
REPORT_MONTHS = 13
IDLE_MONTHS = 12
BACKUP_DAYS = 30
CHECK_IN_DAYS = 180
"""How long answers to check-ins are kept; nobody is told of it, their person looks at them."""

PRACTICE_DAYS = 180
"""How long a confidence and what asks again are kept: as long as own words; no setting."""

NOTICE = timedelta(days=14)
"""How long before its end somebody is told of it."""

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Retention:
    """The times that PRIVACY.md promises at most."""

    words_days: int = WORDS_DAYS
    report_months: int = REPORT_MONTHS
    idle_months: int = IDLE_MONTHS
    backup_days: int = BACKUP_DAYS
    draft_hours: int = DRAFT_HOURS
    update_hours: int = UPDATE_HOURS

    @property
    def draft_life(self) -> timedelta:
        """Return how long a draft is kept after its last touch."""
        return timedelta(hours=self.draft_hours)

    def words_before(self, today: date) -> date:
        """Return the first Monday or later whose own words are kept on this day."""
        return today - timedelta(days=self.words_days)

    def practice_before(self, today: date) -> date:
        """Return the first Monday or later whose practice is kept on this day."""
        return today - timedelta(days=PRACTICE_DAYS)

    def reports_before(self, today: date) -> date:
        """Return the first day whose findable reports are kept on this day."""
        return back(today, self.report_months)

    def idle_before(self, today: date) -> str:
        """Return the first month, "2026-11", whose last activity keeps an enrolment."""
        return f"{back(today.replace(day=1), self.idle_months):%Y-%m}"


def back(day: date, months: int) -> date:
    """Return the day so many months earlier; one that its month has not is the month's last."""
    count = day.year * 12 + day.month - 1 - months
    first = date(count // 12, count % 12 + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - DAY
    return first.replace(day=min(day.day, last.day))
