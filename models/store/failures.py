"""Which errors mean that the database is down, and which mean that we asked it wrongly."""

import sqlite3

from sqlalchemy.exc import (
    DBAPIError,
    InterfaceError,
    OperationalError,
    SQLAlchemyError,
    TimeoutError,  # noqa: A004 - the pool's, not Python's
)

DATABASE_ERRORS = (SQLAlchemyError, sqlite3.Error)
"""What a database may raise through SQLAlchemy or past it; none of it leaves the store."""

_PRIMARY = 0xFF
"""An SQLite result code's low byte is its kind; the rest says where it happened."""

_DOWN_ON_SQLITE = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)


def is_down(error: BaseException) -> bool:
    """Tell whether nothing is wrong with the request: try it again when the database is back."""
    source = _source(error)
    if isinstance(source, sqlite3.Error):
        code = getattr(source, "sqlite_errorcode", sqlite3.SQLITE_OK)
        return code & _PRIMARY in _DOWN_ON_SQLITE
    return isinstance(error, OperationalError | InterfaceError | TimeoutError)


def name_of(error: BaseException) -> str:
    """Name an error by type and code only: a database's own message may quote a row."""
    source = _source(error)
    code = getattr(source, "sqlite_errorname", None) or getattr(source, "sqlstate", None)
    return f"{type(source).__name__} {code}" if code else type(source).__name__


def _source(error: BaseException) -> BaseException:
    return error.orig if isinstance(error, DBAPIError) and error.orig else error
