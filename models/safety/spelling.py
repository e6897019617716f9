"""Reads a typed word as the words it stands for: text speak, slips, digits for letters."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from models.safety.slips import REPEATED, SWAPPED, near_slips, slips, smallest_slips, without

NUMBER, MANY, YEAR = "1", "8", "2000"
"""What a number below 8, one from 8 on, and a year from 1950 to 2029 is read as."""
OTHER = "?"
"""What a word is read as that means nothing here; it goes no further."""
_YEAR = re.compile(r"19[5-9]\d|20[0-2]\d")
_DIGITS = str.maketrans("0134578@$!|+", "oieastbasilt")
_ONE_AS_L = _DIGITS | str.maketrans("1", "l")
_TWICE = re.compile(r"(.)\1")
_STRETCHED = re.compile(r"(.)(?=\1\1)")
_SIGNS = re.compile(r"[@$!|*+']+")
_VOWELS = re.compile(r"[aeiou]")
_BARE = 3
"""A word without vowels needs so many letters to be read as one with them."""
_FAR = 7
"""A word of so many letters is known with two slips."""
_LONGEST = 80
"""Letters; what is longer was not typed as words."""
_PIECE = 12
"""Letters of the longest word that is looked for in words without spaces."""
_SHORT, _BEGUN = (1, 2), 3
"""So many letters the shortest have; how long the others are is known by so many letters."""
_HINTED = 5
"""What is taken apart begins with so many letters."""
_LETTERS_APART = 3
"""Of two words that are alike once one has lost 2 letters and the other 1, not more differ."""
_HINT = re.compile(
    "want|wanna|kill|die|dead|death|end|self|life|live|help|hurt|gonna|going|cant|safe|knife|"
    "suicid|point|hope|burden|goodbye"
)
"""What is worth taking apart: few words are typed without spaces."""
_SHORTENED = {"'s": "is", "'ll": "will", "'ve": "have", "'re": "are", "'d": "would"}
"""What stands behind an apostrophe; "she's got" and "she is" need no telling apart."""
_DROPPED = 5
"""A longer word that ends in "ing" is known without its last letter."""
Words = tuple[str, ...]
Read = Callable[[str], Words]


class Special(NamedTuple):
    """Words that are read in a way of their own.

    slips:    words that are known with one letter missing, added, changed or swapped.
    near:     short words, known with a letter missing inside, swapped, or from the key beside.
    ordinary: words that are themselves, though they look like a slip.
    starred:  words that people hide behind stars.
    """

    slips: Iterable[str]
    near: Iterable[str]
    ordinary: Iterable[str]
    starred: Iterable[str]


class Spelling:
    """The words that matter and how else people write them.

    lexicon: the words that phrases and groups are made of.
    written: another way to write -> what it means (one or more words).
    """

    def __init__(
        self, lexicon: Iterable[str], written: Mapping[str, Words], special: Special
    ) -> None:
        self._hidden: dict[int, list[str]] = {}
        for word in special.starred:
            self._hidden.setdefault(len(word), []).append(word)
        self._known: dict[str, Words] = {
            word: (word,) for word in (*special.ordinary, *sorted(lexicon))
        }
        self._known |= written
        self._stretched: dict[str, Words] = {}
        for word, meant in self._known.items():
            self._stretched.setdefault(REPEATED.sub("", word), meant)
        self._far: dict[str, str] = {}
        self._long: dict[tuple[str, int], list[frozenset[str]]] = {}
        for word in sorted(special.slips):
            self._take_slips(word)
        for word in sorted(special.near):
            meant = self._known.get(word, (word,))
            self._known |= dict.fromkeys(near_slips(word) - self._known.keys(), meant)
        self._take_lexicon(lexicon)
        self._pieces = {word for word in lexicon if len(word) > 1}
        self._pieces |= {"i", "a"} | {word for word in written if len(word) > _BARE}
        self._ends = {piece[-_BEGUN:] for piece in self._pieces}
        self._lengths: dict[str, tuple[int, ...]] = {}
        for begun, length in sorted({(piece[:_BEGUN], len(piece)) for piece in self._pieces}):
            if _BEGUN <= length <= _PIECE:
                self._lengths[begun] = (*self._lengths.get(begun, _SHORT), length)

    def _take_lexicon(self, lexicon: Iterable[str]) -> None:
        """Take in the smallest slips of every word that matters."""
        for word in sorted(lexicon):
            if len(word) > _DROPPED and word.endswith("ing"):
                self._known.setdefault(word[:-1], (word,))
            if len(word) >= SWAPPED:
                for slip in smallest_slips(word):
                    self._known.setdefault(slip, (word,))
            bare = _VOWELS.sub("", word)
            if len(bare) >= _BARE:
                self._known.setdefault(bare, (word,))

    def _take_slips(self, word: str) -> None:
        """Take in the ways to write a word with one letter wrong, a long one with two."""
        for slip in slips(word):
            self._known.setdefault(slip, (word,))
        if len(word) >= _FAR:
            self._far |= dict.fromkeys(without(without([word])), word)
            for length in range(len(word) - 1, min(len(word) + 1, _PIECE) + 1):
                self._long.setdefault((word[0], length), []).append(frozenset(word))

    def read(self, typed: str, part: Read | None = None) -> Words:
        """Return what a typed word means; one that does not matter is OTHER.

        `part` reads what stands between signs, if it is known already what that means.
        """
        known = self._known.get(typed)
        if known is not None:
            return known
        if typed.isdigit():
            if _YEAR.fullmatch(typed):
                return (YEAR,)
            return (NUMBER,) if len(typed) == 1 and typed < MANY else (MANY,)
        if len(typed) > _LONGEST:
            return (OTHER,)
        return self._otherwise(typed, part or self.read) or (OTHER,)

    def run_together(self, typed: str) -> Words:
        """Return the words that were typed without spaces, () when they are not all known."""
        begins, end = self._apart(typed), len(typed)
        words: Words = ()
        while end and end in begins:
            words = self._known[typed[begins[end] : end]] + words
            end = begins[end]
        return words

    def _apart(self, typed: str) -> dict[int, int]:
        """Return by where a word can end where it begins, so that the fewest are before."""
        fewest, begins = {0: 0}, {0: 0}
        for start in range(len(typed)):
            if start not in fewest:
                continue
            for length in self._lengths.get(typed[start : start + _BEGUN], _SHORT):
                piece = typed[start : start + length]
                if piece in self._pieces:
                    end, count = start + len(piece), fewest[start] + len(self._known[piece])
                    if count < fewest.get(end, count + 1):
                        fewest[end], begins[end] = count, start
        return begins

    def _otherwise(self, typed: str, read: Read) -> Words:
        """Read a word that is not known as it stands, () when it stays unknown."""
        if typed.isalpha():
            return self._stretched_out(typed) or self._far_from(typed) or self._taken_apart(typed)
        if "'" in typed:
            stem, apostrophe, end = typed.rpartition("'")
            if stem.isalpha() and apostrophe + end in _SHORTENED:
                return (*read(stem), _SHORTENED[apostrophe + end])
        for other in _plainer(typed):
            found = self._known.get(other)
            if found is None and other.isalnum():
                found = self._stretched_out(other)
            if found:
                return found
        if typed.isalnum() or not _SIGNS.search(typed):
            return self._taken_apart(typed)
        if "*" in typed:
            return self._starred(typed)
        parts = filter(None, _SIGNS.split(typed))
        return tuple(chain.from_iterable(map(read, parts)))

    def _stretched_out(self, typed: str) -> Words:
        """Read a word with letters repeated: "pleeease", "waant"."""
        if not _TWICE.search(typed):
            return ()
        short = _STRETCHED.sub("", typed)
        return self._known.get(short) or self._stretched.get(REPEATED.sub("", typed)) or ()

    def _far_from(self, typed: str) -> Words:
        """Read a long word with two slips: both lose letters until they are alike."""
        alike = self._long.get((typed[0], len(typed)), ())
        letters = set(typed) if alike else set()
        if any(len(letters ^ word) <= _LETTERS_APART for word in alike):
            for short in (typed, *without([typed])):
                word = self._far.get(short)
                if word and word[0] == typed[0] and abs(len(word) - len(typed)) <= 1:
                    return (word,)
        return ()

    def _taken_apart(self, typed: str) -> Words:
        worth = len(typed) >= _HINTED and typed[:_HINTED].isalpha() and _HINT.search(typed)
        ends = worth and any(typed[-length:] in self._ends for length in (*_SHORT, _BEGUN))
        return self.run_together(typed) if ends else ()

    def _starred(self, typed: str) -> Words:
        """Read a word whose letters are hidden by stars, when it matters."""
        for word in self._hidden.get(len(typed), ()):
            if all(seen in ("*", letter) for seen, letter in zip(typed, word, strict=True)):
                return (word,)
        return ()


def _plainer(typed: str) -> Iterator[str]:
    """Yield the word without apostrophes, or with letters for digits and signs."""
    if "'" in typed:
        yield typed.replace("'", "")
    yield typed.translate(_DIGITS)
    if "1" in typed:
        yield typed.translate(_ONE_AS_L)
