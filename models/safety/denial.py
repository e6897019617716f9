"""Which words of a text a denial reaches, so that what they begin is held back."""

from collections.abc import Mapping, Sequence

from models.safety.cutting import PAUSE
from models.safety.listing import Role
from models.safety.notation import EDGE

Roles = Mapping[str, frozenset[Role]]
REACH = 5
"""A denial reaches so many words on ("no thoughts of ever ending my life")."""
_NONE: frozenset[Role] = frozenset()
_STOPS = {EDGE, PAUSE}
_TURNS = {Role.DENYING, Role.SPENDING, Role.CARRYING, Role.FIRST, Role.THIRD}


class Denials:
    """Finds what is denied, by the words that begin a denial, carry it on or end it."""

    def __init__(self, roles: Roles) -> None:
        self._roles = roles
        turning = {word for word, some in roles.items() if not some.isdisjoint(_TURNS)}
        self._ending = {word for word, some in roles.items() if Role.BREAKING in some} | _STOPS
        self._turning = turning | self._ending
        self._denying = {word for word, some in roles.items() if Role.DENYING in some}

    def of(self, words: Sequence[str]) -> bytearray:
        """Return "1" for each word that is denied, and "0" for each that is not.

        What ends a clause is never denied, and ends the denial.
        """
        held = bytearray(b"0" * len(words))
        until = 0
        for begins in [at for at, word in enumerate(words) if word in self._denying]:
            at = max(begins, until)
            while at == begins or at < until:
                if words[at] in self._turning:
                    left = max(until - at, 0)
                    after = self._turned(left, words[at], words[at - 1])
                    held[at : at + left] = b"0" * left
                    held[at : at + after] = b"1" * after
                    until = at + after
                at += 1
        return held[: len(words)]

    def _turned(self, left: int, word: str, before: str) -> int:
        """Return for how many words a denial holds on, after a word that turns it.

        It begins with "not", is carried on by "or plans of", and ends where it has its object
        ("not sure", "no sleep") or where somebody else or a new clause begins.
        """
        if word in self._ending:
            return 0
        some, behind = self._roles[word], self._roles.get(before, _NONE)
        if Role.DENYING in some or (Role.CARRYING in some and left):
            return REACH + 1
        first = Role.FIRST in some and (Role.HANGING not in behind or Role.ADDING in behind)
        third = Role.THIRD in some and Role.ADDING in behind
        return 0 if first or third or Role.SPENDING in some else left
