"""Finds every phrase at once: one short step for each word, whatever the words are.

A phrase is a row of bits, one for each place; a set bit says "read so far". A word moves all bits
on by one and keeps those whose place it fits (Shift-And with optional places: Navarro and
Raffinot, Flexible Pattern Matching in Strings, 2002, 4.5). No backtracking, so always linear.
"""

from collections.abc import Container, Iterator, Sequence

from models.safety.notation import EDGE, Place

Phrase = tuple[Place, ...]
_REMEMBERED = 256
"""States that a walk remembers at most."""


class Matcher:
    """The phrases as bits; those with optional places stand lower, for the others cost less.

    `denying` words fit no gap and hold back phrases that follow them, except those whose numbers
    are `free` and those that begin with such a word themselves.
    """

    def __init__(
        self, phrases: Sequence[Phrase], denying: frozenset[str], free: Container[int] = ()
    ) -> None:
        self._begin = self._bold = self._last = self._first = self._maybe = self._gap = 0
        self._end = 0
        self._fits: dict[str, int] = {}
        self._phrase_at: dict[int, int] = {}
        bit = 0
        for number in sorted(range(len(phrases)), key=lambda number: _is_plain(phrases[number])):
            if number in free or phrases[number][0].words & denying:
                self._bold |= 1 << bit
            bit = self._lay(number, phrases[number], bit) + 1  # one bit stays empty
        self._low = (1 << self._maybe.bit_length()) - 1
        closed = denying | {EDGE}
        for word in self._fits.keys() - closed:
            self._fits[word] |= self._gap
        for word in closed - self._fits.keys():
            self._fits[word] = 0
        self._begins = {word: self._begin & fits for word, fits in self._fits.items()}
        self._bolds = {word: self._bold & fits for word, fits in self._fits.items()}

    def step(self, state: int, word: str, *, denied: bool) -> int:
        """Return the state after one more word; a denied one begins no phrase that asserts."""
        begun = (self._bolds if denied else self._begins).get(word, 0)
        if state:
            begun |= state << 1 & self._fits.get(word, self._gap)
        low = begun & self._low
        if low:
            filled = low | self._last
            begun |= self._maybe & ~((filled - self._first) ^ filled)
        return begun

    def ended(self, state: int) -> tuple[int, ...]:
        """Return the numbers of the phrases that end with the word just read."""
        found = state & self._end
        return tuple(self._numbers(found)) if found else ()

    def _numbers(self, found: int) -> Iterator[int]:
        while found:
            lowest = found & -found
            yield self._phrase_at[lowest.bit_length()]
            found ^= lowest

    def _lay(self, number: int, phrase: Phrase, bit: int) -> int:
        """Give a phrase its bits from `bit` on and return the first free one."""
        self._begin |= 1 << bit
        for place, after in zip(phrase, (*phrase[1:], Place()), strict=True):
            for word in place.words:
                self._fits[word] = self._fits.get(word, 0) | 1 << bit
            if not place.words:
                self._gap |= 1 << bit
            self._note_run(place, after, bit)
            bit += 1
        self._end |= 1 << (bit - 1)
        self._phrase_at[bit] = number
        return bit

    def _note_run(self, place: Place, after: Place, bit: int) -> None:
        """Note where a run of optional places begins (the place before it) and ends."""
        if place.optional:
            self._maybe |= 1 << bit
            if not after.optional:
                self._last |= 1 << bit
        elif after.optional:
            self._first |= 1 << bit


def _is_plain(phrase: Phrase) -> bool:
    """Tell whether every place must be there."""
    return not any(place.optional for place in phrase)


Move = tuple[int, int, tuple[int, ...]]
"""Where a word leads: the state after it, its number, and the phrases that it ends."""


class Walk:
    """One walk through one text. A text that repeats itself is walked from memory.

    `soft` words end a clause and begin one, as a comma does, and yet may stand inside a phrase;
    `signs` among them are no words. What a word does in one of the first states is worked out
    once; when there are too many, it is worked out each time. All is forgotten with the text.
    """

    def __init__(self, matcher: Matcher, soft: frozenset[str], signs: frozenset[str]) -> None:
        self._matcher, self._soft, self._signs = matcher, soft, signs
        self._state = self._number = 0
        self._numbers = {0: 0}
        self._moves: dict[tuple[int, str, bool], Move] = {}

    def move(self, word: str, *, denied: bool) -> tuple[int, ...]:
        """Take one more word, and return the numbers of the phrases that it ends."""
        if self._number < 0:
            self._state, ended = self._after(word, denied=denied)
            return ended
        key = (self._number, word, denied)
        known = self._moves.get(key)
        if known is None:
            after, ended = self._after(word, denied=denied)
            number = self._numbers.setdefault(after, len(self._numbers))
            known = self._moves[key] = (after, number, ended)
        self._state, self._number, ended = known
        if self._number >= _REMEMBERED:
            self._number = -1
        return ended

    def _after(self, word: str, *, denied: bool) -> tuple[int, tuple[int, ...]]:
        matcher = self._matcher
        if word not in self._soft:
            after = matcher.step(self._state, word, denied=denied)
            return after, matcher.ended(after)
        edge = matcher.step(self._state, EDGE, denied=False)
        if word in self._signs:
            return self._state | edge, matcher.ended(edge)
        after = matcher.step(self._state, word, denied=denied)
        return after | edge, (*matcher.ended(edge), *matcher.ended(after))
