"""What a check found: one thing, whether it is right, and what would mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `check`. `words` says how it stands or, when wrong, what mends it."""

    thing: str
    words: str
    right: bool = True

    @classmethod
    def wrong(cls, thing: str, mend: str) -> "Finding":
        """Return a finding that makes the check fail."""
        return cls(thing, mend, right=False)

    def __str__(self) -> str:
        return f"{'ok   ' if self.right else 'WRONG'}  {self.thing}: {self.words}"
