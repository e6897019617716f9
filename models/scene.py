"""A rehearsal's scene: turns of the other side, lines to choose from, and ways it can end.

Where somebody stands is the path of their taps, written in letters: it travels in the buttons.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from models.skill import Theme

MOST_TURNS = 8
MOST_TO_LEAVE = 2
"""Taps from any turn to a safe end, for somebody who leaves."""
LEAVE = "x"
"""How leaving is written in a path; a line is written as its number, from 0."""


class Effect(StrEnum):
    """What a line does to the other side."""

    CALMS = "calms"
    STAYS = "stays"
    HEATS = "heats"


class NoSuchPath(ValueError):
    """A path that no buttons of ours lead along."""


@dataclass(frozen=True, slots=True)
class Line:
    """Something to say, what it does, and where it leads: a turn or an end."""

    key: str
    effect: Effect
    to: str


@dataclass(frozen=True, slots=True)
class Turn:
    """What the other side does now, the lines there are, and where leaving leads."""

    key: str
    lines: tuple[Line, ...]
    leave: str


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a path leads: the turn or the end, what was said on the way, and whether they left."""

    at: str
    said: tuple[Line, ...] = ()
    left: bool = False


@dataclass(frozen=True, slots=True)
class Scene:
    """One scene; its words stand in messages/scenes under its id. The first turn begins it."""

    id: str
    theme: Theme
    turns: Mapping[str, Turn]
    ends: tuple[str, ...]

    @property
    def start(self) -> str:
        """Return the turn that it begins with."""
        return next(iter(self.turns))

    @property
    def blocks(self) -> frozenset[str]:
        """Return the names of the words that it needs."""
        lines = {line.key for turn in self.turns.values() for line in turn.lines}
        told = {f"{key}{part}" for key in lines for part in ("", "_said", "_note")}
        return frozenset({"title", "about", "leave", "try", *self.turns, *self.ends, *told})

    def stand(self, path: str) -> Stand:
        """Follow a path, which is user input, from the start; raises NoSuchPath."""
        at, said, left = self.start, [], False
        for step in path:
            turn = self.turns.get(at)
            if turn is None:
                raise NoSuchPath("it goes on behind an end")
            if step == LEAVE:
                at, left = turn.leave, True
                continue
            if step not in map(str, range(len(turn.lines))):
                raise NoSuchPath("there is no such line")
            line = turn.lines[int(step)]
            said.append(line)
            at = line.to
        return Stand(at, tuple(said), left)

    def paths(self) -> Iterator[str]:
        """Yield every path from the start to an end. It must be checked: a circle has no end."""
        waiting = [""]
        while waiting:
            path = waiting.pop()
            turn = self.turns.get(self.stand(path).at)
            if turn is None:
                yield path
            else:
                steps = (*map(str, range(len(turn.lines))), LEAVE)
                waiting.extend(f"{path}{step}" for step in steps)


def onward(turn: Turn) -> tuple[str, ...]:
    """Return where a turn can lead."""
    return (*(line.to for line in turn.lines), turn.leave)


def circle(turns: Mapping[str, Turn]) -> tuple[str, ...]:
    """Return the turns of a way that comes back to where it was, none when every way ends."""
    done: set[str] = set()
    way: list[str] = []

    def visit(key: str) -> tuple[str, ...]:
        if key in way:
            return (*way[way.index(key) :], key)
        if key in done or key not in turns:
            return ()
        way.append(key)
        for found in map(visit, onward(turns[key])):
            if found:
                return found
        done.add(way.pop())
        return ()

    return next(filter(None, map(visit, turns)), ())


def length(turns: Mapping[str, Turn], key: str) -> int:
    """Return the taps on the longest way from here to an end; every way must end."""
    taps: dict[str, int] = {}

    def most(at: str) -> int:
        if at not in taps:
            taps[at] = 1 + max(map(most, onward(turns[at]))) if at in turns else 0
        return taps[at]

    return most(key)


def taps_to_leave(turns: Mapping[str, Turn], key: str) -> int:
    """Return the taps to an end for somebody who leaves; every way must end."""
    return 1 + taps_to_leave(turns, turns[key].leave) if key in turns else 0


def reached(turns: Mapping[str, Turn], start: str) -> set[str]:
    """Return every turn and end that some way leads to, the start too."""
    found, waiting = {start}, [start]
    while waiting:
        turn = turns.get(waiting.pop())
        new = {to for to in onward(turn) if to not in found} if turn else set()
        found |= new
        waiting.extend(new)
    return found
