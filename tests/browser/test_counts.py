"""Counts in the demo: two simulated years, a chart, files, a release when the clock is moved."""

import csv
import re
from io import StringIO
from pathlib import Path

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Locator, Page, expect

from messages.words import label
from tests.browser.demo import arrive, pane, screen, tap

pytestmark = pytest.mark.asyncio(loop_scope="session")

TRUST = label("counts", "trust")
SIMULATED = label("counts", "simulated")


async def lead_in(page: Page) -> Locator:
    """Have Morgan accept the invitation and look at the counts."""
    morgan = pane(page, "Morgan")
    await tap(morgan, "Open join link")
    await page.get_by_role("radio", name="Invitation of a wellbeing lead").check()
    await page.get_by_role("button", name="Open", exact=True).click()
    await tap(morgan, "Accept", "Counts")
    await expect(screen(morgan)).to_contain_text("What has changed")
    return morgan


async def test_a_lead_reads_a_chart_that_says_that_it_is_simulated(noon: Page) -> None:
    await expect(noon.get_by_text("it begins with 2 simulated years of counts.")).to_be_visible()
    morgan = await lead_in(noon)
    for words in (SIMULATED, TRUST, "Pebblewick General Hospital", "Thistledown House"):
        await expect(screen(morgan)).to_contain_text(words)
    await expect(screen(morgan)).not_to_contain_text("Larkfield")
    await tap(morgan, "Tables", "What happened", "Chart")
    picture = morgan.locator(".photo img")
    await picture.scroll_into_view_if_needed()  # its figures below it are longer than the screen
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.naturalWidth") == 1080
    await expect(screen(morgan)).to_contain_text("Threatened: ")
    await expect(screen(morgan)).to_contain_text(TRUST)
    found = await Axe().run(noon)
    assert found.violations_count == 0, found.generate_report()
    await tap(morgan, "Remove from chat")
    await expect(picture).to_have_count(0)


async def test_a_lead_takes_the_counts_of_two_years_away(noon: Page) -> None:
    morgan = await lead_in(noon)
    await tap(morgan, "CSV file")
    async with noon.expect_download() as coming:
        await morgan.get_by_role("link", name=re.compile(r"counts-2026-11\.csv")).click()
    file = await (await coming.value).path()
    words = Path(file).read_bytes().decode("utf-8-sig")  # noqa: ASYNC240 - a file, in a test
    lines = list(csv.reader(StringIO(words, newline="")))
    figures = [line for line in lines[1:] if len(line) > 1]
    assert {line[0][:4] for line in figures} == {"2024", "2025", "2026"}
    assert [SIMULATED] in lines
    assert [TRUST] in lines


async def test_a_release_is_posted_when_the_clock_is_moved_and_staff_see_it_too(
    noon: Page,
) -> None:
    morgan = await lead_in(noon)
    await expect(screen(morgan)).to_contain_text("Posted on 23 November 2026.")
    await tap(morgan, label("counts", "note_on"))
    await noon.get_by_role("button", name="+1 week").click()
    await expect(screen(morgan)).to_have_text(label("counts", "note"))
    await tap(morgan, label("counts", "see"))
    await expect(screen(morgan)).to_contain_text("Posted on 30 November 2026.")
    amara = await arrive(noon, "Amara")
    await tap(amara, "More", label("more", "seen"))
    await expect(screen(amara)).to_contain_text("Posted on 30 November 2026.")
    await expect(screen(amara)).to_contain_text(SIMULATED)
