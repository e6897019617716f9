"""What the page must never do: run what a message carries, or ask another machine."""

import pytest
from playwright.async_api import Route, expect

from tests.browser.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="session")

HOSTILE = [
    "<script>window.owned = 1</script>",
    "<img src=x onerror='window.owned = 1'>",
    "<svg><script>window.owned = 1</script></svg>",
    "<svg onload='window.owned = 1'></svg>",
    "<a href='javascript:window.owned = 1'>press</a>",
    "<a href=' java\nscript:window.owned = 1'>press</a>",
    "<a href='data:text/html,<script>window.owned = 1</script>'>press</a>",
    "<b onclick='window.owned = 1' style='position:fixed;inset:0'>press</b>",
    "<iframe srcdoc='<script>parent.owned = 1</script>'></iframe>",
    "<math><mtext><table><mglyph><style><img src=x onerror='window.owned = 1'>",
    "<template><img src=x onerror='window.owned = 1'></template>",
    "<form action='/page/reset' method=post><button>press</button></form>",
    "<tg-spoiler><a href='javascript:window.owned = 1'><i onclick=x>press</i></a></tg-spoiler>",
    "<base href='https://example.org/'><link rel=stylesheet href='//example.org/x.css'>",
]
ALLOWED = {"B", "I", "U", "S", "CODE", "PRE", "BLOCKQUOTE", "A", "SPAN"}
INSERT = """async (html) => {
    const { safe } = await import("/page/static/sanitise.js");
    const box = document.createElement("div");
    box.className = "words";
    box.append(safe(html));
    document.querySelector(".messages").append(box);
    for (const spoiler of box.querySelectorAll("button.spoiler")) spoiler.click();
    for (const each of box.querySelectorAll("*")) if (each.tagName !== "A") each.click();
    const named = (each) => each.getAttributeNames().map((n) => `${n}=${each.getAttribute(n)}`);
    return [...box.querySelectorAll("*")].map((each) => [each.tagName, ...named(each)]);
}"""


@pytest.mark.parametrize("html", HOSTILE)
async def test_hostile_html_is_words_and_nothing_else(stage: Stage, html: str) -> None:
    found = await stage.page.evaluate(INSERT, html)
    assert {tag for tag, *_ in found} <= ALLOWED
    assert {name for _, *names in found for name in names} <= {"tabindex=-1"}
    assert await stage.page.evaluate("window.owned") is None


async def test_what_telegram_allows_keeps_its_looks(stage: Stage) -> None:
    await stage.say(
        stage.amara,
        "<b>b</b> <i>i</i> <u>u</u> <s>s</s> <code>c</code> <pre>p</pre>"
        '<blockquote>q</blockquote><a href="https://example.org/">a</a>'
        "<tg-spoiler>hidden</tg-spoiler> 5 &lt; 6 &amp; so on",
    )
    words = stage.pane(stage.amara).locator(".words")
    for tag in ("b", "i", "u", "s", "code", "pre", "blockquote", "a"):
        await expect(words.locator(tag)).to_have_text(tag[0] if tag != "blockquote" else "q")
    await expect(words).to_contain_text("5 < 6 & so on")
    await words.get_by_role("button", name="Show hidden words").click()
    await expect(words.get_by_text("hidden", exact=True)).to_be_focused()


async def test_names_buttons_and_toasts_are_words_too(stage: Stage) -> None:
    bait = "<img src=x onerror='window.owned=1'>"
    stage.world.person(bait, bait)
    await stage.say(stage.amara, "Look", [[bait]])
    tap = await stage.world.tap(stage.amara, stage.world.chat(stage.amara).last.id, bait)
    await stage.call("answerCallbackQuery", callback_query_id=tap.id, text=bait)
    await expect(stage.page.get_by_role("heading", name=bait)).to_be_visible()
    await expect(stage.pane(stage.amara).get_by_role("button", name=bait)).to_be_visible()
    assert await stage.page.locator("img[src='x']").count() == 0


async def test_the_page_asks_nothing_of_any_other_machine(stage: Stage) -> None:
    asked: list[str] = []

    async def note(route: Route) -> None:
        asked.append(route.request.url)
        await route.continue_()

    await stage.page.route("**/*", note)
    await stage.page.reload()
    await expect(stage.pane(stage.amara)).to_be_visible()
    assert asked
    assert [url for url in asked if not url.startswith(stage.address)] == []
