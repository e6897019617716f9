"""Every promise of PRIVACY.md has a test with its id, and no test claims one that is not there."""

import re
from datetime import date
from pathlib import Path

import pytest

from bot.book.reading import plain
from handlers.promises import ROOM, promises_screen
from messages import promises
from messages.words import say

ROOT = Path(__file__).parent.parent.parent
PROMISE = re.compile(r"^- \*\*(P\d+)\*\* .+", re.MULTILINE)
MARK = re.compile(r"mark\.promise\(\"(P\d+)\"\)")


def test_every_promise_is_proven_and_every_proof_has_a_promise() -> None:
    promised = PROMISE.findall((ROOT / "PRIVACY.md").read_text())
    sources = [path.read_text() for path in (ROOT / "tests").rglob("test_*.py")]
    proven = {each for source in sources for each in MARK.findall(source)}
    assert len(promised) == len(set(promised))
    assert set(promised) == proven


def test_the_chat_shows_every_promise_with_the_day_it_was_last_proven() -> None:
    known = promises.promises()
    assert {each.id for each in known} == set(promises.proven()), "run: make prove"
    pages = [promises_screen(page).text for page in range(-(-len(known) // ROOM))]
    for each in known:
        assert sum(plain(page).count(each.words) for page in pages) == 1
    assert max(map(len, pages)) < 4096
    assert promises_screen(99) == promises_screen(len(pages) - 1)


def test_privacy_is_told_in_150_words() -> None:
    said = plain(say("privacy", organisation="Example Trust", contact="privacy@example.org"))
    assert len(said.split()) <= 150


def test_a_day_is_noted_for_what_was_proven_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(promises, "PROVEN", tmp_path / "proven.json")
    promises.note_proven({"P2", "P10"}, date(2026, 11, 1))
    promises.note_proven({"P10"}, date(2026, 11, 24))
    assert promises.proven() == {"P2": date(2026, 11, 1), "P10": date(2026, 11, 24)}
