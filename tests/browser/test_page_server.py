"""What the page's server refuses: other sites, and acts that make no sense. No browser needed."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest

from bot.sandbox.page.acts import ACTS
from bot.sandbox.page.guard import POLICY
from bot.sandbox.page.room import Room
from bot.sandbox.page.serve import serve_page
from bot.sandbox.shapes import Person
from bot.sandbox.world import World
from tests.browser.conftest import SITES, START


@dataclass
class Stage:
    world: World
    amara: Person
    address: str = ""
    resets: int = 0

    async def reset(self) -> None:
        self.resets += 1

    @property
    def words(self) -> list[str]:
        return [message.text for message in self.world.chat(self.amara).messages]


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    world = World(start=START)
    made = Stage(world, world.person("Amara", "Nurse"))
    async with serve_page(Room(world, SITES, made.reset)) as made.address:
        yield made


async def test_every_answer_carries_the_strict_policy(stage: Stage) -> None:
    async with aiohttp.ClientSession() as client:
        for path in ("", "page/state", "page/static/app.js", "page/file/none", "nowhere"):
            async with client.get(stage.address + path) as answer:
                assert answer.headers["Content-Security-Policy"] == POLICY, path
                assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "unsafe" not in POLICY


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "handrail.example.org"},
        {"Host": "127.0.0.1.example.org"},
        {"Origin": "https://example.org"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": "null"},
    ],
)
async def test_another_site_can_neither_look_nor_act(
    stage: Stage, headers: dict[str, str]
) -> None:
    body = json.dumps({"person": str(stage.amara.id), "text": "forged"})
    async with aiohttp.ClientSession(headers=headers) as client:
        async with client.get(stage.address + "page/state") as seen:
            assert seen.status == 403
        async with client.post(stage.address + "page/send", data=body) as sent:
            assert sent.status == 403
    assert stage.words == []


@pytest.mark.parametrize("action", sorted(ACTS))
@pytest.mark.parametrize("body", [b"", b"[]", b"\xff", b'{"person": 1, "minutes": -5}'])
async def test_an_act_that_makes_no_sense_is_refused_in_words(
    stage: Stage, action: str, body: bytes
) -> None:
    async with (
        aiohttp.ClientSession() as client,
        client.post(f"{stage.address}page/{action}", data=body) as answer,
    ):
        assert answer.status == 400
        assert (await answer.json())["error"] == "The sandbox did not understand that."
    assert (stage.resets, stage.words, stage.world.now()) == (0, [], START)


@pytest.mark.parametrize(
    ("action", "body"),
    [
        ("send", {"person": "1", "text": "nobody"}),
        ("tap", {"message": 99, "data": "v1:yes"}),
        ("edit", {"message": 99, "text": "gone"}),
    ],
)
async def test_an_act_on_what_is_gone_is_refused_in_words(
    stage: Stage, action: str, body: dict[str, object]
) -> None:
    whole = {"person": str(stage.amara.id), **body}
    async with (
        aiohttp.ClientSession() as client,
        client.post(f"{stage.address}page/{action}", json=whole) as answer,
    ):
        assert answer.status == 409
        assert (await answer.json())["error"] == "That is no longer on the screen."


async def test_an_act_nobody_knows_is_not_found(stage: Stage) -> None:
    async with (
        aiohttp.ClientSession() as client,
        client.post(stage.address + "page/anything", json={}) as answer,
    ):
        assert answer.status == 404


async def test_the_stream_of_changes_ends_with_the_server(stage: Stage) -> None:
    room = Room(stage.world, SITES, stage.reset)
    async with aiohttp.ClientSession() as client:
        async with serve_page(room) as address:
            answer = await client.get(address + "page/events")
            assert await answer.content.readline() == f"data: {stage.world.seq}\n".encode()
            await answer.content.readline()
            await stage.world.send(stage.amara, "Hello")
            assert await answer.content.readline() == f"data: {stage.world.seq}\n".encode()
            await answer.content.readline()
        assert await answer.content.read() == b""
        answer.close()


def test_the_pages_files_name_no_other_machine() -> None:
    folder = Path(__file__).parents[2] / "bot" / "sandbox" / "page" / "static"
    allowed = ("http://www.w3.org/2000/svg",)
    for file in folder.iterdir():
        text = file.read_text()
        for each in allowed:
            text = text.replace(each, "")
        assert "http://" not in text, file.name
        assert "https://" not in text, file.name
