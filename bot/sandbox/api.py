"""The Bot API itself: one call in, one answer out, whichever face it came through."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.sandbox.call import Call
from bot.sandbox.methods import (
    answering,
    deleting,
    editing,
    groups,
    intake,
    profile,
    sending,
)
from bot.sandbox.refusals import ApiError, bad_request
from bot.sandbox.rich import Json
from bot.sandbox.state import State

Method: TypeAlias = Callable[[State, Call], object]

METHODS: Mapping[str, Method] = {
    "answercallbackquery": answering.answer_callback_query,
    "deletemessage": deleting.delete_message,
    "deletemessages": deleting.delete_messages,
    "deletemycommands": profile.delete_my_commands,
    "deletewebhook": intake.delete_webhook,
    "editmessagecaption": editing.edit_message_caption,
    "editmessagereplymarkup": editing.edit_message_reply_markup,
    "editmessagetext": editing.edit_message_text,
    "getchat": groups.get_chat,
    "getchatmember": groups.get_chat_member,
    "getchatmenubutton": profile.get_chat_menu_button,
    "getfile": groups.get_file,
    "getme": profile.get_me,
    "getmycommands": profile.get_my_commands,
    "getmydescription": profile.get_words,
    "getmyname": profile.get_words,
    "getmyshortdescription": profile.get_words,
    "getwebhookinfo": intake.get_webhook_info,
    "leavechat": groups.leave_chat,
    "sendchataction": sending.send_chat_action,
    "senddocument": sending.send_document,
    "sendmessage": sending.send_message,
    "sendphoto": sending.send_photo,
    "setchatmenubutton": profile.set_chat_menu_button,
    "setmessagereaction": groups.set_message_reaction,
    "setmycommands": profile.set_my_commands,
    "setmydescription": profile.set_words,
    "setmyname": profile.set_words,
    "setmyshortdescription": profile.set_words,
    "setwebhook": intake.set_webhook,
}
"""Every method the sandbox knows, by its lower-case name, but getUpdates, which waits."""

Fate: TypeAlias = Literal["whole", "half", "silent"]


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP status and body. fate: it arrives whole, breaks off half way, or never comes."""

    status: int
    body: bytes
    fate: Fate = "whole"


def _done(result: object) -> Reply:
    """Wrap a result; bytes are JSON already."""
    body = result if isinstance(result, bytes) else json.dumps(result).encode()
    return Reply(200, b'{"ok":true,"result":' + body + b"}")


def _refused(error: ApiError) -> Reply:
    body: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        body["parameters"] = error.parameters
    return Reply(error.code, json.dumps(body).encode())


async def perform(state: State, call: Call) -> object:
    """Do what a call asks and return its result; raise ApiError when Telegram would refuse."""
    if call.method == "getupdates":
        return await intake.get_updates(state, call)
    method = METHODS.get(call.method)
    if method is None:
        raise ApiError(404, "Not Found: method not found")
    return method(state, call)


async def _fated(state: State, call: Call) -> Reply:
    """Perform a call, with the fault that waits for it if there is one."""
    fault = state.faults.take(call.method, call.number("chat_id") or None)
    refusal = fault.refusal() if fault else None
    if refusal:
        raise refusal
    if fault and fault.status == "silent":
        return Reply(200, b"", "silent")
    done = _done(await perform(state, call))
    if fault is None:
        return done
    return Reply(done.status, done.body, "half" if fault.status == "half" else "silent")


def _check_token(state: State, token: str) -> None:
    if token != state.account.token:
        raise ApiError(401, "Unauthorized")


async def react(state: State, token: str, method: str, values: Mapping[str, object]) -> Reply:
    """Answer one call at once; never raises for what a client sent."""
    call = Call(method.lower(), values)
    state.calls[call.method] += 1
    try:
        _check_token(state, token)
        state.limits.meet(call)
        return await _fated(state, call)
    except ApiError as error:
        return _refused(error)
    except UnicodeEncodeError:
        return _refused(bad_request("strings must be encoded in UTF-8"))


async def answer(state: State, token: str, method: str, values: Mapping[str, object]) -> Reply:
    """Answer one call after the world's latency: it is done first and answered late."""
    reply = await react(state, token, method, values)
    if state.latency:
        await asyncio.sleep(state.latency)
    return reply
