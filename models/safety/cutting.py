"""Cuts a folded text into words as they are read, the edges of clauses, and quotation marks."""

import re
from collections.abc import Callable, Iterator, Mapping

from models.safety.notation import EDGE

QUOTE, PAUSE = '"', ","
"""Words of their own: a quotation mark that has its pair, and a comma, colon or dash."""
_TOKEN = re.compile(r"[@$]?[a-z0-9]+(?:['@$!|*+]+[a-z0-9]+)*|[.!?;\n]+|[,:()\[\]]|-(?= )|[\"']")
_SPELT_OUT = re.compile(r"(?<![a-z0-9'])[a-z](?:[^a-z0-9']{1,3}[a-z](?![a-z0-9'])){2,}")
_GLUED = re.compile(r"(?<=[a-z0-9])[^a-z0-9\s'@$!|*+]+(?=[a-z0-9])")
_SENTENCE = re.compile(r"[.!?\n]\s")
_NOT_LETTERS = re.compile(r"[^a-z]+")
_SINGLE_QUOTED = re.compile(r"(?<![\w'])'(?=\w)|(?<=[\w.!?,])'(?!\w)")
Words = tuple[str, ...]
Joined = Mapping[str, Mapping[str, str]]
"""By the second word and then the first, the one word that both are."""
_NONE: Mapping[str, str] = {}


def readings(folded: str) -> Iterator[str]:
    """Yield the text as it stands and, where signs stand inside words, without those signs."""
    folded = _SPELT_OUT.sub(_together, folded)
    yield folded
    if _GLUED.search(folded):
        glued = filter(_GLUED.search, _SENTENCE.split(folded))
        yield "\n".join(_GLUED.sub("", sentence) for sentence in glued)


def cut(text: str, read: Callable[[str], Words], joined: Joined) -> list[str]:
    """Return the words of a text as they are read; `joined` makes one word of certain two."""
    words: list[str] = [EDGE]
    memo: dict[str, Words] = {}
    for token in _TOKEN.findall(_paired(text)):
        meant = memo.get(token)
        if meant is None:
            meant = memo[token] = _meant(token, read)
        for word in meant:
            one = joined.get(word, _NONE).get(words[-1])
            if one is None:
                words.append(word)
            else:
                words[-1] = one
    words.append(EDGE)
    return words


def _meant(piece: str, read: Callable[[str], Words]) -> Words:
    if piece[-1].isalnum():
        return read(piece)
    if piece == QUOTE:
        return (QUOTE,)
    if piece == "'":
        return ()
    return (PAUSE,) if piece in ",:()[]-" else (EDGE,)


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
