"""answerCallbackQuery: stopping a button's spinner, once and in time."""

from datetime import timedelta

from bot.sandbox.call import Call
from bot.sandbox.refusals import bad_request
from bot.sandbox.shapes import Toast
from bot.sandbox.state import State

LONGEST = timedelta(seconds=150)
"""As long as Telegram holds the tap; the true limit is not documented."""
LONGEST_TEXT = 200
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def answer_callback_query(state: State, call: Call) -> bool:
    """Answer a tap, with a toast or an alert when there are words."""
    tap = state.taps.get(call.text("callback_query_id"))
    if tap is None or tap.answered or state.now() - tap.at > LONGEST:
        raise bad_request(TOO_OLD)
    text = call.text("text")
    if len(text) > LONGEST_TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    tap.answered = True
    if text:
        toast = Toast(text, call.flag("show_alert"), state.now(), tap.id)
        state.chats[tap.person.id].toasts.append(toast)
    state.changes.bump()
    return True
