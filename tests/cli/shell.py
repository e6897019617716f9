"""Runs commands as an operator would, in this process, and keeps what they print."""

import asyncio
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from bot.cli.main import main
from models.sealing import new_key

KEY = new_key(date(2026, 11, 2))
TOKEN = "123456789:MARKER-token-AAAAAAAAAAAAAAAAAAAAAA"  # noqa: S105
NOWHERE = "http://127.0.0.1:1"
"""A Telegram that cannot be reached."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a command left: its exit code and what it printed."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        return self.out + self.err


@dataclass(frozen=True, slots=True)
class Shell:
    folder: Path
    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    @property
    def database(self) -> Path:
        return self.folder / "var" / "handrail.db"

    def put(self, **settings: str) -> None:
        """Set settings by their names without HANDRAIL_."""
        for name, value in settings.items():
            self.patch.setenv("HANDRAIL_" + name, value)

    def put_all(self, api: str = NOWHERE) -> None:
        """Set what `run` needs."""
        self.put(
            BOT_TOKEN=TOKEN,
            KEYS=KEY,
            TELEGRAM_API=api,
            ORGANISATION="Example Trust",
            PRIVACY_CONTACT="privacy@example.org",
        )

    def run(self, *words: str) -> Said:
        """Run a command to its end."""
        self.capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(list(words))
        shown = self.capture.readouterr()
        code = ended.value.code
        assert isinstance(code, int)
        said = Said(code, shown.out, shown.err)
        assert "Traceback" not in said.all
        assert "MARKER" not in said.all
        assert KEY not in said.all
        return said

    async def beside(self, *words: str) -> Said:
        """Run a command while this loop goes on, for it may ask a Telegram that runs here."""
        return await asyncio.to_thread(self.run, *words)


def things(said: Said, *, wrong: bool = False) -> dict[str, str]:
    """Return what was looked at (only what is wrong): thing and words."""
    marks = ("WRONG",) if wrong else ("WRONG", "ok")
    lines = [line.split(maxsplit=1) for line in said.out.splitlines()]
    return dict(rest.split(": ", 1) for mark, rest in lines if mark in marks)
