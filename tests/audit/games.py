"""A game of the attack audit: a view of a quarter, and how much better than a coin one guesses."""

from collections import Counter
from collections.abc import Callable
from random import Random

GAMES = 20_000
View = tuple[int | None, ...]
Game = Callable[[Random, bool], View]


def advantage(play: Game, games: int, seed: int) -> float:
    """Return the advantage of the best guess; learnt from half the games, scored on the other."""
    dice = Random(seed)
    learnt: dict[bool, Counter[View]] = {True: Counter(), False: Counter()}
    for side in (True, False):
        learnt[side].update(play(dice, side) for _ in range(games // 2))
    right = sum(
        (learnt[True][view] > learnt[False][view]) is side
        for side in (True, False)
        for view in (play(dice, side) for _ in range(games // 2))
    )
    return 2 * right / games - 1
