"""Finds every phrase in every place at once: a number's bits are the words of the text.

Where a word of one place stands is a row of bits, one for each word of the text. A phrase is found
by moving the row of its first place on by one, keeping what the next place fits, and so on (the
bit-parallel join of Shift-And turned on its side: Navarro and Raffinot, Flexible Pattern Matching
in Strings, 2002). No backtracking, so the work grows with the length alone.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence

from models.safety.candidates import Candidates
from models.safety.notation import EDGE, Place

Phrase = tuple[Place, ...]
_FEW = 8
"""So few bits are set, or looked for, one after another; more are dealt with as one row."""


class Matcher:
    """The phrases, in the order in which those that end together are found.

    `denying` words fit no gap and hold back phrases that follow them, except those whose numbers
    are `free` and those that begin with such a word themselves. `soft` words end a clause and
    begin one, as a comma does, and yet may stand inside a phrase; `signs` among them are no words.
    """

    def __init__(
        self,
        phrases: Sequence[Phrase],
        denying: frozenset[str],
        soft: frozenset[str],
        signs: frozenset[str],
        free: Container[int] = (),
    ) -> None:
        self.soft, self.signs = soft, signs
        self.closed = denying | signs | {EDGE}
        self._bold = {n for n, one in enumerate(phrases) if n in free or one[0].words & denying}
        self._phrases = sorted(enumerate(phrases), key=_turn)
        self._candidates = Candidates([phrase for _, phrase in self._phrases], signs)
        times = Counter(place.words for phrase in phrases for place in phrase)
        self.repeated = {words for words, count in times.items() if count > 1}
        self.known = {*soft, *self.closed}.union(*times)

    def ended(self, words: Sequence[str], denied: bytearray) -> dict[int, list[int]]:
        """Return by place in the text the numbers of the phrases that end there.

        A word that is denied ("1" in its place) begins no phrase that asserts.
        """
        text = _Rows(words, denied, self)
        found: dict[int, list[int]] = {}
        for turn in sorted(_places(self._candidates.among(words, text.present))):
            number, phrase = self._phrases[turn]
            for at in _places(text.ends(phrase, bold=number in self._bold)):
                found.setdefault(at, []).append(number)
        return found


def _turn(numbered: tuple[int, Phrase]) -> tuple[bool, bool]:
    """Order phrases that end together: those that end a clause first, then the looser ones."""
    phrase = numbered[1]
    return EDGE not in phrase[-1].words, not any(place.optional for place in phrase)


class _Where(dict[frozenset[str], int]):
    """Where any of some words stands, kept for those that come again; no words are a gap.

    Most come once, and a long text with a row for each of them would be read from slow memory.
    """

    def __init__(self, at: dict[str, int], repeated: set[frozenset[str]]) -> None:
        self._at, self._repeated, self.present = at, repeated, frozenset(at)

    def __missing__(self, words: frozenset[str]) -> int:
        row = self.any_of(words)
        if words in self._repeated:
            self[words] = row
        return row

    def any_of(self, words: frozenset[str]) -> int:
        """Return the row of some words."""
        row = 0
        for word in words & self.present:
            row |= self._at[word]
        return row


class _Rows:
    """One text as rows of bits; all is forgotten with the text."""

    def __init__(self, words: Sequence[str], denied: bytearray, matcher: Matcher) -> None:
        places: defaultdict[str, list[int]] = defaultdict(list)
        known = matcher.known
        for at, word in enumerate(words):
            if word in known:
                places[word].append(at)
        rows = {word: _row(some, len(words)) for word, some in places.items()}
        where = _Where(rows, matcher.repeated)
        every = (1 << len(words)) - 1
        gap = every ^ where.any_of(matcher.closed)
        self._signs = where.any_of(matcher.signs)
        self._edge = rows[EDGE] = where.any_of(matcher.soft | {EDGE})
        where[frozenset()] = gap
        self._where, self.present = where, where.present
        self._repeated = matcher.repeated
        self._asserted = every ^ int(denied[::-1], 2)  # not ~: below 0 every use would copy it
        self._second: dict[tuple[frozenset[str], bool], int] = {}

    def ends(self, phrase: Phrase, *, bold: bool) -> int:
        """Return where a phrase ends."""
        first = phrase[0].words
        if len(phrase) == 1:
            return self._begin(first, bold=bold)
        coming = self._second.get((first, bold))
        if coming is None:
            coming = self._after(self._begin(first, bold=bold))
            if first in self._repeated:
                self._second[first, bold] = coming
        where, after = self._where, self._after
        for place in phrase[1:-1]:
            fit = coming & where[place.words]
            if not fit:
                if place.optional:
                    continue
                return 0
            coming = coming | after(fit) if place.optional else after(fit)
        return coming & where[phrase[-1].words]

    def _begin(self, words: frozenset[str], *, bold: bool) -> int:
        """Return where a first place fits; the edge of a clause is never denied."""
        row = self._where[words]
        if bold:
            return row
        return row & self._asserted | (self._edge if EDGE in words else 0)

    def _after(self, row: int) -> int:
        """Return the next words: also those behind signs, each of which may be passed over."""
        row <<= 1
        over = row & self._signs
        if over:
            row |= (over + self._signs) ^ self._signs
        return row


def _row(places: list[int], size: int) -> int:
    """Return a row with some of its bits set."""
    if len(places) <= _FEW:
        row = 0
        for at in places:
            row |= 1 << at
        return row
    eights = bytearray(size // 8 + 1)
    for at in places:
        eights[at >> 3] |= 1 << (at & 7)
    return int.from_bytes(eights, "little")


def _places(row: int) -> Iterator[int]:
    """Yield the bits that are set, in any order."""
    for _ in range(_FEW):
        if not row:
            return
        highest = row.bit_length() - 1
        yield highest
        row ^= 1 << highest
    digits = bin(row)[:1:-1]
    at = digits.find("1")
    while at >= 0:
        yield at
        at = digits.find("1", at + 1)
