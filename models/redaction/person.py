"""How far a name goes: its first word by what stands before it, then what may follow."""

from models.redaction.cues import ACTS, PARTICLES, Cue
from models.redaction.vocabulary import ALSO_WORDS, NEVER, PLACES, SURE_GIVEN
from models.redaction.words_in import Word, Words

_MOST = 4
"""A name has at most so many words, initials and particles aside."""
_AFTER_INITIAL = (".", ". ", " ")
_NOT_LAST = frozenset("IA")
"""Single letters that begin the next sentence rather than end a name."""
_SHORTEST = 3
_TITLES = (Cue.TITLE, Cue.DOCTOR)


def begins(word: Word, cue: Cue, *, known: bool = False) -> bool:
    """Tell whether a word begins a name after this cue; `known`: only one that is known."""
    if word.known or (word.capital and word.given):
        return True
    if known or word.initial or not word.low:
        return False
    if cue in _TITLES:
        return _after_title(word, cue)
    if cue is Cue.RANK and word.capital and word.low in ALSO_WORDS - PLACES:
        return word.low not in ACTS
    return word.capital and not word.common and not word.inflected


def _after_title(word: Word, cue: Cue) -> bool:
    if word.common and word.low not in ALSO_WORDS:
        return False
    if word.capital:
        return True
    return word.low not in ACTS and not (cue is Cue.DOCTOR and word.inflected)


def extent(words: Words, at: int, cue: Cue, *, known: bool = False) -> int:
    """Return the end of the name that begins at a word, or `at` when none does."""
    if words[at].low in NEVER and not words[at].initial:
        return at
    first = _initials(words, _particles(words, at))
    for begin in {first: None, at: None}:
        if begins(words[begin], cue, known=known):
            return _rest(words, begin, cue)
    return at if known else _only_initials(words, at, first, cue)


def _only_initials(words: Words, at: int, end: int, cue: Cue) -> int:
    """Return the end of "J.D.", or of "Mr T"; one letter says nothing after a role."""
    if cue in _TITLES and words[at].initial and words[at].text not in _NOT_LAST:
        return max(end, at + 1)
    return end if end - at > 1 and words[at].initial else at


def _particles(words: Words, at: int) -> int:
    """Return the first word that is no particle: the Berg of "van der Berg"."""
    end = at
    while words[end].low in PARTICLES and words[end + 1].gap == " ":
        end += 1
    return end if end - at < _MOST else at


def _initials(words: Words, at: int) -> int:
    """Return the first word after a row of initials: the Smith of "J. P. Smith"."""
    end = at
    while end - at < _MOST and words[end].initial and words[end + 1].gap in _AFTER_INITIAL:
        end += 1
    return end


def _rest(words: Words, first: int, cue: Cue) -> int:
    """Return where a name ends whose first word this is."""
    end = first + 1
    while end - first < _MOST and words[end].gap == " ":
        after = _initials(words, _particles(words, end))
        place = cue is Cue.NONE and words[after].low in PLACES
        if place or not _continues(words, after, first):
            break
        end = after + 1
    last = words[end]
    trailing = last.initial and last.gap == " " and last.text not in _NOT_LAST
    return end + 1 if trailing and words[end - 1].capital else end


def _continues(words: Words, at: int, first: int) -> bool:
    """Tell whether a word is a further part of the name whose first word is `first`."""
    word, begun = words[at], words[first]
    if word.initial or not word.low or words[at + 1].gap[:2].strip().isdigit():
        return False
    if word.known:
        return True
    if word.common and (word.low not in ALSO_WORDS or word.low in ACTS):
        return False
    if word.capital:
        return (begun.capital or begun.initial) and not word.trade
    return _continues_small(word, begun, adjoining=at == first + 1)


def _continues_small(word: Word, begun: Word, *, adjoining: bool) -> bool:
    """Tell whether a word that is not known and has no capital of its own is a family name."""
    if word.common or word.inflected or len(word.low) < _SHORTEST:
        return False
    if word.upper:
        return begun.upper or len(word.low) > _MOST
    return adjoining and begun.low in SURE_GIVEN and not begun.upper and not begun.capital
