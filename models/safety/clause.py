"""What is known while the words of a text are read one after another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from models.safety.cutting import PAUSE, QUOTE
from models.safety.listing import Mark, Role, Rule
from models.safety.notation import EDGE

_AND = "and"
REACH = 5
"""A denial reaches so many words on ("no thoughts of ever ending my life")."""


@dataclass(slots=True)
class Sentence:
    """What counts for a whole sentence, and may only be known at its end."""

    again: bool = False


@dataclass(slots=True)
class Clause:
    """What counts for one clause, and may only be known at its end."""

    sentence: Sentence = field(default_factory=Sentence)
    past: bool = False
    lately: bool = False
    ordered: bool = False
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that fits, with what was known at its last word, the `at`-th of the text.

    theirs: somebody else is who the clause is about.
    told:   somebody else says it.
    """

    rule: Rule
    at: int
    clause: Clause
    theirs: bool
    told: bool
    quoted: bool


@dataclass(slots=True)
class Listener:
    """Follows who is meant, and what is denied, told and quoted; words are given in order."""

    roles: Mapping[str, frozenset[Role]]
    hits: list[Hit] = field(default_factory=list)
    dying: bool = False
    echoed: int = -1
    settled: int = 0
    figures: set[int] = field(default_factory=set)
    clause: Clause = field(default_factory=Clause)
    denied: int = 0
    theirs: bool | None = None
    told: bool = False
    quoted: bool = False
    ever_told: bool = False
    _before: str = EDGE

    def hear(self, word: str) -> None:
        """Take in a word, before the phrases that it ends."""
        if self.denied:
            self.denied -= 1
        if word == EDGE:
            self._end_sentence()
        elif word == QUOTE:
            self.quoted = not self.quoted
        elif word == PAUSE:
            self.denied = 0
        else:
            for role in self.roles.get(word, ()):
                _ACTS.get(role, _nothing)(self)
        self._before = word

    def fits(self, rule: Rule, at: int, *, own: bool) -> None:
        """Note that a rule fits here; by an `own` phrase the person speaks of themselves."""
        theirs = bool(self.theirs) and not own
        self.hits.append(Hit(rule, at, self.clause, theirs, self.told, self.quoted))

    def mark(self, mark: Mark, at: int, length: int) -> None:
        """Note what a phrase of so many words says about the words around it."""
        match mark:
            case Mark.MINE | Mark.THEIRS | Mark.INNER:
                self.theirs = mark is Mark.THEIRS
                self.clause.inner |= mark is Mark.INNER
            case Mark.TOLD:
                self._tell()
            case Mark.ORDER:
                self.clause.ordered = True
            case Mark.PAST:
                self.clause.past = True
            case Mark.LATELY:
                self.clause.lately = True
            case Mark.AGAIN:
                self.clause.sentence.again = True
            case Mark.DYING:
                self.dying = True
            case Mark.ECHO:
                self.echo(at)
            case Mark.FIGURE:
                self.figures.update(range(at - length + 1, at + 1))

    def echo(self, at: int) -> None:
        """Note that "so do I" is said here, if there is anything that it can mean."""
        if self.dying or self.hits:
            self.echoed = at

    def first(self) -> None:
        """Take it that the person speaks of themselves; after "and" a new clause begins."""
        if Role.ADDING in self.roles.get(self._before, ()):
            self.break_off()
        elif Role.HANGING not in self.roles.get(self._before, ()):
            self.denied = 0
        self.theirs = False

    def third(self) -> None:
        """Take it that somebody else is meant; after "now" a new clause begins."""
        if Role.ADDING in self.roles.get(self._before, ()) and self._before != _AND:
            self.break_off()
        self.theirs = True

    def deny(self) -> None:
        """Hold back what begins within reach."""
        self.denied = REACH + 1

    def spend(self) -> None:
        """End a denial that has its object: "not sure", "no sleep"."""
        self.denied = 0

    def carry(self) -> None:
        """Carry a denial on: "no thoughts or plans of"."""
        if self.denied:
            self.denied = REACH + 1

    def say(self) -> None:
        """Take it that somebody says what follows, unless it is the person."""
        if self.theirs is not False:
            self._tell()

    def break_off(self) -> None:
        """Begin a new clause of the same sentence."""
        self.denied, self.told = 0, False
        self.clause = Clause(self.clause.sentence)

    def _tell(self) -> None:
        """Take it that somebody else says what follows: what one's own head says is one's own."""
        if not self.clause.inner:
            self.told = self.ever_told = True

    def _end_sentence(self) -> None:
        """Inside quotation marks a full stop ends no sentence: who said it may follow."""
        self.denied = 0
        if not self.quoted:
            self.theirs, self.told = None, False
            self.clause = Clause()


def _nothing(_: Listener) -> None:
    """Roles that only count for the word after."""


_ACTS: Mapping[Role, Callable[[Listener], None]] = {
    Role.FIRST: Listener.first,
    Role.THIRD: Listener.third,
    Role.DENYING: Listener.deny,
    Role.SPENDING: Listener.spend,
    Role.CARRYING: Listener.carry,
    Role.SAYING: Listener.say,
    Role.BREAKING: Listener.break_off,
}
