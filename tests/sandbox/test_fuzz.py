"""Whatever a client sends, it is answered: nothing makes the sandbox fall over."""

import asyncio
import json
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sandbox import api
from bot.sandbox.world import World

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
NAMES = (
    "allowed_updates",
    "callback_query_id",
    "commands",
    "entities",
    "link_preview_options",
    "menu_button",
    "message_ids",
    "parse_mode",
    "photo",
    "reply_markup",
    "reply_parameters",
    "scope",
    "text",
)
MARKUPS = st.fixed_dictionaries({"inline_keyboard": st.lists(st.lists(ANYTHING, max_size=2))})
VALUES = st.dictionaries(st.sampled_from(NAMES), ANYTHING | MARKUPS, max_size=5)


@settings(max_examples=150)
@given(st.sampled_from(sorted(api.METHODS)), VALUES, st.booleans())
def test_every_call_gets_an_answer_in_json(
    method: str,
    values: dict[str, object],
    as_text: bool,
) -> None:
    async def story() -> None:
        world = World(start=datetime(2026, 11, 2, tzinfo=UTC))
        person = world.person("Ana", "staff")
        message = await world.send(person, "hi")
        given = {"chat_id": person.id, "message_id": message.id, **values}
        if as_text:
            given = {name: json.dumps(value) for name, value in given.items()}
        reply = await api.answer(world.state, world.state.account.token, method, given)
        assert json.loads(reply.body)["ok"] is (reply.status == 200)
        world.take_updates()

    asyncio.run(story())
