"""Reads the file of one scene, or says which line cannot be and why."""

from collections.abc import Iterator, Mapping

from models.file_tree import Fault, Faulty, Node, Word, read_tree
from models.scene import (
    MOST_TO_LEAVE,
    MOST_TURNS,
    Effect,
    Line,
    Scene,
    Turn,
    circle,
    length,
    onward,
    reached,
    taps_to_leave,
)
from models.skill import Theme
from models.skill_file.fields import items_of, keyed, name_of, names_of, one_of, rows_of

MOST_LINES = 3
MANY_TURNS = 40
"""More than anybody can look through in a diagram."""
_RESERVED = frozenset({"title", "about", "leave", "try"})


def read_scene(content: bytes, name: str) -> Scene:
    """Return the scene that a file holds; raises Faulty with all that is wrong.

    Every way ends after 8 turns at most, every turn and end is reached, and from each turn
    leaving leads to an end within 2 taps.
    """
    name_of(Word(1, name))  # it travels in buttons
    rows = keyed(read_tree(content), ("theme", "turns", "ends"))
    turns: dict[str, Turn] = {}
    lines: dict[str, int] = {}
    for key, (line, node) in rows_of(rows["turns"]).items():
        turns[key], lines[key] = _turn(name_of(Word(line, key)), node), line
    if not 0 < len(turns) <= MANY_TURNS:
        raise Faulty(Fault(rows["turns"].line, f"a scene has 1 to {MANY_TURNS} turns"))
    ends = names_of(rows["ends"])
    scene = Scene(name, one_of(Theme, rows["theme"]), turns, ends)
    faults = [Fault(lines.get(key, rows["ends"].line), why) for key, why in _wrong(scene)]
    if faults:
        raise Faulty(*faults)
    return scene


def _turn(key: str, node: Node) -> Turn:
    rows = keyed(node, ("say", "leave"))
    said = items_of(rows["say"])
    if len(said) > MOST_LINES:
        raise Faulty(Fault(rows["say"].line, f"at most {MOST_LINES} lines fit a phone"))
    return Turn(key, tuple(map(_line, said)), name_of(rows["leave"]))


def _line(node: Node) -> Line:
    rows = keyed(node, ("line", "does", "to"))
    return Line(name_of(rows["line"]), one_of(Effect, rows["does"]), name_of(rows["to"]))


def _wrong(scene: Scene) -> Iterator[tuple[str, str]]:
    """Yield the turn or end and the reason of each thing that does not fit."""
    yield from _names(scene)
    lost = [(key, to) for key, turn in scene.turns.items() for to in onward(turn)]
    lost = [(key, to) for key, to in lost if to not in {*scene.turns, *scene.ends}]
    for key, to in lost:
        yield key, f"it leads to '{to}', which is no turn and no end"
    round_ = circle(scene.turns)
    if round_:
        yield round_[0], f"this never ends: {', '.join(round_)}"
    if not lost and not round_:
        yield from _ways(scene.turns, scene)


def _names(scene: Scene) -> Iterator[tuple[str, str]]:
    """Each name is a block of words, so it can stand for one thing only."""
    taken = set(_RESERVED)
    lines = {line.key for turn in scene.turns.values() for line in turn.lines}
    told = {f"{key}{part}" for key in lines for part in ("", "_said", "_note")}
    for key in (*scene.turns, *scene.ends):
        if key in taken | told:
            yield key, f"the name '{key}' stands for something else already"
        taken.add(key)
    for key in sorted(lines & _RESERVED):
        yield scene.start, f"a line cannot be called '{key}'"


def _ways(turns: Mapping[str, Turn], scene: Scene) -> Iterator[tuple[str, str]]:
    found = reached(turns, scene.start)
    for key in (*turns, *scene.ends):
        if key not in found:
            yield key, f"nothing leads to '{key}'"
    if (taps := length(turns, scene.start)) > MOST_TURNS:
        yield scene.start, f"the longest way has {taps} turns, and {MOST_TURNS} is the most"
    for key in turns:
        if (taps := taps_to_leave(turns, key)) > MOST_TO_LEAVE:
            yield key, f"leaving takes {taps} taps here, and {MOST_TO_LEAVE} is the most"
