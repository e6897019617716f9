"""The poster: one page that a machine can read aloud and a phone can scan, and no surprises."""

import re
from io import BytesIO

import pytest
import segno
from pypdf import PdfReader

from bot.sandbox.world import World
from messages.poster import PARTS, QUIET, SHEET, NoLetters, Poster, draw, inputs_of
from messages.typeset import image_of
from messages.words import label, parts
from tests.cli.picture import Picture, read_png
from tests.cli.shell import Shell
from tests.pdf import held, tags

LINK = "https://t.me/HandrailDemoBot?start=AbCdEf12_-xY"
A4 = (210, 297)
MILLIMETRE = 72 / 25.4
CODE_AT, CODE_WIDE = 19, 76
"""Where the code and its white edge begin on the page, and how wide they are (millimetres)."""
NAMES = (
    "A",
    "Hill Hospital",
    'Ysbyty\'r Ŵyn & <St "Mair"> Ŷ ŵ ŷ #1 $x$ *b* _i_ \\ @a `c` // ~',
    "St Mary-in-the-Meadow and Pebblewick Community Hospital West",
    "W" * 60,
    "m" * 29 + " " + "W" * 30,
)
SITE = ("sites", "add", "--name", "Hill Hospital", "--kind", "hospital")


def opened(name: str = "Hill Hospital", *, example: bool = False) -> PdfReader:
    return PdfReader(BytesIO(draw(Poster(name, LINK, example))))


def words(reader: PdfReader) -> str:
    """Return the text of the one page, in reading order, its lines joined."""
    (page,) = reader.pages
    return re.sub(r"\s+", " ", page.extract_text())


@pytest.mark.parametrize("name", NAMES)
def test_whatever_the_site_is_called_its_name_stands_whole_on_one_a4_page(name: str) -> None:
    reader = opened(name)
    (page,) = reader.pages
    assert (
        round(page.mediabox.width / MILLIMETRE),
        round(page.mediabox.height / MILLIMETRE),
    ) == A4
    assert name.replace(" ", "") in words(reader).replace(" ", "")
    assert reader.metadata is not None
    assert reader.metadata.title == f"Handrail at {name}"


def test_every_sentence_of_the_poster_is_on_it_with_the_link_as_it_is_typed() -> None:
    said = words(opened())
    for part in set(PARTS) - {"document", "code"}:
        sentence = label("documents/poster", part, site="Hill Hospital", example=False, link="")
        assert sentence in said
    assert " t.me/HandrailDemoBot?start=AbCdEf12_-xY " in said
    for must in ("under 2 minutes", "Nobody at work is told", "only counts", "Call 999"):
        assert must in said


def test_the_words_are_all_there_and_the_sheet_shows_each() -> None:
    assert parts("documents/poster") == set(PARTS)
    shown = set(re.findall(r"said\.(\w+)", SHEET.read_text()))
    assert shown == set(PARTS) | {"link", "address"}


def test_only_an_example_is_marked_as_one() -> None:
    assert "Hill Hospital (example)" in words(opened(example=True))
    assert "(example)" not in words(opened())


def test_it_can_be_read_aloud() -> None:
    root = opened().root_object
    assert held(root, "/Lang") == "en-GB"
    assert held(root, "/MarkInfo", "/Marked").value is True
    assert held(root, "/ViewerPreferences", "/DisplayDocTitle").value is True
    assert b"<pdfuaid:part>1</pdfuaid:part>" in held(root, "/Metadata").get_data()
    read = tags(held(root, "/StructTreeRoot"))
    kinds = [str(tag.get("/S")) for tag in read]
    assert [kind for kind in kinds if re.fullmatch(r"/H\d", kind)] == ["/H1", "/H2"]
    assert (kinds.count("/LI"), kinds.count("/Link")) == (7, 1)
    figure = read[kinds.index("/Figure")]
    assert held(figure, "/Alt") == f"A code to scan. It opens the link {LINK[8:]}."


def test_no_letter_is_left_to_what_the_machine_has() -> None:
    fonts = held(opened().pages[0], "/Resources", "/Font")
    names = {str(held(font.get_object(), "/BaseFont")) for font in fonts.values()}
    assert names
    assert all("+AtkinsonHyperlegibleNext" in name for name in names), names


def test_a_name_that_the_font_cannot_write_is_refused_not_printed_with_holes() -> None:
    with pytest.raises(NoLetters):
        draw(Poster("Ward 院", LINK))


