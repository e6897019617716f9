"""The log: a few allowed keys, no person, no word, no secret, and no library's chatter."""

import logging
import re
import sys
from collections.abc import Iterable
from typing import TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

ALLOWED = (
    "event", "handler", "step", "error", "reference", "seconds", "count", "setting", "mode",
    "tries",
)  # fmt: skip
"""The only keys a line may have; anything else is dropped before it is written."""

LIBRARIES = (
    "aiohttp", "alembic", "apscheduler", "asyncio", "httpcore", "httpx", "psycopg", "sqlalchemy",
    "starlette", "telegram", "uvicorn",
)  # fmt: skip
"""Held at WARNING whatever our own level: below it they log addresses, updates and rows."""

_OURS = "handrail"
_PLAIN = re.compile(r"[A-Za-z0-9_.-]{1,64}")
_TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{20,}")
_HIDDEN = "[hidden]"
_LONGEST = 160


def configure(
    *, level: int = logging.INFO, stream: TextIO | None = None, secrets: Iterable[str] = ()
) -> None:
    """Send structlog and every library's log through one filter to `stream` (standard error).

    `secrets` are blotted out wherever they turn up, as is anything in a token's form.
    """
    _replace_handler(stream or sys.stderr, secrets)
    logging.getLogger(_OURS).setLevel(level)
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.add_log_level,
            _name_the_error,
            _keep_allowed,
            structlog.processors.LogfmtRenderer(key_order=["level", "event"]),
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=lambda *_: logging.getLogger(_OURS),
    )


def _replace_handler(stream: TextIO, secrets: Iterable[str]) -> None:
    handler = logging.StreamHandler(stream)
    handler.addFilter(_wanted)
    handler.setFormatter(_Line(secrets))
    root = logging.getLogger()
    for earlier in [one for one in root.handlers if isinstance(one.formatter, _Line)]:
        root.removeHandler(earlier)
    root.addHandler(handler)


def _wanted(record: logging.LogRecord) -> bool:
    return record.name == _OURS or record.levelno >= logging.WARNING


def _name_the_error(_: WrappedLogger, __: str, entry: EventDict) -> EventDict:
    """Replace an exception by its type's name: its words and its traceback may hold anything."""
    failure = entry.pop("exc_info", None)
    if failure is True:
        failure = sys.exc_info()[1]
    if isinstance(failure, tuple):
        failure = failure[1]
    if isinstance(failure, BaseException):
        entry.setdefault("error", type(failure).__name__)
    return entry


def _keep_allowed(_: WrappedLogger, __: str, entry: EventDict) -> EventDict:
    """Keep allowed keys with a number or one plain word in them."""
    return {
        key: value
        for key, value in entry.items()
        if (key in ALLOWED or key == "level") and _is_plain(value)
    }


def _is_plain(value: object) -> bool:
    return isinstance(value, int | float) or (
        isinstance(value, str) and _PLAIN.fullmatch(value) is not None
    )


class _Line(logging.Formatter):
    """Our own entries as they stand; of a library's only its name, level and fixed words."""

    def __init__(self, secrets: Iterable[str]) -> None:
        super().__init__("%(asctime)s %(message)s", "%Y-%m-%dT%H:%M:%S%z")
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """Render one line. Never the arguments of a library's message, nor its traceback."""
        words = record.getMessage() if record.name == _OURS else _of_a_library(record)
        return self._blot(f"{self.formatTime(record, self.datefmt)} {words}")

    def _blot(self, line: str) -> str:
        for secret in self._secrets:
            line = line.replace(secret, _HIDDEN)
        return _TOKEN.sub(_HIDDEN, line)


def _of_a_library(record: logging.LogRecord) -> str:
    """Return a library's message without what it filled in: that may be an update or a row."""
    template = record.msg.splitlines() if isinstance(record.msg, str) else []
    words = template[0][:_LONGEST].replace('"', "'") if template else ""
    failure = record.exc_info[1] if record.exc_info else None
    error = f" error={type(failure).__name__}" if failure else ""
    return f'level={record.levelname.lower()} logger={record.name} event="{words}"{error}'
