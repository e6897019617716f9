"""Turns the file of phrases into the phrase list, or says the line that is wrong and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from models.safety.cutting import PAUSE, QUOTE
from models.safety.folding import EMOJI
from models.safety.heard import Heard
from models.safety.listing import Example, Mark, Of, PhraseList, Role, Rule
from models.safety.matching import Phrase
from models.safety.notation import EDGE, Place, Unreadable, members, places
from models.safety.spelling import MANY, NUMBER, YEAR, Spelling, Words
from models.safety.yaml_lines import BrokenList, Items, Said, Table, Value, load

PARTS = ("groups", "spellings", "joined", "slips", "ordinary", "marks", "rules")
_RULE = {"name", "hears", "of", "theirs", "told", "past", "phrases", "fires", "not"}
_MARK = {"phrases", "fires", "not"}
_NUMBERS = {
    "NUMBER": frozenset((NUMBER, MANY, YEAR)),
    "MANY_NUMBER": frozenset((MANY,)),
    "YEAR": frozenset((YEAR,)),
}
"""Groups that need no list."""
OneOf = TypeVar("OneOf", bound=StrEnum)


def phrase_list(path: Path) -> PhraseList:
    """Return the list that stands in a file, or raise BrokenList."""
    return _Building(path.name, load(path)).built()


@dataclass(slots=True)
class _Building:
    """A list in the making."""

    file: str
    parts: Table
    spelt: dict[str, Words] = field(default_factory=dict)
    groups: dict[str, frozenset[str]] = field(default_factory=dict)
    phrases: list[Phrase] = field(default_factory=list)
    meanings: list[Rule | Mark] = field(default_factory=list)
    examples: list[Example] = field(default_factory=list)

    def built(self) -> PhraseList:
        for name in self.parts.rows:
            if name not in PARTS:
                self._refuse(name.line, f"there is no part '{name}'; there are {_all(PARTS)}")
        for short, meant in self._table(self._part("spellings")):
            self.spelt[short] = tuple(self._said(meant).split())
        joined = {pair: self._said(one) for pair, one in self._table(self._part("joined"))}
        self._groups()
        for name, mark in self._table(self._part("marks")):
            self._phrases(mark, self._one_of(Mark, name), _MARK)
        for rule in self._items(self._part("rules")):
            self._phrases(rule, self._rule(rule), _RULE)
        return PhraseList(
            tuple(self.phrases),
            tuple(self.meanings),
            self._roles(),
            self.groups[Role.DENYING],
            self._spelling(joined),
            self._joined(joined),
            tuple(self.examples),
        )

    def _groups(self) -> None:
        self.groups |= _NUMBERS
        for name, words in self._table(self._part("groups")):
            if not name.isupper():
                self._refuse(name.line, f"a group's name is in capitals: {name.upper()}")
            said = self._said(words)
            try:
                self.groups[name] = members(said, self.groups, self._plain)
            except Unreadable as error:
                self._refuse(said.line, str(error))
        for role in Role:
            if role not in self.groups:
                self._refuse(self.parts.line, f"the group {role} is missing")

    def _rule(self, value: Value) -> Rule:
        rows = self._rows(value)
        hears = self._one_of(Heard, self._need(value, "hears"))
        of = self._one_of(Of, rows.get(Said("of"), Said(Of.ME)))
        theirs = self._one_of(Heard, rows.get(Said("theirs"), Said(Heard.PATIENT)))
        told = self._one_of(Heard, rows.get(Said("told"), Said(Heard.REPORTED)))
        past = self._one_of(Heard, rows.get(Said("past"), Said(Heard.NOTHING)))
        name = str(self._said(self._need(value, "name")))
        return Rule(name, hears, of, theirs, told, past)

    def _phrases(self, value: Value, meaning: Rule | Mark, known: set[str]) -> None:
        """Take in the phrases and the examples of a rule or a mark."""
        for name in self._rows(value):
            if name not in known:
                self._refuse(name.line, f"there is no '{name}' here; there are {_all(known)}")
        for phrase in self._items(self._need(value, "phrases")):
            self._phrase(self._said(phrase), meaning)
        rule = meaning if isinstance(meaning, Rule) else None
        for name, fires in (("fires", True), ("not", False)):
            for text in self._either(self._need(value, name)):
                self.examples.append(Example(text.line, str(text), fires, rule))

    def _phrase(self, phrase: Said, meaning: Rule | Mark) -> None:
        try:
            read = places(phrase, self.groups, self._plain)
        except Unreadable as error:
            self._refuse(phrase.line, str(error))
        self.phrases.append(read)
        self.meanings.append(meaning)

    def _roles(self) -> Mapping[str, frozenset[Role]]:
        words = frozenset().union(*(self.groups[role] for role in Role))
        return {
            word: frozenset(role for role in Role if word in self.groups[role]) for word in words
        }

    def _spelling(self, joined: Mapping[Said, str]) -> Spelling:
        fits = [place.words for phrase in self.phrases for place in phrase]
        lexicon = frozenset().union(*fits, *self.groups.values(), *self.spelt.values())
        lexicon |= {word for pair in joined for word in pair.split()} | EMOJI.keys()
        signs = {EDGE, PAUSE, QUOTE, NUMBER, MANY, YEAR}
        slips, ordinary = (self._said(self._part(part)).split() for part in ("slips", "ordinary"))
        return Spelling(lexicon - signs - self.spelt.keys(), self.spelt, slips, ordinary)

    def _joined(self, pairs: Mapping[Said, Said]) -> dict[str, dict[str, str]]:
        joined: dict[str, dict[str, str]] = {}
        for pair, one in pairs.items():
            words = pair.split()
            if len(words) != 2:  # noqa: PLR2004 - what a pair is
                self._refuse(pair.line, f"'{pair}' has to be 2 words")
            joined.setdefault(words[1], {})[words[0]] = str(one)
        return joined

    def _plain(self, word: str) -> Words:
        return self.spelt.get(word, (word,))

    def _part(self, name: str) -> Value:
        if name not in self.parts.rows:
            self._refuse(self.parts.line, f"the part '{name}' is missing")
        return self.parts.rows[Said(name)]

    def _need(self, value: Value, name: str) -> Value:
        rows = self._rows(value)
        if name not in rows:
            self._refuse(value.line, f"'{name}' is missing here")
        return rows[Said(name)]

    def _rows(self, value: Value) -> dict[Said, Value]:
        if not isinstance(value, Table):
            self._refuse(value.line, "names are needed here: 'name: ...'")
        return value.rows

    def _table(self, value: Value) -> Iterator[tuple[Said, Value]]:
        yield from self._rows(value).items()

    def _items(self, value: Value) -> list[Value]:
        if not isinstance(value, Items) or not value.rows:
            self._refuse(value.line, "a list is needed here: lines that begin with '- '")
        return value.rows

    def _either(self, value: Value) -> list[Said]:
        rows = value.rows if isinstance(value, Items) else [value]
        return [self._said(row) for row in rows]

    def _said(self, value: Value) -> Said:
        if not isinstance(value, Said) or not value.strip():
            self._refuse(value.line, "words are needed here")
        return value

    def _one_of(self, kind: type[OneOf], value: Value) -> OneOf:
        said = self._said(value)
        if said not in list(kind):
            self._refuse(said.line, f"'{said}' is none of {_all(kind)}")
        return kind(said)

    def _refuse(self, line: int, why: str) -> "NoReturn":
        raise BrokenList(self.file, line, why)


def _all(names: object) -> str:
    return ", ".join(sorted(names))
