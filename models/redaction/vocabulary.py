"""The words that the rules for names know: names, words that are none, and what makes a place."""

from pathlib import Path

_FOLDER = Path(__file__).parent / "words"


def word_list(name: str) -> frozenset[str]:
    """Return the words of a list; a line that begins with # is for who edits it."""
    lines = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


ALSO_WORDS = word_list("also_words")
"""Names that are plain words as well."""
COMMON = word_list("common") | ALSO_WORDS
"""Words that name nobody where they stand after a role."""
GIVEN = word_list("given_names") - word_list("common")
SURE_GIVEN = GIVEN - ALSO_WORDS
"""Given names that are nothing else, so they are known with no capital too."""
KNOWN = (SURE_GIVEN | word_list("surnames")) - COMMON
NEVER = COMMON - ALSO_WORDS - GIVEN
"""Words that no name begins with, whatever stands before them."""
PLACES = word_list("places")
"""What makes a place or a thing of the name before it."""
