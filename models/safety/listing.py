"""The phrase list as the program holds it: rules, marks, groups and spellings."""

from dataclasses import dataclass
from enum import StrEnum

from models.safety.cutting import Joined
from models.safety.heard import Heard
from models.safety.matching import Phrase
from models.safety.spelling import Spelling


class Mark(StrEnum):
    """What phrases can say about the words around them."""

    MINE = "mine"
    """From here the person speaks of themselves."""
    THEIRS = "theirs"
    """From here it is about somebody else."""
    INNER = "inner"
    """What follows is said by the person's own head: it is theirs, and nobody told them."""
    TOLD = "told"
    """What follows was said by somebody else."""
    FACT = "fact"
    """What follows is so: it is no longer what somebody said."""
    ORDER = "order"
    """What was said is a threat or an order, not a wish."""
    PAST = "past"
    """The clause tells of long ago."""
    LATELY = "lately"
    """The clause tells of months ago: what would be care is a check."""
    AGAIN = "again"
    """The sentence says that it is so again: nothing in it is past."""
    OVER = "over"
    """The sentence says that what was done is over: danger is no longer near."""
    STILL = "still"
    """The sentence says that danger lasts or may return: what was done is not over."""
    HAPPENED = "happened"
    """The sentence tells what has happened: a later one may say that it is past or over."""
    RECOVERED = "recovered"
    """The sentence says that the person has long been well: it and all before it is past."""
    SETTLED = "settled"
    """The sentence says how it ended: danger told before it, in whichever sentence, is over."""
    DYING = "dying"
    """Somebody's death, or their wish for it, is spoken of."""
    ECHO = "echo"
    """The person says that what was said of somebody else is so for them."""
    FIGURE = "figure"
    """A figure of speech or ward talk: what ends among its words was not heard."""


class Role(StrEnum):
    """Groups of words that the reading itself needs; the list has to hold each."""

    FIRST = "I"
    THIRD = "THEY"
    DENYING = "DENYING"
    """Hold back what begins within the next words."""
    SPENDING = "SPENDING"
    """What a denial is about when it ends there: "not sure", "no sleep"."""
    HANGING = "HANGING"
    """Words that hang what "I" says next on the denial before: "not saying I ..."."""
    CARRYING = "CARRYING"
    """Words that carry a denial on: "no thoughts or plans of ..."."""
    SAYING = "SAYING"
    BREAKING = "BREAKING"
    """Begin a new clause: "but", "because"."""
    ADDING = "ADDING"
    """Begin a new clause when "I" follows: "and I", "now I"."""


class Of(StrEnum):
    """Whom a rule is about."""

    ME = "me"
    """The person's own wish or act: of somebody else it means something else."""
    ANYONE = "anyone"
    """What is done to the person, whoever stands in the sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule: what it hears when it holds, and else what it is.

    theirs: about somebody else (a rule of ME),
    told:   said by somebody else (a rule of ANYONE),
    past:   of long ago,
    over:   of what is over, if that makes a difference.
    """

    name: str
    hears: Heard
    of: Of
    theirs: Heard
    told: Heard
    past: Heard
    over: Heard


@dataclass(frozen=True, slots=True)
class Example:
    """A text that has to fire a rule (or any, for a mark), or must not; and where it stands."""

    line: int
    text: str
    fires: bool
    rule: Rule | None = None


@dataclass(frozen=True, slots=True)
class PhraseList:
    """Everything that the file says.

    meanings: what each of `phrases` means.
    roles:    by word, what it does to the words around it.
    """

    phrases: tuple[Phrase, ...]
    meanings: tuple[Rule | Mark, ...]
    roles: dict[str, frozenset[Role]]
    denying: frozenset[str]
    spelling: Spelling
    joined: Joined
    examples: tuple[Example, ...] = ()
