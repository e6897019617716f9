"""Updates as Telegram sends them, for the intake's tests."""

from typing import Any

from telegram import Update


def message_json(update_id: int, person: int, text: str) -> dict[str, Any]:
    """Return a private message in the Bot API's form."""
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": 1_790_000_000,
            "chat": {"id": person, "type": "private", "first_name": "Sam"},
            "from": {"id": person, "is_bot": False, "first_name": "Sam"},
            "text": text,
        },
    }


def tap_json(update_id: int, person: int, data: str) -> dict[str, Any]:
    """Return a tap on a button in the Bot API's form."""
    return {
        "update_id": update_id,
        "callback_query": {
            "id": str(update_id),
            "chat_instance": "1",
            "from": {"id": person, "is_bot": False, "first_name": "Sam"},
            "message": message_json(update_id, person, "card")["message"],
            "data": data,
        },
    }


def message_update(update_id: int, person: int, text: str) -> Update:
    """Return a private message as PTB holds it."""
    update = Update.de_json(message_json(update_id, person, text), None)
    assert update is not None
    return update


def tap_update(update_id: int, person: int, data: str) -> Update:
    """Return a tap as PTB holds it."""
    update = Update.de_json(tap_json(update_id, person, data), None)
    assert update is not None
    return update
