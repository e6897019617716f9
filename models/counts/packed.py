"""Counts a great many reports fast: each is a few numbers that hold a bit for every option.

What it finds is what `tally` finds, which knows no bits: a test compares them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cache, partial, reduce
from itertools import islice
from operator import add, or_
from time import sleep
from typing import NamedTuple, TypeVar

from models.counts.menu import OF_REPORTS, SITE, TABLES, Row, across
from models.counts.tally import Report, Sites, Tally, place_of, rows_of
from models.report import QUESTIONS

T = TypeVar("T")
BITS = 48
"""What a number holds at most; both databases know 63, and fewer different ones count faster."""

HERE = "here"
"""Stands in for a site's row until it is known whose people are counted."""

REST = 0.001
"""Seconds in which others have Python's lock: adding up in one go doubled what a tap took."""

Word = Mapping[tuple[str, str], int]
"""The bit of each question and option that stands in one number."""

_DIGITS = bytes.maketrans(b"01", b"\0\1")


def _words() -> tuple[Word, ...]:
    """Give every option that a table is by a bit; those of a question stand in one number."""
    options = {question.key: question.options for question in QUESTIONS}
    words: list[dict[tuple[str, str], int]] = [{}]
    for question in dict.fromkeys(part for t in OF_REPORTS for part in t.by if part != SITE):
        if len(words[-1]) + len(options[question]) > BITS:
            words.append({})
        for option in options[question]:
            words[-1][question, option] = 1 << len(words[-1])
    return tuple(words)


WORDS = _words()
"""As many as a report needs; two questions that one table is by must stand in the same word."""


class Packed(NamedTuple):
    """Some reports, column by column: as in `Report`, with a column of numbers for each word.

    weeks: also as text, like "2026-11-23": there are few different ones.
    """

    people: Sequence[bytes | None]
    sites: Sequence[str | None]
    weeks: Sequence[date | str]
    said: Sequence[Sequence[int]]


People = dict[bytes, int]
"""The rows that each person counts in, as a number with a bit for each."""


class _Rows:
    """Rows by the bit that each gets when it is first met."""

    def __init__(self) -> None:
        self._places: dict[Row, int] = {}

    def bits(self, rows: Iterable[Row]) -> int:
        """Return these rows as a number."""
        return sum(1 << self._places.setdefault(row, len(self._places)) for row in rows)

    def numbers(self, groups: Iterable[People]) -> Counter[Row]:
        """Count the different people of some groups in each row.

        Each bit is made a byte, and a few people are added at once: no byte overflows.
        """
        width = len(self._places)
        total = [0] * width
        for some in _few(_together(groups).values()):
            digits = (f"{bits:0{width}b}".encode().translate(_DIGITS) for bits in some)
            added = sum(map(int.from_bytes, digits))
            total = [*map(add, total, added.to_bytes(width))]
        return +Counter(dict(zip(reversed(self._places), total, strict=True)))


class _Alike(dict[int, int]):
    """The bits of the rows that a number of a word stands for, found when it is first met."""

    def __init__(self, word: Word, rows: _Rows) -> None:
        super().__init__()
        self._word, self._rows = word, rows

    def __missing__(self, number: int) -> int:
        self[number] = bits = self._rows.bits(_rows_in(self._word, number))
        return bits


def tally_packed(batches: Iterable[Packed], sites: Sites) -> Tally:
    """Count reports, in any order."""
    rows = _Rows()
    alike = [_Alike(word, rows) for word in WORDS]
    times: list[Counter[int]] = [Counter() for _ in WORDS]
    at: dict[tuple[str | None, str], People] = defaultdict(dict)

    @cache
    def group(site: str | None, week: date | str) -> People:
        return at[site, place_of(site, date.fromisoformat(str(week)), sites)]

    for batch in batches:
        for counter, numbers in zip(times, batch.said, strict=True):
            counter.update(numbers)
        columns = (map(a.__getitem__, said) for a, said in zip(alike, batch.said, strict=True))
        counted = reduce(partial(map, or_), columns)
        groups = map(group, batch.sites, batch.weeks)
        for person, people, bits in zip(batch.people, groups, counted, strict=True):
            if person is not None:
                people[person] = people.get(person, 0) | bits
    done = Tally(encounters=_encounters(times))
    _add_people(done, at, rows)
    return done


def _encounters(times: list[Counter[int]]) -> Counter[Row]:
    """Add up how often each row was met; what every number stands for is in each of them."""
    found: list[Counter[Row]] = [Counter() for _ in times]
    for word, numbers, counted in zip(WORDS, times, found, strict=True):
        for some in _few(numbers.items()):
            for number, often in some:
                counted.update(dict.fromkeys(_of_all(_rows_in(word, number)), often))
    return reduce(or_, found)


def _add_people(done: Tally, at: Mapping[tuple[str | None, str], People], rows: _Rows) -> None:
    everybody = rows.numbers(at.values())
    done.people.update({row: everybody[row] for row in _of_all(everybody)})
    for site in {site for site, _ in at}:
        here = rows.numbers(people for (each, _), people in at.items() if each == site)
        done.at_one_site |= Counter({row: here[row] for row in _of_all(here)})
    for place in {place for _, place in at}:
        here = rows.numbers(people for (_, each), people in at.items() if each == place)
        for row in here.keys() - {*_of_all(here)}:
            done.people[row._replace(first=place)] = here[row]
        done.at[place] = Counter({row: here[row] for row in across(here)})


def _together(groups: Iterable[People]) -> People:
    """Return everybody once, with the rows of all groups."""
    everybody: People = {}
    for group in groups:
        for person, bits in group.items():
            everybody[person] = everybody.get(person, 0) | bits
    return everybody


def _few(items: Iterable[T]) -> Iterator[list[T]]:
    """Yield up to 255 items at a time, with a rest before: chat waits for Python's lock."""
    left = iter(items)
    while some := [*islice(left, 255)]:
        sleep(REST)
        yield some


def _of_all(rows: Iterable[Row]) -> Iterable[Row]:
    return (row for row in rows if SITE not in TABLES[row.table].by)


def _rows_in(word: Word, number: int) -> list[Row]:
    """Return the rows that a report counts in by one of its numbers."""
    answers: dict[str, list[str]] = defaultdict(list)
    for (question, option), bit in word.items():
        if number & bit:
            answers[question].append(option)
    return rows_of(Report(b"", HERE, date.max, answers), {HERE: date.min})
