"""The control address: lets another process act on the world, in JSON.

POST /control/<act> with an object gives what the act gives, and under "updates" the ids of the
updates it made; POST /control/all with a list of objects, each with its "act", does them in
order. People and messages are named by their ids; times are ISO, spans are seconds.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.sandbox import show
from bot.sandbox.acts import NoSuchButton
from bot.sandbox.rich import Json
from bot.sandbox.world import World

Act: TypeAlias = Callable[[World, Json], Awaitable[Json]]


async def _person(world: World, given: Json) -> Json:
    return show.person(world.person(given["name"], given.get("role", "staff")))


async def _crowd(world: World, given: Json) -> Json:
    return {"first": world.crowd(int(given["count"]))[0].id}


async def _send(world: World, given: Json) -> Json:
    who = world.state.people[given["person"]]
    where = {name: given.get(name) for name in ("edit_of", "reply_to")}
    return show.message(await world.send(who, given["text"], **where))


async def _media(world: World, given: Json) -> Json:
    who, album = world.state.people[given["person"]], given.get("album")
    made = await world.send_media(who, given["kind"], album, given.get("caption", ""))
    return show.message(made)


async def _tap(world: World, given: Json) -> Json:
    who = world.state.people[given["person"]]
    return show.tap(await world.tap(who, given["message"], given["button"]))


async def _tap_raw(world: World, given: Json) -> Json:
    who = world.state.people[given["person"]]
    return show.tap(await world.tap_raw(who, given["message"], given["data"]))


async def _group(world: World, given: Json) -> Json:
    by = world.state.people[given["by"]]
    return show.chat(await world.add_to_group(given["title"], by))


async def _block(world: World, given: Json) -> Json:
    who = world.state.people[given["person"]]
    await (world.block(who) if given.get("blocked", True) else world.unblock(who))
    return show.chat(world.chat(who))


async def _chat(world: World, given: Json) -> Json:
    return show.chat(world.chat(int(given["chat"])))


async def _updates(world: World, given: Json) -> Json:
    since = int(given.get("since", 0))
    found = [show.record(each) for each in world.updates.values() if each.id >= since]
    return {"updates_made": found}


async def _redeliver(world: World, given: Json) -> Json:
    world.redeliver(int(given["update"]))
    return {}


async def _fault(world: World, given: Json) -> Json:
    world.faults.next(**given)
    return {}


async def _clear_faults(world: World, _: Json) -> Json:
    world.faults.clear()
    return {}


async def _set(world: World, given: Json) -> Json:
    """Set latency (seconds), live, and the most messages a second; move by `forward` seconds."""
    world.latency = given.get("latency", world.latency)
    world.live = given.get("live", world.live)
    world.limits.per_second = given.get("most", world.limits.per_second)
    world.forward(timedelta(seconds=given.get("forward", 0)))
    return show.world(world)


async def _state(world: World, _: Json) -> Json:
    return show.world(world)


async def _figures(world: World, _: Json) -> Json:
    return show.figures(world)


async def _changed(world: World, given: Json) -> Json:
    """Wait until `seq` is greater than `after`, at most `timeout` real seconds."""
    try:
        async with asyncio.timeout(given.get("timeout", 10)):
            await world.changed(int(given["after"]))
    except TimeoutError:
        pass
    return {"seq": world.seq}


async def _init_data(world: World, given: Json) -> Json:
    at = datetime.fromisoformat(given["at"]) if "at" in given else None
    return {"init_data": world.init_data(world.state.people[given["person"]], at)}


async def _reset(world: World, _: Json) -> Json:
    world.reset()
    return show.world(world)


async def _all(world: World, given: Json) -> Json:
    return {"results": [await _do(world, each.pop("act"), each) for each in given["acts"]]}


ACTS: Mapping[str, Act] = {
    "all": _all,
    "block": _block,
    "changed": _changed,
    "chat": _chat,
    "clear_faults": _clear_faults,
    "crowd": _crowd,
    "fault": _fault,
    "figures": _figures,
    "group": _group,
    "init_data": _init_data,
    "media": _media,
    "person": _person,
    "redeliver": _redeliver,
    "reset": _reset,
    "send": _send,
    "set": _set,
    "state": _state,
    "tap": _tap,
    "tap_raw": _tap_raw,
    "updates": _updates,
}


async def _do(world: World, name: str, given: Json) -> Json:
    before = world.state.updates.next_id
    shown = await ACTS[name](world, given)
    return shown | {"updates": list(range(before, world.state.updates.next_id))}


async def answer(world: World, name: str, body: bytes) -> tuple[int, Json]:
    """Return an HTTP status and what to show; 400 says what was wrong with the act."""
    try:
        given = json.loads(body) if body else {}
        return 200, await _do(world, name, given)
    except (NoSuchButton, LookupError, TypeError, ValueError) as error:
        return 400, {"error": f"{type(error).__name__}: {error}"}
