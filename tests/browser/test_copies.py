"""A copy in the demo: it comes as a file, its seal is checked on a page, and it can be removed."""

import re
from io import BytesIO
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, FilePayload, Locator, Page, expect
from pypdf import PdfReader

from bot.book.chapters import book_at
from bot.book.page import page_of
from messages.words import label
from tests.browser.demo import arrive, tap
from tests.conversations.made import FAST
from tests.conversations.phone import LONDON
from tests.conversations.stock import TUESDAY_NOON

pytestmark = pytest.mark.asyncio(loop_scope="session")

PDF, OUT = label("copies", "pdf"), label("copies", "out")
CHECK = label("verify", "check")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


async def copy_in(chat: Locator) -> bytes:
    """Log, take a copy before the choice, and bring the file down."""
    await tap(chat, *FAST, "Copy", PDF)
    link = chat.get_by_role("link", name=re.compile(r"note-2026-11\.pdf"))
    async with chat.page.expect_download() as coming:
        await link.click()
    file = await (await coming.value).path()
    return Path(file).read_bytes()  # noqa: ASYNC240 - a small file, in a test


def address_on(file: bytes) -> str:
    """Return the address that a copy names for checking its seal."""
    said = re.sub(
        r"\s+", "", "".join(each.extract_text() for each in PdfReader(BytesIO(file)).pages)
    )
    found = re.search(r"http://127\.0\.0\.1:\d+/verify", said)
    assert found
    return found[0]


async def looked_at(page: Page, address: str, file: bytes) -> str:
    await page.goto(address)
    upload: FilePayload = {"name": "note.pdf", "mimeType": "application/pdf", "buffer": file}
    await page.get_by_label(label("verify", "file")).set_input_files([upload])
    await page.get_by_role("button", name=CHECK).click()
    await expect(page.get_by_role("button", name=label("verify", "another"))).to_be_visible()
    return await page.get_by_role("heading", level=1).inner_text()


async def test_a_copy_comes_as_a_file_and_its_seal_is_checked_on_the_page(noon: Page) -> None:
    amara = await arrive(noon, "Amara")
    file = await copy_in(amara)
    address = address_on(file)
    other = await noon.context.browser.new_page(java_script_enabled=False)  # type: ignore[union-attr]
    assert await looked_at(other, address, file) == "The seal is whole"
    middle = len(file) // 2
    changed = file[:middle] + bytes([file[middle] ^ 1]) + file[middle + 1 :]
    assert await looked_at(other, address, changed) == "The seal is broken"
    assert await looked_at(other, address, b"words") == "There is no seal"
    await other.close()
    await tap(amara, OUT)
    await expect(amara.get_by_role("link", name=re.compile("note"))).to_have_count(0)


async def test_the_page_can_be_used_by_everybody_before_and_after(noon: Page) -> None:
    amara = await arrive(noon, "Amara")
    file = await copy_in(amara)
    address = address_on(file)
    await noon.goto(address)
    for title in ("Check a copy", "The seal is whole", "There is no seal"):
        await expect(noon.get_by_role("heading", level=1)).to_have_text(title)
        await expect(noon).to_have_title(f"{title} - Handrail")
        for scheme in SCHEMES:
            await noon.emulate_media(color_scheme=scheme)
            found = await Axe().run(noon)
            assert found.violations_count == 0, found.generate_report()
        await looked_at(noon, address, file if title == "Check a copy" else b"words")
    await noon.set_viewport_size({"width": 320, "height": 640})
    assert await noon.evaluate("document.documentElement.scrollWidth") <= 320


async def test_the_page_works_with_the_keyboard_alone(noon: Page) -> None:
    amara = await arrive(noon, "Amara")
    address = address_on(await copy_in(amara))
    await noon.goto(address)
    await noon.keyboard.press("Tab")
    await expect(noon.get_by_label(label("verify", "file"))).to_be_focused()
    await noon.keyboard.press("Tab")
    await expect(noon.get_by_role("button", name=CHECK)).to_be_focused()


async def test_the_message_book_can_be_read_by_everybody(browser: Browser, tmp_path: Path) -> None:
    now = TUESDAY_NOON.astimezone(LONDON)
    file = tmp_path / "book.html"
    file.write_text(page_of(book_at(now), now), encoding="utf-8")
    page = await browser.new_page(viewport={"width": 1000, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    await page.goto(file.as_uri())
    found = await Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    for landmark in ("banner", "navigation", "main", "contentinfo"):
        await expect(page.get_by_role(landmark)).to_have_count(1)
    await page.get_by_role("navigation").get_by_role("link", name="The care card").click()
    await expect(page.get_by_role("region", name=re.compile("care card"))).to_be_in_viewport()
    await page.set_viewport_size({"width": 320, "height": 640})
    assert await page.evaluate("document.documentElement.scrollWidth") <= 320
    assert asked == [file.as_uri()]
    await page.close()
