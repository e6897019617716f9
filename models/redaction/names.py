"""Names: after a title or a role, after "called", and given names that are known.

One walk over the words; from each at most a handful of words ahead are looked at.
"""

import re
from collections.abc import Iterator

from models.redaction.cues import COPULAS, CUES, MISSING, THINGS, Cue
from models.redaction.person import does, extent
from models.redaction.plain import Plain, Span
from models.redaction.vocabulary import ALSO_WORDS, PLACES, SURE_GIVEN
from models.redaction.words_in import NOTHING, Word, Words

_AFTER_TITLE = frozenset({"", " ", ".", ". "})
_AFTER_ROLE = re.compile(r"[ ,:(=\-\"']{1,4}|: ?\n")
_WITHIN = (" ", ", ")
"""What stands between two words of one sentence."""
_SAINTS = frozenset({"st", "saint", "santa", "san"})
_SHORT_ROLES = frozenset({"pt", "pts", "px"})
_NAMES = frozenset({"name", "names", "surname", "nickname"})
_BEING = frozenset({"is", "was", "being", "s"})
_CALLED = frozenset({"called", "named", "nicknamed"})
_WHICH = frozenset({"who", "which", "is", "was", "s"})
_DO = frozenset({Cue.ROLE, Cue.RANK})
_POINTING = frozenset(
    {"the", "a", "an", "this", "that", "each", "every", "no", "in", "from", "near"}
)
"""Before a word that is a name as well they tell that it is the word: the Dean, from Jordan."""
_SHORTEST = 3


def names(plain: Plain) -> Iterator[Span]:
    """Yield the names of people, without their titles."""
    words, after = Words(plain), 0
    for at in words.leads():
        if at >= after:
            begin, end = _name(words, at)
            if end > begin:
                yield words[max(begin, after)].start, words[end - 1].end
            after = end


def _name(words: Words, at: int) -> tuple[int, int]:
    """Return the first word and the end of a name that a word leads to or begins."""
    if words[at].initial:
        return _initialled(words, at)
    cue = CUES.get(words[at].low)
    if cue is Cue.TITLE or cue is Cue.DOCTOR:
        return _after_title(words, at, cue)
    after = _after_role(words, at, cue) if cue else (at, at)
    return after if after[1] > at else (at, _alone(words, at))


def _after_title(words: Words, at: int, cue: Cue) -> tuple[int, int]:
    title, begin = words[at], at + 1
    verb = title.low == "miss" and words[at - 1].low in MISSING
    sclerosis = title.text == "MS" and not words[begin].upper
    if verb or sclerosis or words[begin].gap not in _AFTER_TITLE:
        return at, at
    return begin, extent(words, begin, cue)


def _after_role(words: Words, at: int, cue: Cue) -> tuple[int, int]:
    begin, known = at + 1, False
    if cue is Cue.NAMED:
        begin += words[begin].low in _BEING and words[begin].gap in (" ", "'")
    elif words[begin].text in COPULAS and words[begin].gap in _WITHIN:
        begin, known = begin + 1, True
    gap = words[begin].gap
    if gap != " " and not _AFTER_ROLE.fullmatch(gap) and not _is_shortened(words, at):
        return at, at
    if cue is Cue.NAMED:
        if words[at].low in _CALLED and _before(words, at).low in THINGS:
            return at, at
        cue = Cue.TOLD if _is_told(words, at, begin) else cue
    end = extent(words, begin, cue, known=known)
    if end == begin:
        return begin, does(words, begin) if cue in _DO else end
    unknown_place = not words[begin].given and _is_a_place(words, end)
    return (at, at) if unknown_place else (begin, end)


def _is_told(words: Words, at: int, begin: int) -> bool:
    """Tell whether it is surely said who somebody is: a lad called, his name is."""
    if words[at].low in _NAMES:
        return begin > at + 1 or words[begin].gap != " "
    return words[at].low in _CALLED and CUES.get(_before(words, at).low) in _DO


def _before(words: Words, at: int) -> Word:
    """Return who or what is called something: the ward of "the ward which is called"."""
    while words[at - 1].low in _WHICH and words[at].gap == " ":
        at -= 1
    return words[at - 1] if words[at].gap == " " else NOTHING


def _is_shortened(words: Words, at: int) -> bool:
    """Tell whether the stop after a role is that of "pt."."""
    return words[at].low in _SHORT_ROLES and words[at + 1].gap == ". "


def _alone(words: Words, at: int) -> int:
    """Return the end of a name that begins with a given name, with nothing before it."""
    word = words[at]
    saint = words[at - 1].low in _SAINTS and word.gap in (" ", ". ", ".")
    if saint or not word.given or not _stands_out(word, words[at - 1]):
        return at
    end = extent(words, at, Cue.NONE)
    return at if _is_a_place(words, end) else end


def _initialled(words: Words, at: int) -> tuple[int, int]:
    """Return "A. B. Lowe" with nothing before it, from the last of the initials."""
    begin, surname = at, words[at + 1]
    if surname.gap not in (".", ". ") or not (surname.known and surname.capital):
        return at, at
    while words[begin - 1].initial and words[begin].gap in (".", ". "):
        begin -= 1
    end = extent(words, at + 1, Cue.NONE)
    return (at, at) if _is_a_place(words, end) else (begin, end)


def _stands_out(word: Word, before: Word) -> bool:
    """Tell whether a given name can only be one here: "Rose up", "the Dean" are none."""
    if word.capital and word.low in ALSO_WORDS:
        return bool(before.low) and word.gap in _WITHIN and before.low not in _POINTING
    if word.capital:
        return True
    return word.low in SURE_GIVEN and len(word.low) >= _SHORTEST


def _is_a_place(words: Words, end: int) -> bool:
    """Tell whether what follows makes a place or a thing: "Victoria Ward", "Martha's Rule"."""
    after = words[end]
    if after.low == "s" and after.gap == "'":
        after = words[end + 1]
    return after.low in PLACES and after.gap == " "
