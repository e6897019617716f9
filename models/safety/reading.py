"""Reads a text by the phrase list: what is heard in it, and by which rule."""

import sys
from collections.abc import Iterator
from itertools import chain

from models.safety.clause import Hit, Listener, Whole
from models.safety.cutting import PAUSE, QUOTE, Meanings, cut, readings
from models.safety.denial import Denials
from models.safety.folding import fold
from models.safety.heard import Heard, Reading, most_urgent
from models.safety.listing import Mark, Of, PhraseList, Role, Rule
from models.safety.matching import Matcher, Phrase
from models.safety.notation import EDGE

_OWN = {"i", "me", "my", "myself", "mine"}
_SIGNS = frozenset((PAUSE, QUOTE))
_SOFT = {Role.BREAKING, Role.ADDING}
_ECHOED = dict.fromkeys(Heard, Heard.CHECK) | {
    Heard.CARE: Heard.CARE,
    Heard.PATIENT: Heard.CARE,
    Heard.REPORTED: Heard.REPORTED,
}
"""What a rule amounts to when "so do I" follows what was said of somebody else."""
_BOLD = frozenset(Mark) - {Mark.RECOVERED, Mark.SETTLED}
"""Marks that a denial does not hold back; "has not calmed down" settles nothing."""
_AT_BEST = Whole(recovered=sys.maxsize, settled=sys.maxsize)
"""The rest of a text that would make the most of it past and over."""


class Reader:
    """One phrase list, made ready; reading keeps nothing of a text."""

    def __init__(self, phrases: PhraseList) -> None:
        self._list = phrases
        marks = {n for n, meaning in enumerate(phrases.meanings) if isinstance(meaning, Mark)}
        bold = {n for n in marks if phrases.meanings[n] in _BOLD}
        soft = _SIGNS.union(word for word, roles in phrases.roles.items() if roles & _SOFT)
        self._marking = {n for n in marks if phrases.meanings[n] is not Mark.ECHO}
        self._matcher = Matcher(phrases.phrases, phrases.denying, soft, _SIGNS, bold)
        self._denials = Denials(phrases.roles)
        self._own = {n for n, phrase in enumerate(phrases.phrases) if _is_own(phrase)}
        breaking = (word for word, roles in phrases.roles.items() if Role.BREAKING in roles)
        self._ending = {EDGE, *breaking}
        self._turning = {EDGE, QUOTE, *phrases.roles}

    def read(self, text: str) -> Reading:
        """Return what the text calls for. Linear in its length; never raises."""
        return most_urgent(self.all(text, enough=True))

    def all(self, text: str, *, enough: bool = False) -> list[Reading]:
        """Return what was heard, with the rules that did; until it is enough for the card."""
        meanings = Meanings(self._list.spelling.read)
        heard: list[Reading] = []
        for plain in readings(fold(text), meanings):
            heard += self._heard(cut(plain, meanings, self._list.joined), enough=enough)
            if enough and most_urgent(heard).heard is Heard.CARE:
                break
        return heard

    def _heard(self, words: list[str], *, enough: bool) -> Iterator[Reading]:
        """Yield what is heard in the words of a text."""
        listener = self._listen(words, enough=enough)
        echoed = -1 if listener.echoed in listener.figures else listener.echoed
        if listener.dying and echoed > 0:
            yield Reading(Heard.CHECK, "echo")
        for hit in listener.hits:
            heard = Heard.NOTHING
            if hit.at not in listener.figures:
                heard = _meant(hit, listener.whole, told=listener.ever_told)
            others = hit.of_others or heard is Heard.PATIENT
            if hit.at < echoed and others and not heard.alarms:
                heard = _ECHOED[hit.rule.hears]
            if heard is not Heard.NOTHING:
                yield Reading(heard, hit.rule.name)

    def _listen(self, words: list[str], *, enough: bool = False) -> Listener:
        """Take the words through the phrases, and note who is meant by each that ends."""
        listener = Listener(self._list.roles)
        ended = self._matcher.ended(words, self._denials.of(words))
        turning, ending = self._turning, self._ending
        if self._marking.issuperset(chain.from_iterable(ended.values())):
            return listener  # what no rule speaks of is nothing, whatever is marked
        turns = [at for at, word in enumerate(words) if word in turning]
        for at in sorted(ended.keys() | turns):
            word = words[at]
            ends = word in ending or (word == QUOTE and listener.quoted)
            if not ends:
                listener.hear(word, words[at - 1])
            if at in ended:
                self._note(ended[at], at, listener)
            if ends:  # what a clause ends with still belongs to it
                listener.hear(word, words[at - 1])
            if word == EDGE and enough and _is_enough(listener):
                break
        return listener

    def _note(self, numbers: list[int], at: int, listener: Listener) -> None:
        """Take in the phrases that end here: first what they say of others, then the rules."""
        rules: dict[Rule, bool] = {}
        for number in numbers:
            meaning = self._list.meanings[number]
            if isinstance(meaning, Mark):
                listener.mark(meaning, at, len(self._list.phrases[number]))
            else:
                rules[meaning] = rules.get(meaning, False) or number in self._own
        for rule, own in rules.items():
            listener.fits(rule, at, own=own)


def _is_enough(listener: Listener) -> bool:
    """Tell whether a sentence has ended in which the card was called for, whatever follows."""
    if listener.quoted or listener.judged == len(listener.hits):
        return False
    hits, listener.judged = listener.hits[listener.judged :], len(listener.hits)
    return any(
        _meant(hit, _AT_BEST, told=True) is Heard.CARE
        for hit in hits
        if hit.at not in listener.figures
    )


def _is_own(phrase: Phrase) -> bool:
    """Tell whether a phrase names the person: then it is theirs, whoever else is spoken of."""
    return any(place.words and place.words <= _OWN and not place.optional for place in phrase)


def _meant(hit: Hit, whole: Whole, *, told: bool) -> Heard:
    """Return what a rule that fits amounts to, with all that is known of its clause and text.

    `told` is whether anywhere in the text somebody else speaks: then quotation marks are theirs.
    """
    rule, clause = hit.rule, hit.clause
    past, quoted = _is_past(hit, whole), hit.quoted and told
    if rule.of is Of.ANYONE:
        lasts = clause.sentence.again or clause.sentence.still
        now = rule.over if _is_over(hit, whole) and not lasts else rule.hears
        heard = rule.past if past and not lasts else now
        # "He said that he has a gun, and he is in our waiting room" is more than a told threat.
        only_told = quoted or (hit.told and not clause.sentence.still)
        return rule.told if heard.alarms and only_told else heard
    if past:
        return Heard.NOTHING if hit.theirs else rule.past
    if hit.theirs or quoted:
        return rule.theirs
    if hit.told:
        return Heard.REPORTED if clause.ordered else Heard.CHECK
    return Heard.CHECK if clause.lately and rule.hears is Heard.CARE else rule.hears


def _is_past(hit: Hit, whole: Whole) -> bool:
    """Tell whether it is told of long ago, here or by a recovery that is told later."""
    sentence = hit.clause.sentence
    recovered = sentence.recovered or (hit.at < whole.recovered and not whole.again)
    return (hit.clause.past or (recovered and hit.happened)) and not sentence.again


def _is_over(hit: Hit, whole: Whole) -> bool:
    """Tell whether what was done is over, by this sentence or by an end that is told later."""
    settled = hit.at < whole.settled and not (whole.again or whole.still)
    return hit.clause.sentence.over or hit.clause.lately or (settled and hit.happened)
