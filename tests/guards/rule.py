"""What a rule for words is: what it asks, how a breach is found, and an example of each kind."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

Finder: TypeAlias = Callable[[str], list[str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it asks for, how a breach is found, and an example of each kind."""

    asks: str
    find: Finder
    breaks: str
    keeps: str


def never(asks: str, pattern: str, breaks: str, keeps: str) -> Rule:
    """Make a rule that a pattern is never found, in small letters or capitals."""
    seen = re.compile(pattern, re.IGNORECASE)
    return Rule(asks, lambda text: [hit.group() for hit in seen.finditer(text)], breaks, keeps)
