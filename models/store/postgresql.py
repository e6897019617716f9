"""The doors of a PostgreSQL database: a small pool of threads, and as many replicas as wanted."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from time import monotonic, sleep
from typing import TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError, TimeoutError  # noqa: A004 - what it is to callers
from sqlalchemy.pool import ConnectionPoolEntry

from models.store.failures import is_down
from models.store.renewing import renew
from models.tables import metadata

T = TypeVar("T")
THREADS = 8
CONNECT_SECONDS = 5
LOCK_SECONDS = 10
OLDER_SECONDS = 5.0
"""How long tidying waits for transactions that see older moments than its own."""

LOOK = 0.05
"""Seconds between two looks at them."""

# An answer is told as kept when it is on disk, and nobody waits for ever, whatever the server's
# defaults are.
_SESSION = f"""
SELECT set_config('lock_timeout', CASE current_setting('lock_timeout')
                  WHEN '0' THEN '{LOCK_SECONDS}s' ELSE current_setting('lock_timeout') END, false),
       set_config('synchronous_commit', CASE current_setting('synchronous_commit')
                  WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)
"""


class PostgresDoors:
    """Each job is its own transaction; one that met a conflict or a lost line runs once more."""

    def __init__(self, url: URL) -> None:
        self._writing = engine_for(url)
        self._reading = self._writing.execution_options(postgresql_readonly=True)
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="store")

    def read(self, run: Callable[[Connection], T]) -> "Future[T]":
        """Run in a READ ONLY transaction."""
        return self._threads.submit(_twice, self._reading, run)

    def write(self, run: Callable[[Connection], T]) -> "Future[T]":
        """Run in a transaction; done when COMMIT has returned."""
        return self._threads.submit(_twice, self._writing, run)

    def renew(self) -> "Future[None]":
        """Write rows of people anew: it leaves many dead ones, which `tidy` removes."""
        return self._threads.submit(renew, partial(_twice, self._writing))

    def tidy(self) -> "Future[None]":
        """Write every table anew, in the order of its random keys, without its dead rows."""
        return self._threads.submit(_tidy, self._writing)

    def scrub(self) -> "Future[None]":
        """Do nothing: what is erased lies in dead rows until it is tidied."""
        done: Future[None] = Future()
        done.set_result(None)
        return done

    def close(self) -> None:
        """Finish what waits, then let go of the connections."""
        self._threads.shutdown()
        self._writing.dispose()


def engine_for(url: URL) -> Engine:
    """Make an engine that notices a restarted server and never quotes a value."""
    engine = create_engine(
        url,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_size=THREADS,
        max_overflow=0,
        connect_args={}
        if "connect_timeout" in url.query
        else {"connect_timeout": CONNECT_SECONDS},
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        try:
            cursor = connection.cursor()
            cursor.execute(_SESSION)
            cursor.close()
            connection.commit()
        except BaseException:
            connection.close()  # the pool never got it, so nobody else will
            raise

    return engine


def _twice(engine: Engine, run: Callable[[Connection], T]) -> T:
    try:
        return _once(engine, run)
    except SQLAlchemyError as error:
        if not is_down(error):
            raise
    return _once(engine, run)


def _once(engine: Engine, run: Callable[[Connection], T]) -> T:
    with engine.begin() as connection:
        return run(connection)


_MARK = text("SELECT pg_current_xact_id()::xid::text")
# Every login may see the numbers of transactions, whoever's they are. A change that began before,
# in whatever database of the server, is the oldest moment of every transaction that begins now.
_OLDER = text("""
SELECT 1 FROM pg_stat_activity
WHERE pid <> pg_backend_pid() AND (
    age(backend_xid) > age(CAST(:mark AS xid))
    OR age(backend_xmin) > age(CAST(:mark AS xid))
       AND (datname = current_database() OR datname IS NULL))
""")


def _tidy(engine: Engine) -> None:
    _outlast(engine)
    # CLUSTER, not VACUUM: a plain vacuum leaves the bytes of dead rows in the pages, and keeps
    # the order in which rows were written.
    for table in metadata.sorted_tables:
        with engine.begin() as connection:
            connection.exec_driver_sql(f'CLUSTER "{table.name}" USING "pk_{table.name}"')


def _outlast(engine: Engine) -> None:
    """Wait until nobody can see what was erased before: for them CLUSTER would keep it.

    Raises TimeoutError when somebody still can.
    """
    with engine.begin() as connection:
        mark = {"mark": connection.execute(_MARK).scalar_one()}
    until = monotonic() + OLDER_SECONDS
    while _is_seen(engine, mark):
        if monotonic() > until:
            raise TimeoutError("somebody looks at an older moment")
        sleep(LOOK)


def _is_seen(engine: Engine, mark: dict[str, str]) -> bool:
    with engine.begin() as connection:
        return connection.execute(_OLDER, mark).first() is not None
