"""The webhook answers 200 only when an update is safe, and nothing at all to strangers."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta

import httpx
import pytest
from telegram import Update
from telegram.error import BadRequest, InvalidToken

from bot.assembly import ALLOWED_UPDATES
from bot.intake import patience
from bot.intake.webhook import HEADER, LARGEST, Webhook, address, point
from bot.web import web_app
from models.store.doors import StoreDown
from tests.intake.hall import Hall, contented
from tests.intake.shapes import message_json

SECRET = "only-telegram-knows"  # noqa: S105
URL = address("https://bot.example.org", "999:TEST", SECRET)


@pytest.fixture
async def line(hall: Hall) -> AsyncIterator[httpx.AsyncClient]:
    app = web_app(Webhook(hall.app, hall.handling, SECRET).take)
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        yield client


async def deliver(
    line: httpx.AsyncClient, body: bytes | dict[str, object], secret: str | None = SECRET
) -> httpx.Response:
    headers = {} if secret is None else {HEADER: secret}
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    return await line.post("/telegram/mark", content=raw, headers=headers)


async def test_an_update_is_acknowledged_when_it_was_handled(
    hall: Hall, line: httpx.AsyncClient
) -> None:
    sam = hall.world.person("Sam")
    answer = await deliver(line, message_json(5, sam.id, "hello"))
    assert (answer.status_code, answer.content) == (200, b"")
    assert hall.handled == ["hello"]


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], "\xe9"])
async def test_a_stranger_is_turned_away_without_a_word(
    hall: Hall, line: httpx.AsyncClient, secret: str | None
) -> None:
    headers = {} if secret is None else {HEADER: secret.encode("latin-1")}
    body = json.dumps(message_json(5, 7, "hello")).encode()
    answer = await line.post("/telegram/mark", content=body, headers=headers)  # type: ignore[arg-type]
    assert (answer.status_code, answer.content) == (403, b"")
    assert not hall.tried


async def test_an_update_that_is_not_safe_must_come_again(
    hall: Hall, line: httpx.AsyncClient
) -> None:
    async def down(_update: Update) -> None:
        raise StoreDown("locked")

    hall.upset = down
    update = message_json(5, hall.world.person("Sam").id, "hello")
    answer = await deliver(line, update)
    assert answer.status_code == 503
    assert 0 < int(answer.headers["Retry-After"]) < 60
    hall.upset = contented
    assert (await deliver(line, update)).status_code == 200


async def test_the_third_fault_of_our_own_is_acknowledged(
    hall: Hall, line: httpx.AsyncClient
) -> None:
    async def broken(_update: Update) -> None:
        raise KeyError

    hall.upset = broken
    update = message_json(5, hall.world.person("Sam").id, "hello")
    assert [(await deliver(line, update)).status_code for _ in range(3)] == [503, 503, 200]


async def test_an_update_that_cannot_be_read_is_given_up_like_any_other(
    hall: Hall, line: httpx.AsyncClient
) -> None:
    odd: dict[str, object] = {"update_id": 5, "message": {"message_id": "?"}}
    assert [(await deliver(line, odd)).status_code for _ in range(3)] == [503, 503, 200]
    assert not hall.tried


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"7", b"null", b'"x"', b"{}", b'{"update_id": "5"}', b"\xff\xfe"]
)
async def test_words_cut_short_are_not_acknowledged(
    hall: Hall, line: httpx.AsyncClient, body: bytes
) -> None:
    assert (await deliver(line, body)).status_code == 400
    assert not hall.tried


async def test_a_body_larger_than_any_update_is_refused(
    hall: Hall, line: httpx.AsyncClient
) -> None:
    update = message_json(5, 7, "x" * LARGEST)
    assert (await deliver(line, update)).status_code == 413
    assert not hall.tried


async def test_only_the_two_doors_are_open(line: httpx.AsyncClient) -> None:
    assert (await line.get("/health")).text == "ok"
    assert (await line.get("/telegram/mark")).status_code == 405
    for path in ("/", "/telegram", "/docs", "/health/x", "/telegram/a/b"):
        assert (await line.get(path)).status_code == 404


async def test_telegram_is_pointed_here_once_and_again_only_when_something_changed(
    hall: Hall,
) -> None:
    bot, calls = hall.app.bot, hall.world.calls
    await point(bot, URL, SECRET, ALLOWED_UPDATES)
    webhook = hall.world.state.account.webhook
    assert webhook is not None
    assert (webhook.url, webhook.secret, webhook.connections) == (URL, SECRET, 100)
    await point(bot, URL, SECRET, ALLOWED_UPDATES)
    assert calls["setwebhook"] == 1
    hall.world.forward(timedelta(seconds=2))
    await point(bot, URL, SECRET, ALLOWED_UPDATES[:2])
    assert calls["setwebhook"] == 2


def test_a_changed_secret_is_a_changed_address_that_tells_nothing() -> None:
    other = address("https://bot.example.org", "999:TEST", "another")
    assert other != URL
    assert SECRET not in URL
    assert URL.startswith("https://bot.example.org/telegram/")


async def test_replicas_that_start_together_wait_for_each_other(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "FIRST", 0.001)
    hall.world.faults.next("setWebhook", 429, times=2, retry_after=0)
    hall.world.faults.next("getWebhookInfo", 502, times=2)
    await point(hall.app.bot, URL, SECRET, ALLOWED_UPDATES)
    assert hall.world.state.account.webhook is not None


@pytest.mark.parametrize(("status", "error"), [(400, BadRequest), (401, InvalidToken)])
async def test_an_address_telegram_does_not_accept_is_not_tried_for_ever(
    hall: Hall, status: int, error: type[Exception]
) -> None:
    hall.world.faults.next("setWebhook", status)
    with pytest.raises(error):
        await point(hall.app.bot, URL, SECRET, ALLOWED_UPDATES)
