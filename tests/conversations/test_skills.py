"""Skills in the chat: every lesson read and asked, asked again when wanted, and nothing kept."""

from datetime import timedelta

import pytest

from handlers.catalogue import catalogue, words_of
from messages.words import label
from models.skill import Lesson, Theme
from models.store import practice
from models.store.doors import Tx
from models.tables import metadata
from tests.conversations.phone import House, Phone

LESSONS = tuple(catalogue().lessons.values())
DAY = timedelta(days=1)


def title(content: Theme | Lesson) -> str:
    return label(words_of(content), "title")


async def practised(phone: Phone) -> practice.Practice:
    return await phone.house.store.read(lambda tx: practice.of(tx, phone.person.id))


async def read(sam: Phone, lesson: Lesson) -> None:
    """Go to a lesson of a theme that was not rated."""
    await sam.says("/skills")
    await sam.taps(title(lesson.theme), "Skip", title(lesson))


async def test_skills_are_found_by_command_and_under_more(sam: Phone) -> None:
    await sam.says("/skills")
    first = sam.screen.text
    assert first.startswith("Skills")
    assert sam.labels[:6] == [title(theme) for theme in Theme]
    assert sam.labels[6:] == [
        "Rehearse a scene",
        "A lesson each week",
        "Need help now",
        "Back to start",
    ]
    await sam.says("/start")
    await sam.taps("More", "Skills")
    assert sam.screen.text == first


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda each: each.id)
async def test_a_lesson_is_read_asked_and_answered_kindly_whatever_is_picked(
    sam: Phone, lesson: Lesson
) -> None:
    name = words_of(lesson)
    for option in lesson.options:
        await read(sam, lesson)
        for part in ("title", "notice", "line", "not_when"):
            assert label(name, part) in sam.screen.text
        await sam.taps("Try the question")
        assert label(name, "question") in sam.screen.text
        await sam.taps(label(name, option))
        assert label(name, "why") in sam.screen.text
        right = option == lesson.right
        assert sam.screen.text.startswith("Yes, that fits" if right else "Many people would")
        assert (label(name, lesson.right) in sam.screen.text) is not right
        assert "Need help now" in sam.labels
        assert len(sam.labels) <= 8
        await sam.taps("Back to the theme")
        assert sam.screen.text.startswith(title(lesson.theme))


async def test_next_leads_through_a_whole_theme(sam: Phone) -> None:
    first, second, third = catalogue().of(Theme.CALMING)
    await read(sam, first)
    for lesson, following in ((first, second), (second, third)):
        assert sam.screen.text.startswith(title(lesson))
        await sam.taps("Try the question", label(words_of(lesson), lesson.right))
        await sam.taps(f"Next: {title(following)}")
    assert sam.screen.text.startswith(title(third))
    await sam.taps("Try the question", label(words_of(third), third.right))
    assert not any(each.startswith("Next") for each in sam.labels)


@pytest.mark.promise("P61")
async def test_what_is_read_and_picked_in_lessons_is_kept_nowhere(house: House) -> None:
    sam = house.phone("Sam")
    await sam.says("/start")
    before = await house.store.read(_rows)
    for lesson in LESSONS:
        await read(sam, lesson)
        await sam.taps("Try the question", label(words_of(lesson), lesson.options[0]))
    after = await house.store.read(_rows)
    assert {name for name in after if after[name] != before[name]} == {"seen_update"}


def _rows(tx: Tx) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: [tuple(row) for row in tx.connection.execute(table.select())]
        for name, table in metadata.tables.items()
    }


async def test_a_question_comes_again_after_1_3_and_7_days_if_wanted(
    house: House, sam: Phone
) -> None:
    lesson = LESSONS[0]
    fits = label(words_of(lesson), lesson.right)
    await read(sam, lesson)
    await sam.taps("Try the question", fits, "Ask me again in a day")
    assert "Nobody writes to you about it." in sam.screen.text
    for days, said in ((1, "in 3 days"), (3, "in 7 days"), (7, "was the last time")):
        await house.forward((days - 1) * DAY)
        await sam.says("/skills")
        assert not any(each.startswith("Questions") for each in sam.labels)
        await house.forward(DAY)
        await sam.says("/skills")
        assert "1 question is waiting for you" in sam.screen.text
        await sam.taps("Questions for you: 1", fits)
        assert said in sam.screen.text
    await house.forward(30 * DAY)
    await sam.says("/skills")
    assert "waiting" not in sam.screen.text
    assert (await practised(sam)).recalls == {}


async def test_nothing_is_ever_written_to_somebody_about_a_question(
    house: House, sam: Phone
) -> None:
    await read(sam, LESSONS[0])
    await sam.taps("Try the question", label(words_of(LESSONS[0]), LESSONS[0].right))
    await sam.taps("Ask me again in a day")
    count = len(sam.messages)
    for _ in range(20):
        await house.forward(DAY)
    assert len(sam.messages) == count


async def test_a_question_can_be_stopped_and_an_old_button_moves_nothing(
    house: House, sam: Phone
) -> None:
    lesson = LESSONS[0]
    await read(sam, lesson)
    await sam.taps("Try the question", label(words_of(lesson), lesson.right))
    await sam.taps("Ask me again in a day")
    await house.forward(DAY)
    await sam.says("/skills")
    await sam.taps("Questions for you: 1")
    old, again = sam.screen.id, f"skill:again:{lesson.id}:{lesson.right}"
    await sam.forges(again)
    moved = (await practised(sam)).recalls[lesson.id]
    await sam.forges(again, old)  # not due any more
    assert (await practised(sam)).recalls[lesson.id] == moved
    await house.forward(3 * DAY)
    await sam.says("/skills")
    await sam.taps("Questions for you: 1", "Stop asking this one")
    assert sam.toast == "It does not ask again."
    assert (await practised(sam)).recalls == {}
    await sam.forges(again)
    assert (await practised(sam)).recalls == {}


@pytest.mark.parametrize(
    "data",
    [
        "skill:fly",
        "skill:lesson:nothing",
        "skill:pick:hear_it_all:nothing",
        "skill:theme:cooking",
        "skill:before:calming:11",
        "skill:before:calming:-1:::::::",
        "skill:after:calming:3",
        "skill:worth:calming:yes",
        "skill:count:calming:yes:nurse",
        "skill:roles:calming:yes:9",
        "skill:again:hear_it_all:hear",
        "skill",
        "skill:::::",
        "scene:nothing:0",
        "scene:queue:9",
        "scene:queue:00000000000000",
        "scene:queue:\N{ARABIC-INDIC DIGIT ZERO}",
        "scene",
    ],
)
async def test_data_that_we_never_wrote_changes_nothing(sam: Phone, data: str) -> None:
    await sam.says("/skills")
    await sam.forges(data)
    assert "Need help now" in sam.labels
    assert await practised(sam) == practice.Practice({}, {})


async def test_simple_view_has_one_button_to_a_row_but_not_the_scale(sam: Phone) -> None:
    await sam.says("/start")
    await sam.taps("Simple view")
    await sam.says("/skills")
    assert [b.text for b in sam.screen.buttons[0]] == [title(Theme.LISTENING)]
    assert all(len(row) == 1 for row in sam.screen.buttons)
    await sam.taps(sam.labels[0])
    assert sam.labels[:11] == [str(number) for number in range(11)]
