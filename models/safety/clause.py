"""What is known while the words of a text are read one after another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from models.safety.cutting import QUOTE
from models.safety.listing import Mark, Of, Role, Rule
from models.safety.notation import EDGE

_AND = "and"


@dataclass(slots=True)
class Whole:
    """What counts for the whole text, and may only be known at its end.

    recovered, settled: the last word by which all that was told before is past, or over.
    again, still:       somewhere it is said that it is so again, or that danger lasts.
    """

    recovered: int = -1
    settled: int = -1
    again: bool = False
    still: bool = False


@dataclass(slots=True)
class Sentence:
    """What counts for a whole sentence, and may only be known at its end."""

    again: bool = False
    over: bool = False
    still: bool = False
    recovered: bool = False
    happened: bool = False


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

    theirs:   somebody else is who the clause is about.
    told:     somebody else says it.
    happened: it is told of what has happened; what is so now, no other sentence ends.
    """

    rule: Rule
    at: int
    clause: Clause
    theirs: bool
    told: bool
    quoted: bool
    happened: bool

    @property
    def of_others(self) -> bool:
        """Tell whether it is somebody else's wish, or one that somebody else has of the person."""
        return self.rule.of is Of.ME and (self.theirs or self.told or self.quoted)


@dataclass(slots=True)
class Listener:
    """Follows who is meant, and what is told and quoted; words are given in order."""

    roles: Mapping[str, frozenset[Role]]
    hits: list[Hit] = field(default_factory=list)
    dying: bool = False
    echoed: int = -1
    judged: int = 0
    figures: set[int] = field(default_factory=set)
    whole: Whole = field(default_factory=Whole)
    clause: Clause = field(default_factory=Clause)
    theirs: bool | None = None
    told: bool = False
    quoted: bool = False
    ever_told: bool = False
    _noted: bool = False

    def hear(self, word: str, before: str) -> None:
        """Take in a word and the one before it, before the phrases that it ends."""
        if word == EDGE:
            self._end_sentence()
        elif word == QUOTE:
            self.quoted = not self.quoted
        else:
            for role in self.roles.get(word, ()):
                _ACTS.get(role, _nothing)(self, before)

    def fits(self, rule: Rule, at: int, *, own: bool) -> None:
        """Note that a rule fits here; by an `own` phrase the person speaks of themselves."""
        self._noted = True
        theirs = bool(self.theirs) and not own
        happened = self.clause.sentence.happened
        self.hits.append(Hit(rule, at, self.clause, theirs, self.told, self.quoted, happened))

    def mark(self, mark: Mark, at: int, length: int) -> None:
        """Note what a phrase of so many words says about the words around it."""
        self._noted = True
        match mark:
            case Mark.MINE | Mark.THEIRS | Mark.INNER:
                self.theirs = mark is Mark.THEIRS
                self.clause.inner |= mark is Mark.INNER
            case Mark.TOLD:
                self._tell()
            case Mark.FACT:
                self.told = False
            case Mark.ORDER:
                self.clause.ordered = True
            case Mark.RECOVERED | Mark.SETTLED:
                self._mark_end(mark, at)
            case Mark.PAST | Mark.LATELY | Mark.AGAIN | Mark.OVER | Mark.STILL | Mark.HAPPENED:
                self._mark_when(mark)
            case Mark.DYING:
                self.dying = True
            case Mark.ECHO:
                self.echo(at)
            case Mark.FIGURE:
                self.figures.update(range(at - length + 1, at + 1))

    def _mark_when(self, mark: Mark) -> None:
        """Note what is said of the time."""
        self.clause.past |= mark is Mark.PAST
        self.clause.lately |= mark is Mark.LATELY
        self.clause.sentence.again |= mark is Mark.AGAIN
        self.clause.sentence.over |= mark is Mark.OVER
        self.clause.sentence.still |= mark is Mark.STILL
        self.clause.sentence.happened |= mark is Mark.HAPPENED
        self.whole.again |= mark is Mark.AGAIN
        self.whole.still |= mark is Mark.STILL

    def _mark_end(self, mark: Mark, at: int) -> None:
        """Note that what was told is past or over: of this sentence all, and what came before."""
        if mark is Mark.RECOVERED:
            self.clause.sentence.recovered, self.whole.recovered = True, at
        else:
            self.clause.sentence.over, self.whole.settled = True, at

    def echo(self, at: int) -> None:
        """Note that "so do I" is said here, if there is anything that it can mean."""
        if self.dying or self.hits:
            self.echoed = at

    def first(self, before: str) -> None:
        """Take it that the person speaks of themselves; after "and" a new clause begins."""
        if Role.ADDING in self.roles.get(before, ()):
            self.break_off()
        self.theirs = False

    def third(self, before: str) -> None:
        """Take it that somebody else is meant; after "now" a new clause begins."""
        if Role.ADDING in self.roles.get(before, ()) and before != _AND:
            self.break_off()
        self.theirs = True

    def say(self, _: str = EDGE) -> None:
        """Take it that somebody says what follows, unless it is the person."""
        if self.theirs is not False:
            self._tell()

    def break_off(self, _: str = EDGE) -> None:
        """Begin a new clause of the same sentence."""
        self.told, self._noted = False, True
        self.clause = Clause(self.clause.sentence)

    def _tell(self) -> None:
        """Take it that somebody else says what follows: what one's own head says is one's own."""
        if not self.clause.inner:
            self.told = self.ever_told = True

    def _end_sentence(self) -> None:
        """Inside quotation marks a full stop ends no sentence: who said it may follow."""
        if not self.quoted:
            self.theirs, self.told = None, False
            if self._noted:  # most sentences hold nothing to note
                self.clause, self._noted = Clause(), False


def _nothing(_: Listener, _before: str) -> None:
    """Roles that only count for the word after."""


_ACTS: Mapping[Role, Callable[[Listener, str], None]] = {
    Role.FIRST: Listener.first,
    Role.THIRD: Listener.third,
    Role.SAYING: Listener.say,
    Role.BREAKING: Listener.break_off,
}
