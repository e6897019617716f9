"""The page at /verify: a copy is confirmed, anything else is refuted, and nothing is kept."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from bot.verifying import FORM, PATH, verify_route
from bot.web import web_app
from messages.words import label
from models.sealing import Vault
from models.signature import LARGEST, signed
from models.store import signing_keys
from models.store.doors import Tx
from tests.intake.hall import Hall

PDF = b"%PDF-1.7\r\n--x\r\n\r\n" + bytes(range(256)) + b"\nstartxref\n1\n%%EOF"


@pytest.fixture
async def line(hall: Hall) -> AsyncIterator[httpx.AsyncClient]:
    app = web_app(None, verify_route(hall.app.bot_data["services"]))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        yield client


async def copy_of(hall: Hall, pdf: bytes = PDF) -> bytes:
    def seal(tx: Tx) -> bytes:
        signing_keys.note(tx)
        return signing_keys.sealer(tx).seal(pdf)

    return await hall.store.write(seal)


def heading(answer: httpx.Response) -> str:
    found = re.search("<h1>(.*)</h1>", answer.text)
    assert found
    return found[1]


async def ask(line: httpx.AsyncClient, file: bytes, name: str = "note.pdf") -> httpx.Response:
    return await line.post(PATH, files={"file": (name, file, "application/pdf")})


async def test_a_copy_is_confirmed(hall: Hall, line: httpx.AsyncClient) -> None:
    answer = await ask(line, await copy_of(hall))
    assert (answer.status_code, heading(answer)) == (200, label("verify", "title_genuine"))


@pytest.mark.promise("P40")
async def test_looking_at_a_file_writes_nothing(
    hall: Hall, line: httpx.AsyncClient, tmp_path: Path
) -> None:
    copy = await copy_of(hall, PDF.replace(b"%PDF", b"%PDF MARKER-file"))
    before = await hall.store.read(_changes)
    assert heading(await ask(line, copy, "MARKER-name.pdf")) == "The seal is whole"
    assert await hall.store.read(_changes) == before
    assert b"MARKER" not in _bytes(tmp_path)


def _bytes(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


def _changes(tx: Tx) -> object:
    version = tx.connection.exec_driver_sql("PRAGMA data_version").scalar()
    return version, tx.connection.exec_driver_sql("SELECT count(*) FROM seen_update").scalar()


async def test_each_other_file_is_refuted_in_its_own_words(
    hall: Hall, line: httpx.AsyncClient
) -> None:
    copy = await copy_of(hall)
    foreign = signed(PDF, Vault.from_setting("z:" + "Z" * 42 + "A=").signer)
    for file, came in (
        (copy.replace(b"PDF", b"PDG"), "changed"),
        (copy + b"\r\n", "changed"),
        (foreign, "unknown_key"),
        (PDF, "no_copy"),
        (b"", "no_file"),
        (b"x" * (LARGEST + FORM), "too_large"),
    ):
        assert heading(await ask(line, file)) == label("verify", f"title_{came}"), came


async def test_a_key_that_was_retired_still_confirms(hall: Hall, line: httpx.AsyncClient) -> None:
    copy = await copy_of(hall)
    store = hall.store
    store._vault = Vault.from_setting("z:" + "Z" * 42 + "A=")
    fresh = await copy_of(hall)
    assert fresh != copy
    for file in (copy, fresh):
        assert heading(await ask(line, file)) == "The seal is whole"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", ""),
        (b"a=b", "application/x-www-form-urlencoded"),
        (b"--x\r\n\r\nfile", "multipart/form-data; boundary=x"),
        (b"--x\r\n\r\nfile\r\n--x--", "multipart/form-data"),
        (b"--x\r\n\r\nfile\r\n--x--", "multipart/form-data; boundary="),
        (b"--x--", 'multipart/form-data; boundary="x"'),
        (b"\xff\xfe", "multipart/form-data; boundary=\xe9"),
    ],
)
async def test_what_no_browser_sends_is_answered_kindly(
    line: httpx.AsyncClient, body: bytes, kind: str
) -> None:
    headers = {"Content-Type": kind.encode("latin-1")}
    answer = await line.post(PATH, content=body, headers=headers)  # type: ignore[arg-type]
    assert (answer.status_code, heading(answer)) == (400, "No file came")


async def test_a_large_body_is_given_up_before_it_has_all_come(line: httpx.AsyncClient) -> None:
    sent = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal sent
        for _ in range(1000):
            sent += 100_000
            yield b"x" * 100_000

    answer = await line.post(PATH, content=endless())
    assert answer.status_code == 413
    assert sent <= LARGEST + FORM + 200_000


async def test_a_name_that_is_html_is_shown_nowhere_and_the_page_allows_nothing(
    line: httpx.AsyncClient,
) -> None:
    answer = await ask(line, b"x", "<script>alert(1)</script>.pdf")
    assert "alert" not in answer.text
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "<script" not in answer.text
    assert "://" not in answer.text


async def test_while_the_store_is_away_it_says_so(hall: Hall) -> None:
    await hall.store.close()
    app = web_app(None, verify_route(hall.app.bot_data["services"]))
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        answer = await ask(client, PDF)
    assert (answer.status_code, heading(answer)) == (503, label("verify", "title_busy"))


async def test_without_a_webhook_there_is_no_other_way_in(line: httpx.AsyncClient) -> None:
    assert (await line.get("/health")).text == "ok"
    assert (await line.post("/telegram/x")).status_code == 404
    assert (await line.get(PATH)).status_code == 200
    assert (await line.put(PATH)).status_code == 405
