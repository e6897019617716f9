"""Times reading typed texts: labelled messages, and 100,000 characters of many sorts.

The baseline is the labelled phrases as one compiled alternation, as most keyword lists do it: it
knows no speaker, no denial and no other alphabet. Processor time; ours is the median of 5.
"""

import gc
import random
import re
import statistics
import time
from collections.abc import Callable
from functools import partial

from models.safety import BLIND, DEVELOPMENT, FRESH, read, ready
from models.safety.effect import labelled

LETTERS = 100_000
TURNS = 5
HINTS = ("end", "die", "kill")
"""Beginnings of words that are taken apart in case they were typed without spaces."""
PIECES = {
    "one letter": "a",
    "one short word": "i ",
    "a wish": "i want to kill myself ",
    "letters apart": "k m s ",
    "words run together": "iwanttodie ",
    "quotation marks": "\"'",
    "commas": ", i",
    "accents": "k\u0301\u0302\u0303",
    "one that unfolds to 18": "\ufdfa",
    "pictures": "😀k",
    "signs inside words": "a.b-c_",
    "digits": "1 2 3 ",
}


def main() -> None:
    """Print the figures."""
    messages = [one.text for path in (DEVELOPMENT, BLIND, FRESH) for one in labelled(path)]
    words = alternation(messages)
    ready()
    gc.collect()
    gc.freeze()  # as the bot does when it has loaded the list
    ours = median(lambda: [read(text) for text in messages])
    theirs = median(lambda: [words.search(text) for text in messages])
    count = len(messages)
    print(f"{'':37}ours    one alternation")
    print(f"one message, mean of {count:,}{ours / count:17.3f} ms{theirs / count:12.3f} ms")
    whole = texts(messages)["messages"]
    print(f"{'100,000 of messages, to the end':37}{median(lambda: ready().all(whole)):8.1f} ms")
    for name, text in texts(messages).items():
        one = median(partial(read, text))
        other = median(partial(words.findall, text), turns=1)
        print(f"{LETTERS:,} of {name:<25}{one:8.1f} ms{other:12.1f} ms")


def texts(messages: list[str]) -> dict[str, str]:
    """Return long texts of many sorts, the same every time."""
    dice = random.Random(4)  # noqa: S311 - dice for texts, no secret
    words = " ".join(messages).split()
    letters = "".join(dice.choices("abcdefghijklmnop    ", k=LETTERS))
    made = {
        "messages": " ".join(messages),
        "what is quiet": " ".join(text for text in messages if not read(text).alarms) * 3,
        "letters and signs": "".join(dice.choices("abc .,'\"!?-\n*@1\u00e9", k=LETTERS)),
        "words nearly known": " ".join(
            dice.choice(HINTS) + "".join(dice.choices("aeionst", k=dice.randint(2, 9)))
            for _ in range(LETTERS // 8)
        ),
        "their words at random": " ".join(dice.choices(words, k=LETTERS // 4)),
        "random letters": letters,
        "letters, digits and signs": "".join(
            dice.choices("7?rz0\u200dq!;2'\u00e94(cg", k=LETTERS)
        ),
    }
    made |= {name: piece * (LETTERS // len(piece)) for name, piece in PIECES.items()}
    return {name: text[:LETTERS] for name, text in made.items()}


def alternation(messages: list[str]) -> re.Pattern[str]:
    """Return every labelled phrase as one expression."""
    longest_first = sorted(map(re.escape, messages), key=len, reverse=True)
    return re.compile("|".join(longest_first), re.IGNORECASE)


def median(work: Callable[[], object], turns: int = TURNS) -> float:
    """Return the median milliseconds that work takes."""
    seen = []
    for _ in range(turns):
        begun = time.process_time()
        work()
        seen.append((time.process_time() - begun) * 1000)
    return statistics.median(seen)


if __name__ == "__main__":
    main()
