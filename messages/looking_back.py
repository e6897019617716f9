"""Draws a person's own answers over time as an SVG: words beside the rows, never a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from messages.words import file, label

PICTURE = "documents/looking_back.svg"
WIDTH, HEIGHT = 900, 480
LEFT, RIGHT, TOP, ROW = 260, 850, 110, 70
MOST_DAYS = 5
"""Days that fit below the field without touching."""
DOT, SMALL_DOT, MANY = 10, 6, 30


@dataclass(frozen=True, slots=True)
class Answer:
    """One check-in: its day, and which of the rows was answered, counted from the top."""

    day: date
    row: int


@dataclass(frozen=True, slots=True)
class _Row:
    words: str
    y: int


@dataclass(frozen=True, slots=True)
class _Dot:
    x: int
    y: int
    r: int
    day: str
    tick: bool


def draw(answers: Sequence[Answer], rows: Sequence[str]) -> str:
    """Return the picture of answers, the oldest first; `rows` are the words of the answers.

    The dots stand side by side, however many days lie between.
    """
    dots = [_dot(place, answer, len(answers)) for place, answer in enumerate(answers)]
    return file(
        PICTURE,
        width=WIDTH,
        height=HEIGHT,
        left=LEFT,
        right=RIGHT,
        title=label("checkins/mine", "title"),
        rows=[_Row(words, _height(place)) for place, words in enumerate(rows)],
        dots=dots,
        line=" ".join(f"{dot.x},{dot.y}" for dot in dots),
    )


def _dot(place: int, answer: Answer, count: int) -> _Dot:
    room = RIGHT - LEFT
    x = LEFT + (room * (2 * place + 1)) // (2 * count)
    every = -(-count // MOST_DAYS)
    radius = DOT if count <= MANY else SMALL_DOT
    day = f"{answer.day.day} {answer.day:%b}"
    return _Dot(x, _height(answer.row), radius, day, tick=place % every == 0)


def _height(row: int) -> int:
    return TOP + row * ROW
