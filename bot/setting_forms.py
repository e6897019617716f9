"""What a setting's value must look like; each form raises `wrong` or `missing` for what it is not.

A refusal names a reason, never the value.
"""

import re
from urllib.parse import SplitResult, urlsplit
from zoneinfo import ZoneInfo

from pydantic import SecretStr
from pydantic_core import PydanticCustomError

from models.sealing import BadKeys, Vault

TELEGRAM = "https://api.telegram.org"
"""Telegram's own Bot API."""

_TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]{3,}")
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_SQLITE = re.compile(r"sqlite:///[^?:]+(\?timeout=[0-9.]+)?")
_LONGEST_LINE = 200

_KEY_REASONS = {
    "empty": "there is no key in it",
    "malformed": "a key in it is not in the form id:base64",
    "length": "a key in it is not 32 bytes long",
    "twice": "a key's id is in it twice",
}


def wrong(reason: str) -> PydanticCustomError:
    """Return the refusal that `reason`, a clause without the value, explains."""
    return PydanticCustomError("wrong", "{reason}", {"reason": reason})


def missing() -> PydanticCustomError:
    """Return the refusal of a value that is not there, or blank."""
    return PydanticCustomError("missing", "not set")


def token(value: SecretStr) -> SecretStr:
    """Accept a bot's token: its number, a colon, its secret part."""
    if not _TOKEN.fullmatch(value.get_secret_value()):
        raise wrong("it is not in a token's form")
    return value


def keys(value: SecretStr) -> SecretStr:
    """Accept what the vault accepts."""
    reason = ""
    try:
        Vault.from_setting(value.get_secret_value())
    except BadKeys as bad:
        reason = str(bad.reason)
    if reason:
        raise wrong(_KEY_REASONS.get(reason, "the keys cannot be read"))
    return value


def webhook_secret(value: SecretStr) -> SecretStr:
    """Accept what Telegram accepts (Bot API, setWebhook, secret_token)."""
    if not value.get_secret_value():
        raise missing()
    if not _WEBHOOK_SECRET.fullmatch(value.get_secret_value()):
        raise wrong("it holds other characters, or too many")
    return value


def database(value: SecretStr) -> SecretStr:
    """Accept an SQLite file or a PostgreSQL database; memory alone would lose reports."""
    text = value.get_secret_value()
    if not _SQLITE.fullmatch(text) and not _is_postgresql(text):
        raise wrong("it names no SQLite file and no PostgreSQL database")
    return value


def postgresql(value: SecretStr) -> SecretStr:
    """Accept a PostgreSQL database only: SQLite has no logins."""
    if not _is_postgresql(value.get_secret_value()):
        raise wrong("it names no PostgreSQL database")
    return value


def root(value: str) -> str:
    """Accept an address on the web without query; answer it without a slash at its end."""
    if not value:
        raise missing()
    parts = _split(value)
    plain = parts and parts.scheme in {"http", "https"} and parts.hostname
    if not parts or not plain or parts.query or parts.fragment or parts.username:
        raise wrong("it is not an address like https://bot.example.org")
    return value.rstrip("/")


def listen(value: str) -> str:
    """Accept host:port; port 0 lets the system choose."""
    parts = _split("//" + value)
    try:
        whole = parts is not None and parts.hostname and parts.port is not None
    except ValueError:  # urlsplit reads the port late
        whole = False
    if not whole or parts is None or parts.path or parts.query or parts.username:
        raise wrong("it is not host:port")
    return value


def timezone(value: str) -> str:
    """Accept a name of the time zone database."""
    try:
        ZoneInfo(value)
    except (OSError, ValueError, KeyError):
        known = False
    else:
        known = True
    if not known:
        raise wrong("there is no such time zone")
    return value


def line(value: str) -> str:
    """Accept one line that can stand in a message."""
    if not value:
        raise missing()
    if len(value) > _LONGEST_LINE or not value.isprintable():
        raise wrong("it is not one short line of text")
    return value


def _is_postgresql(text: str) -> bool:
    parts = _split(text)
    return bool(parts and parts.scheme == "postgresql+psycopg" and parts.path.strip("/"))


def _split(text: str) -> SplitResult | None:
    try:
        return urlsplit(text)
    except ValueError:
        return None
