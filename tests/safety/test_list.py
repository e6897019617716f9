"""The list as it ships: every example holds, and what it does to labelled phrases."""

import pytest

from models.safety import BLIND, DEVELOPMENT, FRESH, PHRASES, Heard, read, ready
from models.safety.effect import Figures, broken, figures, labelled
from models.safety.listfile import phrase_list
from models.safety.listing import Example

LIST = phrase_list(PHRASES)
LEAST = 450
"""Labelled phrases of our own."""


@pytest.mark.parametrize("example", LIST.examples, ids=lambda one: f"{one.line}-{one.fires}")
def test_every_example_of_the_file_holds(example: Example) -> None:
    heard = ready().all(example.text)
    if example.rule is None:
        assert any(one.heard.alarms for one in heard) is example.fires
    else:
        meant = (example.rule.name, example.rule.hears)
        assert (meant in {(one.rule, one.heard) for one in heard}) is example.fires


def test_no_example_of_the_shipped_list_is_reported_as_broken() -> None:
    assert broken(LIST, ready()) == []


def test_the_phrases_cover_what_people_write_and_half_was_kept_aside() -> None:
    ours = labelled(DEVELOPMENT)
    assert len(ours) >= LEAST
    every = (*ours, *labelled(BLIND), *labelled(FRESH))
    assert len({phrase.text for phrase in every}) == len(every)
    for half in (ours, labelled(FRESH)):
        assert 0.4 < sum(phrase.aside for phrase in half) / len(half) < 0.6


def together(figures_of: dict[str, Figures], *categories: str) -> tuple[float, float]:
    """Return the share found of what ought to alarm, and of false alarms, of some categories."""
    some = [one for name, one in figures_of.items() if name in categories]
    alarms, quiet = sum(one.alarms for one in some), sum(one.quiet for one in some)
    found, false = sum(one.found for one in some), sum(one.false for one in some)
    return found / alarms if alarms else 0, false / quiet if quiet else 0


def test_on_what_the_list_was_built_with_it_does_what_it_must() -> None:
    known = [phrase for phrase in labelled(DEVELOPMENT) if not phrase.aside]
    seen = figures(ready(), known)
    assert together(seen, "explicit")[0] >= 0.95
    assert together(seen, "indirect")[0] >= 0.8
    assert together(seen, "danger")[0] >= 0.9
    assert together(seen, "hard_negative", "british_idiom", "negated", "past")[1] <= 0.1


def test_on_what_was_kept_aside_it_reaches_its_aims() -> None:
    every = (*labelled(DEVELOPMENT), *labelled(BLIND), *labelled(FRESH))
    unseen = figures(ready(), [phrase for phrase in every if phrase.aside])
    assert together(unseen, "explicit")[0] >= 0.95
    assert together(unseen, "indirect")[0] >= 0.8
    assert together(unseen, "danger")[0] >= 0.9
    assert together(unseen, "all")[1] <= 0.1


STORIES = {
    "she wanted to die and honestly so do I": Heard.CARE,
    "not suicidal, but I cannot see the point any more": Heard.CHECK,
    "this shift is killing me and I want to die": Heard.CARE,
    "I could murder a curry": Heard.NOTHING,
    "omeprazole 20mg od": Heard.NOTHING,
    "going to od tonight": Heard.CARE,
    "I can't stop thinking about killing myself": Heard.CARE,
    "no thoughts of ending my life": Heard.NOTHING,
    '"kill yourself" he said': Heard.REPORTED,
    "he said he would kill me": Heard.REPORTED,
    "he is going to kill me": Heard.CARE,
    "the patient wants to die": Heard.PATIENT,
    "I wanted to die years ago": Heard.NOTHING,
    "I used to be suicidal and it has come back": Heard.CARE,
    "I tried to end my life. Counselling sorted me out.": Heard.NOTHING,
    "I want to end my life. Counselling sorted me out.": Heard.CARE,
    "Counselling sorted me out. I have taken all my tablets.": Heard.CARE,
    "my partner strangled me": Heard.CHECK,
    "he regularly hits us": Heard.CHECK,
    "he is still here and he has a knife": Heard.CARE,
    "he locked me in the sluice. A porter got me out.": Heard.NOTHING,
    "he locked me in the sluice. A porter got me out. He is outside.": Heard.CARE,
    "he locked me in the sluice. He has not calmed down.": Heard.CARE,
    "the patient punched me last night": Heard.NOTHING,
    "my mind keeps telling me to kill myself": Heard.CARE,
    "my manager keeps telling me to kill myself": Heard.REPORTED,
    "he threatened to slit my throat": Heard.REPORTED,
    "he said that nothing matters": Heard.PATIENT,
    "he just texted that he is outside": Heard.CARE,
    "i dont wnat to be alvie": Heard.CARE,
    "he said a:a\nI want to kill myself": Heard.CARE,
    "she scratched my arms": Heard.NOTHING,
    "he pulled out his cannula": Heard.NOTHING,
    "I want to end my shift": Heard.NOTHING,
    "": Heard.NOTHING,
}


NOW = [
    "I feel like ending my life",
    "I have a plan and the pills",
    "I can't go on",
    "I don't see the point in living",
    "everyone would be better off without me",
    "I took all my tablets",
    "there's a man with a knife",
    "there's a man following me",
    "there's a man outside my house",
]
ENDS = [
    "The kids are put to bed.",
    "They think I came out the other side.",
    "I had some counselling and it made no difference.",
    "My sister is doing really well now.",
    "My mate is in recovery and I am not.",
    "I haven't slept properly in a long long time.",
    "He was discharged on Monday.",
    "I finished my shift.",
    "The police said sorry.",
]


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("now", NOW)
def test_what_is_so_now_is_ended_by_no_other_sentence(now: str, end: str) -> None:
    assert read(f"{now}. {end}").alarms


@pytest.mark.parametrize(("text", "heard"), STORIES.items())
def test_a_story_is_heard_as_it_is_meant(text: str, heard: Heard) -> None:
    assert read(text) is heard
