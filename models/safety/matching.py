"""Finds every phrase at once: one short step for each word, whatever the words are.

A phrase is a row of bits, one for each place; a set bit says "read so far". A word moves all bits
on by one and keeps those whose place it fits (Shift-And with optional places: Navarro and
Raffinot, Flexible Pattern Matching in Strings, 2002, 4.5). No backtracking, so always linear.
"""

from collections.abc import Iterator, Sequence

from models.safety.notation import EDGE, Place

Phrase = tuple[Place, ...]


class Matcher:
    """The phrases as bits. `denying` words fit no gap and hold back phrases that follow them."""

    def __init__(self, phrases: Sequence[Phrase], denying: frozenset[str]) -> None:
        self._begin = self._bold = self._last = self._first = self._maybe = self._gap = 0
        self.ends = 0
        self._fits: dict[str, int] = {}
        self._phrase_at: dict[int, int] = {}
        bit = 0
        for number, phrase in enumerate(phrases):
            bit = self._lay(number, phrase, bit, denying) + 1  # one bit stays empty between two
        closed = denying | {EDGE}
        for word in self._fits.keys() - closed:
            self._fits[word] |= self._gap
        for word in closed - self._fits.keys():
            self._fits[word] = 0

    def _lay(self, number: int, phrase: Phrase, bit: int, denying: frozenset[str]) -> int:
        """Give a phrase its bits from `bit` on and return the first free one."""
        self._begin |= 1 << bit
        if phrase[0].words & denying:
            self._bold |= 1 << bit
        for place, after in zip(phrase, (*phrase[1:], Place()), strict=True):
            for word in place.words:
                self._fits[word] = self._fits.get(word, 0) | 1 << bit
            if not place.words:
                self._gap |= 1 << bit
            self._optional(place, after, bit)
            bit += 1
        self.ends |= 1 << (bit - 1)
        self._phrase_at[bit] = number
        return bit

    def _optional(self, place: Place, after: Place, bit: int) -> None:
        """Note where a run of optional places begins (the place before it) and ends."""
        if place.optional:
            self._maybe |= 1 << bit
            if not after.optional:
                self._last |= 1 << bit
        elif after.optional:
            self._first |= 1 << bit

    def step(self, state: int, word: str, *, denied: bool) -> int:
        """Return the state after one more word; a denied one begins no phrase that asserts."""
        state = (state << 1 | (self._bold if denied else self._begin)) & self._fits.get(
            word, self._gap
        )
        if state:
            filled = state | self._last
            state |= self._maybe & (~(filled - self._first) ^ filled)
        return state

    def ended(self, state: int) -> Iterator[int]:
        """Return the numbers of the phrases that end with the word just read."""
        found = state & self.ends
        while found:
            lowest = found & -found
            yield self._phrase_at[lowest.bit_length()]
            found ^= lowest
