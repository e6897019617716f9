"""getUpdates, setWebhook, deleteWebhook, getWebhookInfo: how the bot gets its updates.

Follows process_get_updates_query and process_set_webhook_query of the server's Client.cpp.
"""

import re

from bot.sandbox.account import Webhook
from bot.sandbox.call import Call
from bot.sandbox.refusals import ApiError, bad_request, too_many
from bot.sandbox.rich import Json
from bot.sandbox.state import State
from bot.sandbox.updates import Record

HAS_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
LONGEST_POLL = 50
MOST = 100
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")


def _allow(state: State, call: Call) -> None:
    kinds = call.json("allowed_updates")
    if isinstance(kinds, list):
        state.updates.allowed = frozenset(map(str, kinds)) if kinds else None


def _batch(state: State, offset: int, limit: int) -> list[Record]:
    """Confirm what is before `offset` and return what is owed from there on."""
    updates, now = state.updates, state.now()
    updates.expire(now)
    if offset < 0:
        kept = [record.id for record in updates.in_order()][offset:]
        offset = kept[0] if kept else 0
    updates.confirm(offset, now)
    return list(updates.in_order())[:limit]


async def get_updates(state: State, call: Call) -> bytes:
    """Return what is pending as JSON, waiting up to `timeout` real seconds for the first of it.

    The same offset again within half a second gets one update only, as at Telegram: a bot
    that polls on without confirming starves itself there, and here.
    """
    if state.account.webhook:
        raise ApiError(409, HAS_WEBHOOK)
    _allow(state, call)
    limit = min(max(call.number("limit", MOST), 1), MOST)
    offset = call.number("offset")
    if state.poll.is_rushed(offset):
        limit = 1
    timeout = min(max(call.number("timeout"), 0), LONGEST_POLL)
    records = _batch(state, offset, limit)
    if not records and timeout:
        await state.poll.wait(timeout)
        records = _batch(state, offset, limit)
    for record in records:
        state.updates.out(record)
    return b"[" + b",".join(record.body for record in records) + b"]"


def set_webhook(state: State, call: Call) -> bool:
    """Post updates to an address from now on; http is allowed, as on a self-hosted server."""
    url, secret = call.text("url"), call.text("secret_token")
    if not url:
        return delete_webhook(state, call)
    if state.poll.too_soon(state.now()):
        raise too_many(1)
    if not url.startswith(("http://", "https://")):
        raise bad_request("invalid webhook URL specified")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    _allow(state, call)
    if call.flag("drop_pending_updates"):
        state.updates.drop(state.now())
    connections = min(max(call.number("max_connections", 40), 1), 100)
    state.account.webhook = Webhook(url, secret, connections)
    state.poll.end("Conflict: terminated by setWebhook request")
    state.updates.arrived.bump()
    return True


def delete_webhook(state: State, call: Call) -> bool:
    """Post updates nowhere, so that getUpdates works again."""
    if call.flag("drop_pending_updates"):
        state.updates.drop(state.now())
    state.account.webhook = None
    state.updates.arrived.bump()
    return True


def get_webhook_info(state: State, _: Call) -> Json:
    """Return where updates go and how many wait."""
    webhook, allowed = state.account.webhook, state.updates.allowed
    shown: Json = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates.pending),
    }
    if webhook:
        shown["max_connections"] = webhook.connections
    if state.account.trouble:
        words, at = state.account.trouble
        shown |= {"last_error_message": words, "last_error_date": int(at.timestamp())}
    if allowed is not None:
        shown["allowed_updates"] = sorted(allowed)
    return shown
