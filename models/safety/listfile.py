"""Turns the file of phrases into the phrase list, or says the line that is wrong and why."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from models.safety.cutting import PAUSE, QUOTE
from models.safety.folding import EMOJI
from models.safety.heard import Heard
from models.safety.listing import Example, Mark, Of, PhraseList, Role, Rule
from models.safety.matching import Phrase
from models.safety.notation import EDGE, Unreadable, members, places
from models.safety.parts import Part, load
from models.safety.spelling import MANY, NUMBER, OTHER, YEAR, Special, Spelling, Words

PARTS = ("groups", "spellings", "joined", "slips", "near", "ordinary", "starred", "marks", "rules")
_PHRASES = ("phrases", "fires", "not")
_RULE = ("name", "hears", "of", "theirs", "told", "past", "over", *_PHRASES)
_NUMBERS = {
    "NUMBER": frozenset((NUMBER, MANY, YEAR)),
    "MANY_NUMBER": frozenset((MANY,)),
    "YEAR": frozenset((YEAR,)),
}
"""Groups that need no list."""
_SIGNS = {EDGE, PAUSE, QUOTE, NUMBER, MANY, YEAR, OTHER}


def phrase_list(path: Path) -> PhraseList:
    """Return the list that stands in a file, or raise BrokenList."""
    return _Building(load(path)).built()


@dataclass(slots=True)
class _Building:
    """A list in the making."""

    file: Part
    spelt: dict[str, Words] = field(default_factory=dict)
    groups: dict[str, frozenset[str]] = field(default_factory=lambda: dict(_NUMBERS))
    phrases: list[Phrase] = field(default_factory=list)
    meanings: list[Rule | Mark] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)

    def built(self) -> PhraseList:
        parts = self.file.named(PARTS)
        for name in PARTS:
            _need(self.file, parts, name)
        for short, meant in parts["spellings"].rows():
            self.spelt[str(short)] = tuple(meant.said().split())
        self._take_groups(parts["groups"])
        for name, mark in parts["marks"].named(list(Mark)).items():
            self._take_phrases(mark, mark.named(_PHRASES), Mark(name))
        for part in parts["rules"].items():
            rows = part.named(_RULE)
            self._take_phrases(part, rows, _rule(part, rows))
        joined = _joined(parts["joined"])
        return PhraseList(
            tuple(self.phrases),
            tuple(self.meanings),
            self._roles(),
            self.groups[Role.DENYING],
            self._spelling(parts, joined),
            joined,
            tuple(self.examples),
        )

    def _take_groups(self, part: Part) -> None:
        for name, words in part.rows():
            if not name.isupper():
                part.refuse(f"a group's name is in capitals: {name.upper()}", name.line)
            try:
                self.groups[str(name)] = members(words.said(), self.groups, self._plain)
            except Unreadable as error:
                words.refuse(str(error))
        for role in Role:
            if role not in self.groups:
                part.refuse(f"the group {role} is missing")

    def _take_phrases(self, part: Part, rows: dict[str, Part], meaning: Rule | Mark) -> None:
        """Take in the phrases and the examples of a rule or a mark."""
        for item in _need(part, rows, "phrases").items():
            try:
                self.phrases.append(places(item.said(), self.groups, self._plain))
            except Unreadable as error:
                item.refuse(str(error))
            self.meanings.append(meaning)
        rule = meaning if isinstance(meaning, Rule) else None
        for name, fires in (("fires", True), ("not", False)):
            for text in _need(part, rows, name).either():
                self.examples.append(Example(text.line, str(text), fires, rule))

    def _roles(self) -> dict[str, frozenset[Role]]:
        words = {word for role in Role for word in self.groups[role]}
        return {
            word: frozenset(role for role in Role if word in self.groups[role]) for word in words
        }

    def _spelling(
        self, parts: dict[str, Part], joined: Mapping[str, Mapping[str, str]]
    ) -> Spelling:
        lexicon = {word for phrase in self.phrases for place in phrase for word in place.words}
        lexicon.update(*self.groups.values(), *self.spelt.values(), EMOJI)
        lexicon.update(joined, *joined.values(), *(firsts.values() for firsts in joined.values()))
        lists = (parts[name].said().split() for name in ("slips", "near", "ordinary", "starred"))
        return Spelling(lexicon - _SIGNS - self.spelt.keys(), self.spelt, Special(*lists))

    def _plain(self, word: str) -> Words:
        return self.spelt.get(word, (word,))


def _rule(part: Part, rows: dict[str, Part]) -> Rule:
    def heard(name: str, otherwise: Heard) -> Heard:
        return rows[name].one_of(Heard) if name in rows else otherwise

    hears = _need(part, rows, "hears").one_of(Heard)
    return Rule(
        name=str(_need(part, rows, "name").said()),
        hears=hears,
        of=rows["of"].one_of(Of) if "of" in rows else Of.ME,
        theirs=heard("theirs", Heard.PATIENT),
        told=heard("told", Heard.REPORTED),
        past=heard("past", Heard.NOTHING),
        over=heard("over", hears),
    )


def _joined(part: Part) -> dict[str, dict[str, str]]:
    """Return by the second word and then the first, the one word that both are."""
    joined: dict[str, dict[str, str]] = {}
    for pair, one in part.rows():
        first, _, second = pair.partition(" ")
        if not second or " " in second:
            part.refuse(f"'{pair}' has to be 2 words", pair.line)
        joined.setdefault(second, {})[first] = str(one.said())
    return joined


def _need(part: Part, rows: dict[str, Part], name: str) -> Part:
    if name not in rows:
        part.refuse(f"'{name}' is missing here")
    return rows[name]
