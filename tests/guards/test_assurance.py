"""Every control that docs/assurance.md names is a test that exists."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
CONTROL = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def test_every_control_is_shown_by_a_test_that_exists() -> None:
    page = (ROOT / "docs/assurance.md").read_text()
    named = CONTROL.findall(page)
    assert len(named) == page.count("`tests/"), "a control is written as `file::test`"
    missing = [
        f"{file}::{test}" for file, test in named if f"def {test}(" not in _source(ROOT / file)
    ]
    assert not missing


def test_no_hazard_stands_without_a_control() -> None:
    log = (ROOT / "docs/assurance.md").read_text().partition("## Hazard log")[2].partition("\n## ")
    rows = [line for line in log[0].splitlines() if line.startswith("| ")][2:]
    assert len(rows) > 12
    assert not [row for row in rows if not CONTROL.search(row)]


def _source(path: Path) -> str:
    return path.read_text() if path.exists() else ""
