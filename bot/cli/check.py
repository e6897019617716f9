"""`check`: says of each thing whether it is right, and what would mend it; changes nothing."""

import asyncio
import sys
from collections.abc import AsyncIterator

import click

from bot.cli.check_store import look_at_store
from bot.cli.check_telegram import look_at_telegram
from bot.cli.finding import Finding
from bot.settings import BadSettings, RunSettings, Settings, StoreSettings, load
from handlers.catalogue import catalogue


@click.command("check")
def check() -> None:
    """Check settings, lessons and scenes, database, keys, token, groups and webhook.

    Prints one line for each; a wrong one says what mends it. Changes nothing, so it may be run
    beside the bot. Exits with 0 when everything is right, else with 1.
    """
    findings = asyncio.run(_look())
    sys.exit(0 if all(finding.right for finding in findings) else 1)


async def _look() -> list[Finding]:
    findings = []
    async for finding in _findings():
        click.echo(str(finding))
        findings.append(finding)
    return findings


async def _findings() -> AsyncIterator[Finding]:
    settings, wrong = _settings()
    for line in wrong:
        yield Finding.wrong("settings", line)
    if not wrong:
        yield Finding("settings", "complete")
    yield _content()
    if settings is None:
        return  # a value is wrong, and there is no telling what it was meant to be
    async for finding in look_at_store(settings):
        yield finding
    async for finding in look_at_telegram(settings):
        yield finding


def _content() -> Finding:
    """Say whether every lesson and scene is whole; one that is not is left out."""
    known = catalogue()
    if known.refused:
        return Finding.wrong("skills", "Mend what `python -m bot scenes check` names.")
    return Finding("skills", f"{len(known.lessons)} lessons and {len(known.scenes)} scenes")


def _settings() -> tuple[Settings | None, tuple[str, ...]]:
    """Return the settings, as many as can be used, and what is wrong with them for `run`."""
    lines: tuple[str, ...] = ()
    for kind in (RunSettings, StoreSettings, Settings):
        try:
            return load(kind), lines
        except BadSettings as bad:
            lines = lines or bad.lines
    return None, lines
