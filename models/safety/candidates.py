"""Which phrases a text may hold: all others are left out before anything is looked for in rows.

A number holds one bit for each phrase. A phrase stays in when the text has a word for each of its
rarest places, and has its rarest two neighbours side by side.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import cycle, pairwise

from models.safety.notation import EDGE, Place

_LOOKED_FOR = 3
"""So many of a phrase's rarest places are looked for; of those with fewer, some twice."""
_DEAR = 30
"""To look for a phrase costs more than to look at so many pairs of neighbours."""
_ByWord = dict[str, int]


class Candidates:
    """The phrases by the words of their rarest places; `signs` between neighbours do not count."""

    def __init__(self, phrases: Sequence[tuple[Place, ...]], signs: frozenset[str]) -> None:
        self._signs = signs
        self._rarest: tuple[_ByWord, ...] = tuple({} for _ in range(_LOOKED_FOR))
        self._before: _ByWord = {}
        self._behind: _ByWord = {}
        self._alone = 0
        often = Counter(word for phrase in phrases for place in phrase for word in place.words)
        for number, phrase in enumerate(phrases):
            rare = [sum(often[word] for word in place.words) for place in phrase]
            self._take(1 << number, phrase, rare)

    def among(self, words: Sequence[str], present: frozenset[str]) -> int:
        """Return the phrases that a text may hold, a bit for each; `present` are words it has."""
        possible = -1
        for by_word in self._rarest:
            found = 0
            for word in present:
                if word in by_word:
                    found |= by_word[word]
            possible &= found
        if possible.bit_count() * _DEAR < len(words):
            return possible
        return possible & self._side_by_side(words)

    def _side_by_side(self, words: Sequence[str]) -> int:
        """Return the phrases whose rarest neighbours are there, and those that have none."""
        before, behind, found = self._before, self._behind, self._alone
        for one, other in set(pairwise([word for word in words if word not in self._signs])):
            if one in before and other in behind:
                found |= before[one] & behind[other]
        return found

    def _take(self, bit: int, phrase: tuple[Place, ...], rare: Sequence[int]) -> None:
        """Note by which words a phrase is found."""
        sure = [at for at, place in enumerate(phrase) if not place.optional]
        words = [place.words for place in phrase]
        neighbours = [
            at
            for at, after in pairwise(sure)
            if at + 1 == after and EDGE not in words[at] | words[after]
        ]
        if neighbours:
            at = min(neighbours, key=lambda at: rare[at] * rare[at + 1])
            _note(bit, self._before, words[at])
            _note(bit, self._behind, words[at + 1])
        else:
            self._alone |= bit
        for by_word, at in zip(self._rarest, cycle(sorted(sure, key=rare.__getitem__))):
            _note(bit, by_word, words[at])


def _note(bit: int, by_word: _ByWord, words: Iterable[str]) -> None:
    for word in words:
        by_word[word] = by_word.get(word, 0) | bit
