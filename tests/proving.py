"""Records on which day each promise was proven: a plugin of pytest, for `make prove`."""

import pytest

from messages.promises import note_proven
from models.clock import system_clock

PROMISE = "promise"
_kept: set[str] = set()
_broken: set[str] = set()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each report the ids of the promises its test proves."""
    for item in items:
        for mark in item.iter_markers(PROMISE):
            item.user_properties.append((PROMISE, mark.args[0]))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Count a promise as kept when a test of it passed; failed or skipped, it is not."""
    ids = {str(value) for name, value in report.user_properties if name == PROMISE}
    if not report.passed:
        _broken.update(ids)
    elif report.when == "call":
        _kept.update(ids)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write down the day, once, when all is done."""
    if not hasattr(session.config, "workerinput"):
        note_proven(_kept - _broken, system_clock().date())
