"""Times finding what identifies somebody: 100,000 characters of many sorts, and one message.

The baseline is what a library would do for telephone numbers alone: phonenumbers' own matcher.
Each figure is the median of 5 in turns, in processor time.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial
from itertools import cycle, islice

import phonenumbers

from models.redaction import find
from models.redaction.labelled import sentences

LETTERS = 100_000
MESSAGE = 2_000
TURNS = 5
TODAY = date(2026, 11, 24)
TEXTS = {
    "a story with nobody in it": " ".join(one.text for one in sentences() if not one.spans),
    "every labelled sentence": " ".join(one.text for one in sentences()),
    "one letter": "a",
    "one digit": "9",
    "digits apart": "1 2 ",
    "NHS numbers": "999 945 8076 ",
    "mobiles": "07700 900123 ",
    "dates": "12/03/1956 ",
    "postcodes": "M14 5TP ",
    "titles": "Mr ",
    "names": "Mr John Smith ",
    "names in no list": "pt zog ",
    "a row of particles": "ben ",
    "pairs of digits": "12 34 56 ",
    "initials": "A. ",
    "at signs": "a@",
    "what cannot be seen": "\u200b",
    "pictures": "😀 a",
}


def main() -> None:
    """Print the figures."""
    print(f"{LETTERS:,} characters of            ours    phonenumbers' matcher")
    for name, piece in TEXTS.items():
        text = "".join(islice(cycle(piece), LETTERS))
        ours, theirs = in_turns(partial(ours_of, text), partial(matcher, text))
        print(f"  {name:<27}{ours:7.1f} ms{theirs:10.1f} ms")
    text = TEXTS["every labelled sentence"][:MESSAGE]
    ours, theirs = in_turns(partial(ours_of, text), partial(matcher, text))
    print(f"one message of {MESSAGE:,}         {ours:7.2f} ms{theirs:10.2f} ms")


def ours_of(text: str) -> None:
    """Find everything."""
    find(text, TODAY)


def matcher(text: str) -> None:
    """Find telephone numbers as the library does, which misses those kept for drama."""
    list(phonenumbers.PhoneNumberMatcher(text, "GB", max_tries=len(text)))


def in_turns(*acts: Callable[[], None]) -> list[float]:
    """Return the median milliseconds of each, run one after another."""
    seen: list[list[float]] = [[] for _ in acts]
    for _ in range(TURNS):
        for act, times in zip(acts, seen, strict=True):
            begun = time.process_time()
            act()
            times.append((time.process_time() - begun) * 1000)
    return [statistics.median(times) for times in seen]


if __name__ == "__main__":
    main()
