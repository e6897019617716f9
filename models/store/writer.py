"""The one thread that writes to SQLite: what waits is committed together, with one sync."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from models.store.failures import is_down

T = TypeVar("T")
MOST_TOGETHER = 500
"""Jobs in one transaction: enough to share a sync, few enough to run again one by one."""


@dataclass(frozen=True, slots=True)
class _Job:
    """What somebody waits for; one that is `alone` gets no connection and no transaction."""

    run: Callable[..., Any]
    heard: "Future[Any]" = field(default_factory=Future)
    alone: bool = False


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What a job came to inside its savepoint: a result, or an exception of its own."""

    result: object = None
    error: BaseException | None = None


class Writer:
    """Runs jobs in order of arrival; nobody hears of success before COMMIT has returned."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._work, name="store-writer", daemon=True)
        self._thread.start()

    def submit(self, run: Callable[[Connection], T]) -> "Future[T]":
        """Queue a job; it may run twice when its whole group is lost. Not after `close`."""
        return self._queue(_Job(run))

    def submit_alone(self, run: Callable[[], T]) -> "Future[T]":
        """Queue what needs the file to itself: no transaction of ours is open meanwhile."""
        return self._queue(_Job(run, alone=True))

    def close(self) -> None:
        """Take no more, finish what waits, and return when it is done."""
        self._waiting.put(None)
        self._thread.join()

    def _queue(self, job: _Job) -> "Future[Any]":
        self._waiting.put(job)
        return job.heard

    def _work(self) -> None:
        open_ended = True
        while open_ended:
            jobs, open_ended = self._take()
            _settle(self._engine, [job for job in jobs if not job.alone])
            for job in jobs:
                if job.alone:
                    _run_alone(job)

    def _take(self) -> tuple[list[_Job], bool]:
        """Wait for a job, then take all that wait; False when the last one has been taken."""
        jobs: list[_Job] = []
        job = self._waiting.get()
        while job is not None:
            # A caller that went away before its job began is not served.
            if job.heard.set_running_or_notify_cancel():
                jobs.append(job)
            if len(jobs) == MOST_TOGETHER:
                return jobs, True
            try:
                job = self._waiting.get_nowait()
            except queue.Empty:
                return jobs, True
        return jobs, False


def _settle(engine: Engine, jobs: list[_Job]) -> None:
    """Commit jobs together; when the whole transaction is lost, each once more by itself."""
    if not jobs:
        return
    try:
        outcomes = _commit(engine, jobs)
    except _NotBegun as lost:
        _tell(jobs, [_Outcome(error=lost.__cause__)] * len(jobs))
    except BaseException as error:  # noqa: BLE001 - the thread outlives every failure
        if len(jobs) == 1:
            _tell(jobs, [_Outcome(error=error)])
            return
        for job in jobs:
            _settle(engine, [job])
    else:
        _tell(jobs, outcomes)


class _NotBegun(Exception):
    """No transaction could be begun, so no job is at fault and none is worth another try."""


def _commit(engine: Engine, jobs: list[_Job]) -> list[_Outcome]:
    with engine.connect() as connection:
        try:
            transaction = connection.begin()
        except SQLAlchemyError as error:
            raise _NotBegun from error
        with transaction:
            return [_attempt(connection, job) for job in jobs]


def _attempt(connection: Connection, job: _Job) -> _Outcome:
    """Run one job in its savepoint; only a database that is down ends the transaction."""
    # Straight to the driver: SQLAlchemy's own savepoints cost as much as the job.
    driver: Any = connection.connection.driver_connection
    try:
        driver.execute("SAVEPOINT job")
        result = job.run(connection)
        driver.execute("RELEASE job")
    except BaseException as error:
        if is_down(error):
            raise
        driver.execute("ROLLBACK TO job")
        driver.execute("RELEASE job")
        return _Outcome(error=error)
    return _Outcome(result)


def _run_alone(job: _Job) -> None:
    try:
        outcome = _Outcome(job.run())
    except BaseException as error:  # noqa: BLE001 - the thread outlives every failure
        outcome = _Outcome(error=error)
    _tell([job], [outcome])


def _tell(jobs: list[_Job], outcomes: list[_Outcome]) -> None:
    for job, outcome in zip(jobs, outcomes, strict=True):
        if outcome.error is None:
            job.heard.set_result(outcome.result)
        else:
            job.heard.set_exception(outcome.error)
