"""Calling a method as a client would, and waiting for the world, in tests."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox import api
from bot.sandbox.rich import Json
from bot.sandbox.world import World

PATIENCE = 60
"""Real seconds after which a thing that was to happen has not."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An answer: HTTP status, the result when it went well, the words when it did not."""

    status: int
    result: object
    words: str
    parameters: Json


async def ask(world: World, method: str, **values: object) -> Heard:
    """Call a method with JSON parameters."""
    reply = await api.answer(world.state, world.state.account.token, method, values)
    body: Json = json.loads(reply.body)
    assert body["ok"] is (reply.status == 200)
    return Heard(
        reply.status,
        body.get("result"),
        body.get("description", ""),
        body.get("parameters", {}),
    )


async def said(world: World, chat: int, text: str = "A card", **values: object) -> int:
    """Have the bot send a message; return its number."""
    heard = await ask(world, "sendMessage", chat_id=chat, text=text, **values)
    assert isinstance(heard.result, dict)
    return int(heard.result["message_id"])


async def ids(world: World, offset: int = 0, **values: object) -> list[int]:
    """Poll once; return the ids of the updates that came."""
    heard = await ask(world, "getUpdates", offset=offset, **values)
    assert isinstance(heard.result, list)
    return [each["update_id"] for each in heard.result]


async def until(world: World, come: Callable[[], bool]) -> None:
    """Wait for something in the world to have come about; fail when it does not."""
    async with asyncio.timeout(PATIENCE):
        while not come():
            await world.changed(world.seq)
