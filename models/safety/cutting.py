"""Cuts a folded text into words as they are read, the edges of clauses, and quotation marks."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import chain, groupby
from operator import itemgetter

from models.safety.notation import EDGE
from models.safety.spelling import Read, Words

QUOTE, PAUSE = '"', ","
"""Words of their own: a quotation mark that has its pair, and a comma, colon or dash."""
_TYPED = r"[a-z0-9]++(?:['@$!|*+]++[a-z0-9]++)*+"
_TOKEN = re.compile(rf"{_TYPED}|[.!?;\n][.!?;\s]*+|[,:()\[\]\"']|-(?= )|[@$]{_TYPED}")
_SPELT_OUT = re.compile(r"(?<![a-z0-9'])[a-z](?:[^a-z0-9'\n]{1,3}[a-z](?![a-z0-9'])){2,}")
_GLUED = re.compile(r"[^a-z0-9\s'@$!|*+](?<=[a-z0-9].)[^a-z0-9\s'@$!|*+]*+(?=[a-z0-9])")
"""Signs inside a word; an expression that begins with a sign is looked for much faster."""
_BREATH = 250
"""Words after which a sentence is taken to end, so that it is never far to the next end."""
_AROUND = 10
"""Words around one with a sign inside that are read with it once more."""
_NOT_LETTERS = re.compile(r"[^a-z]+")
_SINGLE_QUOTED = re.compile(r"'(?:(?<![\w'].)(?=\w)|(?<=[\w.!?,].)(?!\w))")
Joined = Mapping[str, Mapping[str, str]]
"""By the second word and then the first, the one word that both are."""


class Meanings(dict[str, Words]):
    """What each piece of one text is read as; worked out once for each."""

    def __init__(self, read: Callable[[str, Read], Words]) -> None:
        self._read = read

    def __missing__(self, piece: str) -> Words:
        meant = self[piece] = self._meant(piece)
        return meant

    def _meant(self, piece: str) -> Words:
        if piece[-1].isalnum():
            return self._read(piece, self.__getitem__)
        if piece == QUOTE:
            return (QUOTE,)
        if piece == "'":
            return ()
        return (PAUSE,) if piece in ",:()[]-" else (EDGE,)


def readings(folded: str, meanings: Meanings) -> Iterator[str]:
    """Yield the text as it stands and, where signs stand inside words, without those signs."""
    folded = _SPELT_OUT.sub(_together, folded)
    yield folded
    plain = _GLUED.sub("", folded)
    if plain != folded:
        around = _around_glue(folded.split(" "), plain.split(" "), meanings)
        if around:
            yield around


def cut(text: str, meanings: Meanings, joined: Joined) -> list[str]:
    """Return the words of a text as they are read; `joined` makes one word of certain two."""
    words: list[str] = [EDGE]
    pieces = _TOKEN.findall(_paired(text))
    for start in range(0, len(pieces), _BREATH):
        meant = map(meanings.__getitem__, pieces[start : start + _BREATH])
        breath = list(chain.from_iterable(meant))
        if joined.keys().isdisjoint(breath):
            words += breath
        else:
            _join(words, breath, joined)
        words.append(EDGE)
    return words


def _join(words: list[str], more: list[str], joined: Joined) -> None:
    """Add more words; of certain two that stand together one is made."""
    for word in more:
        one = joined[word].get(words[-1]) if word in joined else None
        if one is None:
            words.append(word)
        else:
            words[-1] = one


def _around_glue(words: list[str], plain: list[str], meanings: Meanings) -> str:
    """Return the words that mean something without the signs inside, with those around them."""
    near = bytearray(len(words))
    for at, two in enumerate(zip(words, plain, strict=True)):
        if two[0] != two[1] and _means_more(*two, meanings):
            start, end = max(0, at - _AROUND), min(len(words), at + _AROUND)
            near[start:end] = b"1" * (end - start)
    parts = groupby(zip(plain, near, strict=True), key=itemgetter(1))
    return "\n".join(" ".join(word for word, _ in part) for kept, part in parts if kept)


def _means_more(word: str, plain: str, meanings: Meanings) -> bool:
    """Tell whether a word with signs inside has a meaning without them: "su-icide"."""
    more = [piece for piece in _TOKEN.findall(plain) if _matters(meanings[piece])]
    return bool(more) and not set(more).issubset(_TOKEN.findall(word))


def _matters(meant: Words) -> bool:
    """Tell whether a piece was read as words of more than a letter; signs are read as one."""
    return bool(meant) and len(meant[0]) > 1


def _together(spelt: re.Match[str]) -> str:
    return _NOT_LETTERS.sub("", spelt[0])


def _paired(text: str) -> str:
    """Return the text with single quotation marks as double ones, and none without its pair."""
    if "'" in text:
        text = _SINGLE_QUOTED.sub(QUOTE, text)
    if text.count(QUOTE) % 2:
        last = text.rindex(QUOTE)
        text = f"{text[:last]} {text[last + 1 :]}"
    return text
