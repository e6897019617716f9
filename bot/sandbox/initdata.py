"""Mini App sign-in as Telegram signs it, so that the real check can be tried.

https://core.telegram.org/bots/webapps#validating-data-received-via-the-mini-app
"""

import hashlib
import hmac
import json
from datetime import datetime
from urllib.parse import urlencode

from bot.sandbox.rich import Json
from bot.sandbox.shapes import Person

UNSIGNED = "c2FuZGJveA"
"""Stands for Telegram's own Ed25519 signature, which only Telegram can make."""


def user(person: Person) -> Json:
    """Return a person as WebAppUser."""
    return {"id": person.id, "first_name": person.name, "last_name": "", "language_code": "en"}


def sign(token: str, who: Json, at: datetime, **more: str) -> str:
    """Return initData (a query string) for `who`, signed with the bot's token at `at`."""
    fields = {
        "query_id": "AAHdF6IQAAAAAN0XohDhrOrc",
        "user": json.dumps(who, separators=(",", ":"), ensure_ascii=False),
        "auth_date": str(int(at.timestamp())),
        "signature": UNSIGNED,
        **more,
    }
    checked = "\n".join(f"{key}={fields[key]}" for key in sorted(fields))
    secret = hmac.digest(b"WebAppData", token.encode(), hashlib.sha256)
    found = hmac.digest(secret, checked.encode(), hashlib.sha256).hex()
    return urlencode(fields | {"hash": found})
