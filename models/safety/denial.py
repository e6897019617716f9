"""Which words of a text a denial reaches, so that what they begin is held back."""

from collections.abc import Mapping, Sequence

from models.safety.cutting import PAUSE
from models.safety.listing import Role
from models.safety.notation import EDGE

Roles = Mapping[str, frozenset[Role]]
REACH = 5
"""A denial reaches so many words on ("no thoughts of ever ending my life")."""
_AND = "and"
_DENIED = ord("1")
_NONE: frozenset[Role] = frozenset()
_STOPS = {EDGE, PAUSE}
_TURNS = {Role.DENYING, Role.SPENDING, Role.CARRYING, Role.FIRST, Role.THIRD}


def denials(words: Sequence[str], roles: Roles) -> bytearray:
    """Return "1" for each word that is denied, and "0" for each that is not.

    What ends a clause is never denied, and ends the denial.
    """
    held = bytearray(b"0" * len(words))
    left, before = 0, EDGE
    for at, word in enumerate(words):
        some = roles.get(word)
        left -= left > 0
        if word in _STOPS or (some and Role.BREAKING in some):
            left = 0
        elif some and not some.isdisjoint(_TURNS):
            left = _turned(left, some, before, roles.get(before, _NONE))
        if left:
            held[at] = _DENIED
        before = word
    return held


def _turned(left: int, some: frozenset[Role], before: str, behind: frozenset[Role]) -> int:
    """Return for how many words a denial holds on, after a word that turns it.

    It begins with "not", is carried on by "or plans of", and ends where it has its object ("not
    sure", "no sleep") or where somebody else or a new clause begins.
    """
    if Role.DENYING in some or (Role.CARRYING in some and left):
        return REACH + 1
    if Role.SPENDING in some:
        return 0
    if Role.FIRST in some and Role.HANGING not in behind:
        return 0
    if Role.FIRST in some and Role.ADDING in behind:
        return 0
    if Role.THIRD in some and Role.ADDING in behind and before != _AND:
        return 0
    return left
