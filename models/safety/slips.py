"""How fingers slip: the ways to write a word with a letter missing, added, changed or swapped."""

import re
from collections.abc import Iterable, Iterator

REPEATED = re.compile(r"(.)(?=\1)")
"""A letter that is said again."""
SWAPPED = 4
"""A word of so many letters is known with two of them swapped, or a double one single."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEYS_BESIDE = {
    key: row[max(0, at - 1) : at] + row[at + 1 : at + 2]
    for row in _KEYS
    for at, key in enumerate(row)
}
"""The keys left and right of each."""


def without(words: Iterable[str]) -> set[str]:
    """Return the words with any one letter missing."""
    return {word[:at] + word[at + 1 :] for word in words for at in range(len(word))}


def smallest_slips(word: str) -> Iterator[str]:
    """Yield the word with two letters inside it swapped, or with a double letter single."""
    for at in range(1, len(word) - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    yield REPEATED.sub("", word)


def near_slips(word: str) -> set[str]:
    """Return the word as hasty fingers type it; its first letter is there, if perhaps second."""
    slips = {word[1] + word[0] + word[2:], word[:-1] if len(word) > SWAPPED else word}
    for at in range(1, len(word)):
        after = word[at + 1 :]
        slips |= {word[:at] + key + after for key in _KEYS_BESIDE.get(word[at], "")}
        if after:
            slips |= {word[:at] + after, word[:at] + after[0] + word[at] + after[1:]}
    return slips


def slips(word: str) -> Iterator[str]:
    """Yield the word with one letter missing, swapped, changed or added."""
    for at in range(len(word) + 1):
        before, after = word[:at], word[at:]
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in _LETTERS)
        if len(after) > 1:
            yield before + after[1] + after[0] + after[2:]
        yield from (before + letter + after for letter in _LETTERS)
