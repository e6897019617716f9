"""Lessons and scenes: every word is there, short, easy to read, and does no harm."""

import pytest

from bot.book.reading import plain
from bot.book.samples import CONTENT, sayings
from handlers.catalogue import blocks_of, catalogue, words_of
from messages.words import label, parts, say
from models.scene import Effect, Scene
from models.skill import Lesson, Theme

LONGEST_LABEL, LONGEST_LINE = 34, 120
SHORTEST, LONGEST = 60, 90
"""Words of a lesson: one idea, read in half a minute."""
CATALOGUE = catalogue()
LESSONS = tuple(CATALOGUE.lessons.values())
SCENES = tuple(CATALOGUE.scenes.values())
BY_LESSON = pytest.mark.parametrize("lesson", LESSONS, ids=lambda each: each.id)
BY_SCENE = pytest.mark.parametrize("scene", SCENES, ids=lambda each: each.id)
EVERY = (*Theme, *LESSONS, *SCENES)


def test_nothing_of_what_comes_with_the_program_is_refused() -> None:
    assert CATALOGUE.refused == ()
    assert CATALOGUE.themes == tuple(Theme)
    assert len(LESSONS) >= 18
    assert len(SCENES) >= 8
    assert all(len(CATALOGUE.of(theme)) >= 3 for theme in Theme)
    assert all(CATALOGUE.scenes_of(theme) for theme in Theme if theme is not Theme.WELLBEING)


@pytest.mark.parametrize("content", EVERY, ids=words_of)
def test_the_words_and_the_structure_fit_both_ways(content: Theme | Lesson | Scene) -> None:
    assert parts(words_of(content)) == blocks_of(content)


def test_every_file_of_words_belongs_to_something() -> None:
    assert {words_of(each) for each in EVERY} == CONTENT


@BY_LESSON
def test_a_lesson_has_60_to_90_words_and_1_line_to_say(lesson: Lesson) -> None:
    told = [plain(say(words_of(lesson), part)) for part in ("notice", "line", "not_when")]
    assert SHORTEST <= len(" ".join(told).split()) <= LONGEST
    assert "\n" not in told[1]
    assert len(told[1]) <= LONGEST_LINE


@BY_LESSON
def test_a_lesson_asks_1_question_with_answers_that_read_differently(lesson: Lesson) -> None:
    name = words_of(lesson)
    answers = [label(name, option) for option in lesson.options]
    assert label(name, "question").endswith("?")
    assert len(set(answers)) == len(answers)
    assert all(len(each) <= LONGEST_LABEL for each in (label(name, "title"), *answers))


@BY_LESSON
def test_the_right_answer_is_not_given_away_by_its_length(lesson: Lesson) -> None:
    words = {option: len(label(words_of(lesson), option)) for option in lesson.options}
    others = [words[option] for option in words if option != lesson.right]
    assert words[lesson.right] <= 2 * max(others)


def test_the_right_answer_is_not_always_in_the_same_place() -> None:
    places = [lesson.options.index(lesson.right) for lesson in LESSONS]
    assert max(map(places.count, places)) < len(LESSONS) / 2


@BY_LESSON
def test_a_lesson_names_a_scene_that_there_is(lesson: Lesson) -> None:
    assert lesson.scene in {"", *CATALOGUE.scenes}


def test_what_is_offered_after_a_log_is_only_about_looking_after_oneself() -> None:
    """Nobody is to read, right after it, what they could have done."""
    offered = {lesson.theme for lesson in LESSONS if lesson.after}
    assert offered == {Theme.WELLBEING, Theme.SUPPORT}


def test_the_lesson_on_suicide_gives_its_reader_a_number_too() -> None:
    lesson = CATALOGUE.lessons["plain_ask"]
    assert "116 123" in label(words_of(lesson), "notice")
    assert "999" in label(words_of(lesson), "notice")


@BY_SCENE
def test_a_line_of_a_scene_can_be_said_and_its_button_fits_a_phone(scene: Scene) -> None:
    name = words_of(scene)
    assert len(label(name, "title")) <= LONGEST_LABEL
    for turn in scene.turns.values():
        labels = [label(name, line.key) for line in turn.lines]
        assert len(set(labels)) == len(labels)
        for line, words in zip(turn.lines, labels, strict=True):
            assert len(words) <= LONGEST_LABEL
            assert not words.endswith((".", "?"))
            assert len(label(name, f"{line.key}_said")) <= LONGEST_LINE
            assert label(name, f"{line.key}_said").endswith((".", "?"))
            assert label(name, f"{line.key}_note").endswith((".", "?"))


@BY_SCENE
def test_a_scene_can_calm_stay_and_heat_and_each_turn_can_be_eased(scene: Scene) -> None:
    effects = [{line.effect for line in turn.lines} for turn in scene.turns.values()]
    assert set().union(*effects) == set(Effect)
    assert all(Effect.CALMS in each and len(each) > 1 for each in effects)


def test_the_line_that_calms_is_not_always_in_the_same_place() -> None:
    turns = [turn for scene in SCENES for turn in scene.turns.values()]
    first = [turn for turn in turns if turn.lines[0].effect is Effect.CALMS]
    assert len(turns) / 4 < len(first) < len(turns) * 3 / 4


@BY_SCENE
def test_leaving_is_never_called_a_failure(scene: Scene) -> None:
    """Wherever leaving leads, the words of the end blame nobody and speak of no mistake."""
    for path in scene.paths():
        stand = scene.stand(path)
        if stand.left:
            told = plain(say(words_of(scene), stand.at)).lower()
            assert not {"fail", "wrong", "mistake", "gave up", "should"} & set(told.split())


def test_the_samples_say_every_block_of_content() -> None:
    for name in CONTENT:
        assert {saying.block for saying in sayings(name)} == parts(name)
