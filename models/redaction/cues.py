"""The words that a name follows: titles, roles, and "called"."""

from enum import IntEnum, auto

from models.redaction.vocabulary import word_list


class Cue(IntEnum):
    """How sure it is that the next word is a name, the surest first."""

    TITLE = auto()
    """Mr, Mrs: nearly any word that follows is a name, with a capital or none."""
    DOCTOR = auto()
    """Dr, Prof: so is it here, but they also act: "dr said"."""
    RANK = auto()
    """Sister, Nurse, Sergeant: a role as often as a title."""
    ROLE = auto()
    """Patient, manager, husband: a name only with a capital or when it is known."""
    NAMED = auto()
    """Called, named, name: as after a role, and "is" may stand between."""
    TOLD = auto()
    """A lad called, his name is: any word that is no plain word is a name; from what is before."""
    NONE = auto()
    """Nothing: only a given name begins a name by itself."""


CUES = {
    word: cue
    for cue in Cue
    if cue not in (Cue.TOLD, Cue.NONE)
    for word in word_list(f"after_{cue.name.lower()}")
}
COPULAS = frozenset({"is", "was", "being", "a", "our", "my"})
"""What may stand between a role and a name that is known: "the patient is Graham Tull"."""
PARTICLES = word_list("particles")
LOOSE = word_list("loose")
"""Names that are words, and stand behind a name as often as in it."""
MISSING = word_list("before_miss")
"""Before "miss" they make a verb of it."""
DEEDS = word_list("deeds")
"""What only a person does: "patient zelimkhan hit me"."""
THINGS = word_list("places") - CUES.keys() | {"drug", "app", "scheme", "something", "form"}
"""What is called something and is nobody: "the ward is called Kingfisher"."""
ACTS = word_list("acts")
"""Names that a small letter makes a verb: "dr said", "mr will"."""
