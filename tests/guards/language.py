"""All rules for words together, and what may be seen on a lock screen."""

import re
from collections.abc import Iterable

from tests.guards.kindness import KINDNESS
from tests.guards.measured import MEASURED
from tests.guards.rule import Rule
from tests.guards.style import STYLE

RULES = (*MEASURED, *STYLE, *KINDNESS)
INCIDENT_WORDS = (
    "abus aggress assault attack bully bullied fight groom harass harm hate hit hurt incident "
    "injur kick police punch racis rape sex spat stalk strangl suicid swear swor threat touched "
    "victim violen weapon witness"
).replace(" ", "|")
"""How words begin that would tell a stranger; "report" alone does not, and has to be said."""
_ON_A_LOCK_SCREEN = re.compile(rf"\b({INCIDENT_WORDS})", re.IGNORECASE)


def faults(text: str, rules: Iterable[Rule] = RULES) -> list[str]:
    """Return what breaks a rule in a plain text, each as "rule: the words that break it"."""
    return [f"{rule.asks}: {found!r}" for rule in rules for found in rule.find(text)]


def lock_screen_words(text: str) -> list[str]:
    """Return the words of a plain text that would tell a stranger of an incident."""
    return [found.group() for found in _ON_A_LOCK_SCREEN.finditer(text)]


def lock_screen_safe(text: str) -> bool:
    """Tell whether a message may be read by whoever sees the phone: it names no incident."""
    return not lock_screen_words(text)
