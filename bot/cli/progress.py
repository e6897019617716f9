"""Says how far a long command has come: on standard error, at most once a second."""

import time

import click

SECONDS = 1.0


class Progress:
    """Hears of each step and prints some of them, always the last of each thing."""

    def __init__(self) -> None:
        self._printed = time.monotonic()
        self._last = ""

    def __call__(self, thing: str, done: int, total: int) -> None:
        """Print, unless something was printed just now."""
        is_last = done >= total > 0
        line = f"{thing}: {done:,} of {total:,}"
        if line == self._last or not (is_last or time.monotonic() - self._printed >= SECONDS):
            return
        self._printed, self._last = time.monotonic(), line
        click.echo(line, err=True)
