"""Every promise of PRIVACY.md has a test with its id, and no test claims one that is not there."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PROMISE = re.compile(r"^- \*\*(P\d+)\*\* .+", re.MULTILINE)
MARK = re.compile(r"mark\.promise\(\"(P\d+)\"\)")


def test_every_promise_is_proven_and_every_proof_has_a_promise() -> None:
    promised = PROMISE.findall((ROOT / "PRIVACY.md").read_text())
    sources = [path.read_text() for path in (ROOT / "tests").rglob("test_*.py")]
    proven = {each for source in sources for each in MARK.findall(source)}
    assert len(promised) == len(set(promised))
    assert set(promised) == proven
