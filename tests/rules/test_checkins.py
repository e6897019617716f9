"""What a check-in asks and offers, which steps are proposed, and a wish in a button."""

import itertools

import pytest

from models.checkin import FIXED, QUESTIONS, Doing, Offer, Step, left, offers, questions
from models.checkin_code import MAX_CODE, pack, unpack
from models.checkin_hours import EVERY_DAY, Pattern, Window, hours, offered_hours, usual_hour
from models.checkin_plan import Wish, proposed

LONDON = "Europe/London"
WINDOW = Window(18, Pattern.DAYS, EVERY_DAY, LONDON)


def test_three_days_and_four_weeks_ask_four_questions_and_the_others_one() -> None:
    asked = {step: [each.key for each in questions(step)] for step in Step}
    long = [each.key for each in QUESTIONS]
    assert long == ["doing", "sleep", "work", "talk"]
    assert asked.pop(Step.THEME) == []
    for step, keys in asked.items():
        assert keys == (long if step in {Step.THREE_DAYS, Step.FOUR_WEEKS} else ["doing"])


def test_what_was_answered_is_not_asked_again() -> None:
    keys = [each.key for each in left(Step.FOUR_WEEKS, {"doing": "well", "work": "away"})]
    assert keys == ["sleep", "talk"]
    assert left(Step.WEEK, {"doing": "well"}) == ()


@pytest.mark.parametrize("step", [step for step in Step if questions(step)])
def test_every_answer_is_offered_support_and_none_is_more_than_an_offer(step: Step) -> None:
    for options in itertools.product(*(each.options for each in questions(step))):
        answers = dict(zip([each.key for each in questions(step)], options, strict=True))
        given = offers(step, answers)
        assert Offer.SUPPORT in given
        assert (Offer.CARE in given) == (answers["doing"] == Doing.VERY_HARD)
        assert len(set(given)) == len(given)


def test_after_four_weeks_one_hard_answer_offers_the_ways_to_help_and_earlier_none_does() -> None:
    for hard in ({"doing": "hard"}, {"sleep": "badly"}, {"work": "hard"}, {"talk": "no"}):
        assert Offer.ROUTES in offers(Step.FOUR_WEEKS, {"doing": "well", **hard})
        assert Offer.ROUTES not in offers(Step.THREE_DAYS, {"doing": "well", **hard})
        assert Offer.SOONER in offers(Step.THREE_DAYS, {"doing": "well", **hard})
    assert offers(Step.FOUR_WEEKS, {"doing": "well"}) == (Offer.SUPPORT,)


def test_words_alone_that_left_them_all_right_propose_the_next_day_and_a_week() -> None:
    mild = {"what": ("verbal",), "effect": ("all_right",)}
    assert proposed(mild) == {Step.NEXT_DAY, Step.WEEK}
    assert proposed({**mild, "effect": ("angry",)}) == {Step.NEXT_DAY, Step.WEEK}


@pytest.mark.parametrize(
    "answers",
    [
        None,
        {},
        {"what": ("verbal",)},
        {"what": ("verbal",), "effect": ("sleep",)},
        {"what": ("verbal", "threat"), "effect": ("all_right",)},
        {"what": ("physical",), "effect": ("all_right",)},
    ],
)
def test_anything_else_proposes_four_steps_and_never_ninety_days(
    answers: dict[str, tuple[str, ...]] | None,
) -> None:
    assert proposed(answers) == set(FIXED) - {Step.NINETY_DAYS}


@pytest.mark.parametrize("pattern", Pattern)
def test_hours_to_choose_from_are_few_and_inside_the_window(pattern: Pattern) -> None:
    assert len(offered_hours(pattern)) <= 7
    assert set(offered_hours(pattern)) | {usual_hour(pattern)} <= set(hours(pattern))
    assert set(hours(pattern)) <= set(range(8, 21))


def test_a_wish_survives_a_button() -> None:
    tried = 0
    for pattern, silent, every, shift in itertools.product(Pattern, (0, 1), range(3), range(3)):
        for hour, day, count in itertools.product(hours(pattern), range(7), range(6)):
            window = Window(hour, pattern, frozenset({day, 6}), LONDON)
            wish = Wish(window, frozenset(FIXED[:count]), every, bool(silent), shift)
            assert len(pack(wish)) <= MAX_CODE
            assert unpack(pack(wish), LONDON) == wish
            tried += 1
    assert tried > 10_000


@pytest.mark.parametrize("code", ["", "zzzzzz", "0", "A", "-1", "1234567", "'; --", "é"])
def test_a_code_that_no_button_holds_is_nothing(code: str) -> None:
    assert unpack(code, LONDON) is None


def test_every_code_there_is_gives_a_wish_that_packs_to_it_or_nothing() -> None:
    good = 0
    for number in range(0, 36**5, 9973):
        code = _code(number)
        wish = unpack(code, LONDON)
        if wish is not None:
            assert pack(wish) == code
            good += 1
    assert good > 100


def _code(number: int) -> str:
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return digits[number] if number < 36 else _code(number // 36) + digits[number % 36]


@pytest.mark.parametrize(
    ("hour", "days", "zone"),
    [
        (7, EVERY_DAY, LONDON),
        (21, EVERY_DAY, LONDON),
        (9, frozenset(), LONDON),
        (9, EVERY_DAY, "X"),
    ],
)
def test_a_window_that_would_never_open_is_refused(
    hour: int, days: frozenset[int], zone: str
) -> None:
    with pytest.raises(ValueError, match=r"hour|day|zone"):
        Window(hour, Pattern.DAYS, days, zone)


def test_a_wish_that_no_button_offers_is_refused() -> None:
    with pytest.raises(ValueError, match="ticked"):
        Wish(WINDOW, frozenset({Step.EXTRA}))
    for every, shift in ((3, 0), (0, 3), (0, -1)):
        with pytest.raises(ValueError, match="number"):
            Wish(WINDOW, frozenset(), every, shift=shift)
