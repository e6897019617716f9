"""The locks: every package with its hashes, no address, and all that pyproject.toml asks for."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt")
PACKAGE = re.compile(r"^([a-z0-9][a-z0-9._-]*)==\S+( ;.*)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
NAME = re.compile(r"^[A-Za-z0-9._-]+")


def locked(lock: str) -> set[str]:
    """Return the packages of a lock; every line must be a package or one of its hashes."""
    found = set()
    for line in (ROOT / lock).read_text().splitlines():
        package = PACKAGE.match(line)
        assert package or HASH.match(line), f"{lock}: {line}"
        found |= {package[1]} if package else set()
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_holds_packages_and_hashes_and_no_address(lock: str) -> None:
    assert len(locked(lock)) > 20


def test_what_is_asked_for_is_locked_and_the_two_locks_agree() -> None:
    asked = tomllib.loads((ROOT / "pyproject.toml").read_text())
    run, dev = (
        {NAME.match(each)[0].lower() for each in wanted}  # type: ignore[index]
        for wanted in (asked["project"]["dependencies"], asked["dependency-groups"]["dev"])
    )
    assert run <= locked("requirements.txt")
    assert run | dev <= locked("requirements-dev.txt")
    lines = [set((ROOT / lock).read_text().splitlines()) for lock in LOCKS]
    pins = [{line for line in each if PACKAGE.match(line)} for each in lines]
    assert pins[0] <= pins[1]
