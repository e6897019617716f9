"""Whether a typed text calls for help at once: a list of phrases, read the same way every time.

`read(text)` says what was heard. It keeps nothing, writes nothing and asks nobody: no score, no
level, no timer. The list stands in models/seeds/phrases.yaml; docs/safety.md explains it.
"""

from functools import cache
from pathlib import Path

from models.safety.heard import Heard
from models.safety.listfile import phrase_list
from models.safety.parts import BrokenList
from models.safety.reading import Reader

SEEDS = Path(__file__).parent.parent / "seeds"
PHRASES = SEEDS / "phrases.yaml"
DEVELOPMENT = SEEDS / "phrases_development.tsv"
BLIND = SEEDS / "phrases_blind.tsv"
FRESH = SEEDS / "phrases_fresh.tsv"


@cache
def ready() -> Reader:
    """Load the list, once; raises BrokenList with file, line and reason.

    The program calls this before it begins: with a broken list it does not start, so the list is
    never silently off, and no message waits for a disk.
    """
    return Reader(phrase_list(PHRASES))


def read(text: str) -> Heard:
    """Return what a typed text calls for. Linear in its length; never raises once ready."""
    return ready().read(text).heard


__all__ = ["BLIND", "DEVELOPMENT", "FRESH", "PHRASES", "BrokenList", "Heard", "read", "ready"]
