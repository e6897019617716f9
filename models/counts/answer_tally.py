"""Counts answers to check-ins and confidences that may count: both know nobody by then."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from models.checkin import QUESTIONS
from models.counts.menu import AFTER, BEFORE, Row
from models.counts.tally import Tally

_FIRST = QUESTIONS[0].key


class Answer(NamedTuple):
    """How many people gave an answer to a step, or how many of a site answered it.

    Never both: no answer has a site, and who is counted at a site has no question and no option.
    Each person counts once a step and quarter.
    """

    site: str
    step: str
    question: str
    option: str
    many: int


class Confidence(NamedTuple):
    """How many confidences of a theme are alike; role and worth are "" where they were not said.

    before, after: from 0 to 10.
    """

    theme: str
    role: str
    before: int
    after: int
    worth: str
    many: int


def apart(site: str, step: str, given: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """Tear what somebody answered from their site, "" without one; as the first four of `Answer`.

    Kept together, a sum at a site with one person who answers would tell what they answered.
    """
    if _FIRST in given:
        yield site, step, "", ""
    for question, option in given.items():
        yield "", step, question, option


def check_ins(answers: Iterable[Answer]) -> Tally:
    """Count who answered each step, by its first question, and what was answered."""
    done = Tally()
    places: dict[Row, Counter[str]] = defaultdict(Counter)
    for site, step, question, option, many in answers:
        if question:
            done.people[Row(question, step, option)] += many
        else:
            places[Row("check_ins", step)][site] += many
    for row, here in places.items():
        done.people[row], done.at_one_site[row] = here.total(), max(here.values())
    return done


def confidences(found: Iterable[Confidence]) -> Tally:
    """Count confidences and sum them up, by theme and by role group."""
    done = Tally()
    for theme, role, before, after, worth, many in found:
        _add(done, Row("skills", theme), "confidence", (before, after), many)
        if worth:
            done.people[Row("worth", theme, worth)] += many
        if role:
            _add(done, Row("skills_role", role), "role_confidence", (before, after), many)
    return done


def _add(done: Tally, row: Row, mean: str, numbers: tuple[int, int], many: int) -> None:
    # Who is behind a confidence is not known, so each counts as somebody's.
    done.encounters[row] += many
    done.people[row] += many
    for moment, number in zip((BEFORE, AFTER), numbers, strict=True):
        done.totals[Row(mean, row.first, moment)] += number * many
