"""Reads a text by the phrase list: what is heard in it, and by which rule."""

from collections.abc import Iterator

from models.safety.clause import Hit, Listener
from models.safety.cutting import PAUSE, QUOTE, cut, readings
from models.safety.folding import fold
from models.safety.heard import Heard, Reading, most_urgent
from models.safety.listing import Mark, Of, PhraseList, Rule
from models.safety.matching import Matcher

_ECHOED = dict.fromkeys(Heard, Heard.CHECK) | {
    Heard.CARE: Heard.CARE,
    Heard.PATIENT: Heard.CARE,
    Heard.REPORTED: Heard.REPORTED,
}
"""What a rule amounts to when "so do I" follows what was said of somebody else."""
_SIGNS = {PAUSE, QUOTE}


class Reader:
    """One phrase list, made ready; reading keeps nothing of a text."""

    def __init__(self, phrases: PhraseList) -> None:
        self._list = phrases
        self._matcher = Matcher(phrases.phrases, phrases.denying)

    def read(self, text: str) -> Reading:
        """Return what the text calls for. Linear in its length; never raises."""
        return most_urgent(self.all(text))

    def all(self, text: str) -> list[Reading]:
        """Return everything that was heard, with the rules that did."""
        return [reading for words in readings(fold(text)) for reading in self._heard(words)]

    def _heard(self, text: str) -> Iterator[Reading]:
        listener = Listener(self._list.roles)
        self._listen(cut(text, self._list.spelling.read, self._list.joined), listener)
        echo = max(listener.echoes, default=-1)
        for hit in listener.hits:
            heard = Heard.NOTHING
            if hit.at not in listener.figures:
                heard = _meant(hit, told=listener.ever_told)
            if hit.at < echo and not heard.alarms:
                heard = _ECHOED[hit.rule.hears]
            if heard is not Heard.NOTHING:
                yield Reading(heard, hit.rule.name)

    def _listen(self, words: list[str], listener: Listener) -> None:
        """Take the words through the phrases and the listener."""
        state = 0
        step, ended, hear = self._matcher.step, self._matcher.ended, listener.hear
        for at, word in enumerate(words):
            hear(word)
            if word in _SIGNS:
                continue
            state = step(state, word, denied=listener.denied > 0)
            if state & self._matcher.ends:
                self._note(ended(state), at, listener)

    def _note(self, numbers: Iterator[int], at: int, listener: Listener) -> None:
        """Take in the phrases that end here: first what they say of others, then the rules."""
        found = [(self._list.meanings[number], number) for number in numbers]
        for meaning, number in found:
            if isinstance(meaning, Mark):
                listener.mark(meaning, at, len(self._list.phrases[number]))
        for meaning, _ in found:
            if isinstance(meaning, Rule):
                listener.fits(meaning, at)


def _meant(hit: Hit, *, told: bool) -> Heard:
    """Return what a rule that fits amounts to, with all that is known of its clause.

    `told` is whether anywhere in the text somebody else speaks: then quotation marks are theirs.
    """
    rule, clause = hit.rule, hit.clause
    past = clause.past and not clause.sentence.again
    said = hit.told or (hit.quoted and told)
    if rule.of is Of.ANYONE:
        heard = rule.past if past else rule.hears
        return rule.told if said and heard.alarms else heard
    if past:
        return rule.past if not hit.theirs else Heard.NOTHING
    if hit.theirs or (hit.quoted and told):
        return rule.theirs
    if hit.told:
        return Heard.REPORTED if clause.ordered else Heard.CHECK
    return Heard.CHECK if clause.lately and rule.hears is Heard.CARE else rule.hears