@pytest.mark.parametrize(
    "link", [LINK, f"https://t.me/{'LongBotName' * 3}?start={'a' * 64}", "https://t.me/B?start=a"]
)
def test_the_code_on_the_page_is_the_link_in_black_on_white_with_a_quiet_edge(link: str) -> None:
    picture = read_png(image_of(SHEET, inputs_of(Poster("Hill Hospital", link)), 100))
    code = segno.make_qr(link, error="q", boost_error=False)
    wanted = [[bool(module) for module in row] for row in code.matrix_iter(border=QUIET)]
    assert any(stands(picture, wanted, top) for top in range(len(picture.rows)))
    other = segno.make_qr(f"{link[:-1]}b", version=code.version, error="q", boost_error=False)
    wrong = [[bool(module) for module in row] for row in other.matrix_iter(border=QUIET)]
    assert not any(stands(picture, wrong, top) for top in range(len(picture.rows)))


def stands(picture: Picture, wanted: list[list[bool]], top: int) -> bool:
    """Tell whether these modules stand on the page, their white edge beginning at a row."""
    point = 100 / 25.4
    size = CODE_WIDE * point / len(wanted)
    if top + CODE_WIDE * point >= len(picture.rows):
        return False
    return all(
        picture.dark(CODE_AT * point + (x + 0.5) * size, top + (y + 0.5) * size) == dark
        for y, row in enumerate(wanted)
        for x, dark in enumerate(row)
    )


async def made(shell: Shell, telegram: str) -> str:
    shell.put_all(telegram)
    return (await shell.beside(*SITE)).out.split("\t")[0]


async def test_the_command_writes_it_with_the_link_that_joins(shell: Shell, telegram: str) -> None:
    site = await made(shell, telegram)
    said = await shell.beside("sites", "poster", site)
    assert said.code == 0, said.err
    file, link = said.out.split()
    assert file == "hill-hospital-poster.pdf"
    listed = await shell.beside("sites", "list")
    start, _, code = link.rpartition("=")
    assert start == "https://t.me/HandrailDemoBot?start"
    assert code in listed.out.split("\t")
    assert link.removeprefix("https://") in words(PdfReader(file))


async def test_a_file_that_is_there_is_kept_unless_told_otherwise(
    shell: Shell, telegram: str
) -> None:
    site, mine = await made(shell, telegram), shell.folder / "mine.pdf"
    mine.write_text("mine", encoding="utf-8")
    said = await shell.beside("sites", "poster", site, "mine.pdf")
    assert said.code == 1
    assert "--force" in said.err
    assert mine.read_text(encoding="utf-8") == "mine"
    assert (await shell.beside("sites", "poster", site, "mine.pdf", "--force")).code == 0
    assert len(PdfReader("mine.pdf").pages) == 1


async def test_a_site_that_nobody_can_join_gets_no_poster(shell: Shell, telegram: str) -> None:
    site = await made(shell, telegram)
    assert "There is no site moor" in (await shell.beside("sites", "poster", "moor")).err
    await shell.beside("sites", "close", site)
    said = await shell.beside("sites", "poster", site)
    assert said.code == 1
    assert "is closed" in said.err
    assert not list(shell.folder.glob("*.pdf"))


async def test_without_the_bots_name_there_is_no_poster_and_the_reason_is_said(
    shell: Shell, telegram: str, world: World
) -> None:
    site = await made(shell, telegram)
    world.faults.next("getMe", 401)
    refused = await shell.beside("sites", "poster", site)
    assert (refused.code, refused.err.split(":")[0]) == (2, "HANDRAIL_BOT_TOKEN")
    shell.put_all()
    away = await shell.beside("sites", "poster", site)
    assert (away.code, "HANDRAIL_TELEGRAM_API" in away.err) == (4, True)
    shell.patch.delenv("HANDRAIL_BOT_TOKEN")
    missing = await shell.beside("sites", "poster", site)
    assert (missing.code, "HANDRAIL_BOT_TOKEN is missing" in missing.err) == (2, True)
    assert not list(shell.folder.glob("*.pdf"))


async def test_a_file_that_cannot_be_written_is_named(shell: Shell, telegram: str) -> None:
    site = await made(shell, telegram)
    said = await shell.beside("sites", "poster", site, "nowhere/poster.pdf")
    assert said.code == 1
    assert "nowhere/poster.pdf cannot be written" in said.err


async def test_a_name_without_letters_to_print_is_told_so(shell: Shell, telegram: str) -> None:
    shell.put_all(telegram)
    site = (await shell.beside("sites", "add", "--name", "Ward 院", "--kind", "hospital")).out
    said = await shell.beside("sites", "poster", site.split("\t")[0])
    assert said.code == 1
    assert "no letters for this name" in said.err
