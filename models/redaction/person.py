"""How far a name goes: its first word by what stands before it, then what may follow."""

from models.redaction.cues import ACTS, CUES, DEEDS, LOOSE, PARTICLES, Cue
from models.redaction.vocabulary import ALSO_WORDS, NEVER, PLACES, SURE_GIVEN
from models.redaction.words_in import Word, Words

_FAMILIES = ALSO_WORDS - LOOSE - ACTS - PLACES - CUES.keys()
"""Plain words that are a family name right behind a given name: "helen marsh"."""
_LONGEST_PARTICLE = max(map(len, PARTICLES))
_MOST = 4
"""A name has at most so many words, initials and particles aside."""
_AFTER_INITIAL = (".", ". ", " ")
_NOT_LAST = frozenset("IA")
"""Single letters that begin the next sentence rather than end a name."""
_ARTICLES = ("a", "i")
"""Small letters that are words: an initial only of a family name that is known."""
_SHORTEST = 3
_FULL_NAME = 2
"""So many words of a name that is in no list are read on to what its bearer does."""
_TITLES = frozenset({Cue.TITLE, Cue.DOCTOR, Cue.TOLD})


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
    if cue is Cue.TOLD and word.low in PLACES:
        return False
    if word.capital:
        return True
    if cue is Cue.TOLD and (word.low in ALSO_WORDS or len(word.low) < _SHORTEST):
        return word.given and word.low not in ACTS
    return cue is Cue.TITLE or not (word.low in ACTS or word.inflected)


def extent(words: Words, at: int, cue: Cue, *, known: bool = False) -> int:
    """Return the end of the name that begins at a word, or `at` when none does."""
    if len(words[at].low) == 1 and cue is not Cue.NONE:
        surname = _small_initials(words, at)
        article = words[at].low in _ARTICLES
        if surname > at and begins(words[surname], cue, known=article):
            return _rest(words, surname, cue)
    if words[at].low in NEVER and not words[at].initial:
        return at
    first = _past_small(words, at)
    if begins(words[first], cue, known=known):
        return _rest(words, first, cue)
    if first > at and begins(words[at], cue, known=known):
        return _rest(words, at, cue)
    return at if known else _only_initials(words, at, first, cue)


def _only_initials(words: Words, at: int, end: int, cue: Cue) -> int:
    """Return the end of "J.D.", or of "Mr T"; one letter says nothing after a role."""
    if cue in _TITLES and words[at].initial and words[at].text not in _NOT_LAST:
        return max(end, at + 1)
    return end if end - at > 1 and words[at].initial else at


def _past_small(words: Words, at: int) -> int:
    """Return the first word that is no particle and no initial: Berg of "van der Berg"."""
    if len(words[at].low) > _LONGEST_PARTICLE:
        return at
    end = at
    while end - at < _MOST and words[end].low in PARTICLES and words[end + 1].gap == " ":
        end += 1
    begin = end = end if end - at < _MOST else at
    while end - begin < _MOST and words[end].initial and words[end + 1].gap in _AFTER_INITIAL:
        end += 1
    return end


def _small_initials(words: Words, at: int) -> int:
    """Return the first word after a row of small initials: the smith of "r. k. smith"."""
    end = at
    while end - at < _MOST and len(words[end].low) == 1 and words[end].gap[-1:] != "'":
        if words[end + 1].gap not in _AFTER_INITIAL:
            return at
        end += 1
    return end


def does(words: Words, at: int) -> int:
    """Return the end of a name in small letters that nobody knows, by the deed that follows."""
    end = at
    while end - at < _FULL_NAME and _may_name(words[end]):
        end += 1
        if words[end].gap == " " and words[end].low in DEEDS:
            return end
    return at


def _may_name(word: Word) -> bool:
    """Tell whether a word in small letters can be a name for all that is known of it."""
    if word.gap != " " or not word.text.islower() or len(word.low) < _SHORTEST:
        return False
    if word.low in ACTS or word.low in CUES or word.low in PLACES or word.inflected:
        return False
    return word.given or not word.common


def _rest(words: Words, first: int, cue: Cue) -> int:
    """Return where a name ends whose first word this is."""
    end = first + 1
    while end - first < _MOST and words[end].gap == " ":
        after = _past_small(words, end)
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
    if word.initial or not word.low or _is_numbered(words[at + 1].gap):
        return False
    if word.known:
        return True
    if word.common and (word.low not in ALSO_WORDS or word.low in ACTS):
        return False
    if word.capital:
        return (begun.capital or begun.initial) and not word.trade
    adjoining = at == first + 1
    done = adjoining and words[at + 1].gap == " " and words[at + 1].low in DEEDS
    return _continues_small(word, begun, adjoining=adjoining) or (done and _may_name(word))


def _is_numbered(gap: str) -> bool:
    """Tell whether a number follows a word: the Ward of "Ward 7"."""
    return gap != " " and gap[:2].strip().isdigit()


def _continues_small(word: Word, begun: Word, *, adjoining: bool) -> bool:
    """Tell whether a word that is not known and has no capital of its own is a family name."""
    if word.low in _FAMILIES:
        return adjoining and begun.low in SURE_GIVEN and begun.text == begun.low
    if word.common or word.inflected or word.low in CUES or len(word.low) < _SHORTEST:
        return False
    if word.upper:
        return begun.upper or len(word.low) > _MOST
    return adjoining and begun.given and not begun.upper and not begun.capital
