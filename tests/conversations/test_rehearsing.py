"""Rehearsals in the chat: every path of every scene, tapped from its start to its end."""

import pytest

from bot.book.reading import plain
from handlers.catalogue import catalogue, words_of
from handlers.rehearsing import read_screen
from messages.words import say
from models.scene import LEAVE, MOST_TURNS, Effect, Scene
from models.tables import metadata
from tests.conversations.phone import House, Phone

SCENES = tuple(catalogue().scenes.values())
BY_SCENE = pytest.mark.parametrize("scene", SCENES, ids=lambda each: each.id)
OUT = "Leave and get help"


def words(scene: Scene, block: str) -> str:
    return plain(say(words_of(scene), block))


async def begun(sam: Phone, scene: Scene) -> None:
    await sam.says("/skills")
    await sam.taps("Rehearse a scene", words(scene, "title"))


@BY_SCENE
async def test_every_path_is_walked_on_one_card_to_an_end_that_helps(
    sam: Phone, scene: Scene
) -> None:
    await begun(sam, scene)
    card = sam.screen.id
    for path in sorted(scene.paths()):
        assert words(scene, "about") in sam.screen.text
        for step, at in zip(path, [path[:place] for place in range(len(path))], strict=True):
            turn = scene.turns[scene.stand(at).at]
            assert words(scene, turn.key) in sam.screen.text
            assert len(sam.labels) <= 8
            assert sam.labels[len(turn.lines)] == OUT
            assert "Need help now" in sam.labels
            await sam.taps(OUT if step == LEAVE else sam.labels[int(step)])
        assert_helps(sam.screen.text, scene, path)
        assert sam.screen.id == card
        assert sam.labels == ["Once more", "Other scenes", "Back to the theme", "Need help now"]
        await sam.taps("Once more")


def assert_helps(text: str, scene: Scene, path: str) -> None:
    """Say what helped, of what was really said, and what to try; leaving always helped."""
    stand = scene.stand(path)
    helped, _, tries = text.partition("What helped")[2].partition("What to try")
    assert words(scene, stand.at) in text
    assert words(scene, "try") in tries
    assert helped.strip()
    for line in stand.said:
        place = helped if line.effect is Effect.CALMS else tries
        assert words(scene, f"{line.key}_note") in place
    assert ("You left and got help. That is always right." in helped) is stand.left


@BY_SCENE
def test_a_scene_ends_after_8_turns_at_most_and_leaving_after_2(scene: Scene) -> None:
    for path in scene.paths():
        assert len(path) <= MOST_TURNS == 8
        for at in range(len(path)):
            out = [path[:at] + LEAVE * taps for taps in (1, 2)]
            assert any(_ends(scene, each) for each in out), path


def _ends(scene: Scene, path: str) -> bool:
    return path in set(scene.paths())


@BY_SCENE
async def test_a_step_back_is_the_turn_before(sam: Phone, scene: Scene) -> None:
    await begun(sam, scene)
    first = sam.screen.text
    await sam.taps(sam.labels[0], "Back")
    assert sam.screen.text == first
    await sam.taps("Back")
    assert sam.screen.text.startswith("Rehearse a scene")


@BY_SCENE
def test_every_button_of_a_scene_fits_telegram(scene: Scene) -> None:
    for path in scene.paths():
        for at in range(len(path) + 1):
            screen, toast = read_screen(f"scene:{scene.id}:{path[:at]}", catalogue())
            assert toast == ""
            assert len(screen.text) < 4096
            assert all(len(button.data.encode()) <= 64 for button in screen.buttons)


@pytest.mark.promise("P61")
async def test_what_is_picked_in_a_rehearsal_is_kept_nowhere(house: House) -> None:
    sam = house.phone("Sam")
    await sam.says("/start")
    tables = [t for name, t in metadata.tables.items() if name != "seen_update"]
    for scene in SCENES:
        await begun(sam, scene)
        for _ in range(2):
            await sam.taps(sam.labels[0])
    for table in tables:
        rows = await house.store.read(
            lambda tx, table=table: tx.connection.execute(table.select()).all()  # type: ignore[misc]
        )
        assert rows == [], table.name


async def test_an_old_or_forged_place_begins_the_scene_anew(sam: Phone) -> None:
    scene = catalogue().scenes["queue"]
    await begun(sam, scene)
    first = sam.screen.text
    await sam.taps(sam.labels[0])
    await sam.forges("scene:queue:777")
    assert sam.screen.text == first
    assert sam.toast == "That is not here any more."


async def test_simple_view_has_the_lines_one_to_a_row(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps("Simple view")
    await sam.says("/skills")
    await sam.taps("Rehearse a scene", words(SCENES[4], "title"))
    turn = SCENES[4].turns[SCENES[4].start]
    for place, line in enumerate(turn.lines):
        assert f"• {words(SCENES[4], line.key)}: " in sam.screen.text
        assert [b.text for b in sam.screen.buttons[place]] == [words(SCENES[4], line.key)]


async def test_a_scene_goes_on_while_the_store_is_down(house: House, sam: Phone) -> None:
    scene = catalogue().scenes["queue"]
    await begun(sam, scene)
    await house.store.close()
    await sam.taps(sam.labels[1], OUT)
    assert words(scene, "helped") in sam.screen.text
    assert "You left and got help. That is always right." in sam.screen.text
