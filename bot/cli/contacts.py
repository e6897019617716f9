"""What may stand in a site's name and contacts. People in trouble will call these numbers."""

import re

import click

from models.telephone import calls_crash_team, names_crash_team

LONGEST_NAME, LONGEST_ROUTE = 60, 200
_NUMBER = re.compile(r"\+?[0-9][0-9 ]*[0-9]")
_SHORTEST, _LONGEST = 3, 15
_CRASH_TEAM = "2222 calls the crash team in every NHS hospital. Give the contact's own number."
_SHORTEST_OUTSIDE = 10
"""Digits of a United Kingdom number that any telephone can call, with its 0."""


def security(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Accept a telephone number or an extension, never the crash team's; None: not given."""
    if value is None:
        return None
    if calls_crash_team(value):
        raise click.BadParameter(_CRASH_TEAM)
    digits = re.sub(r"[^0-9]", "", value)
    if value and not (_NUMBER.fullmatch(value) and _SHORTEST <= len(digits) <= _LONGEST):
        raise click.BadParameter("Give 3 to 15 digits, with spaces, like 020 7946 0123.")
    return value


def refuse_odd_numbers(number: str, *, internal: bool) -> None:
    """Refuse an extension that is not marked as one: from a mobile it calls nobody."""
    if internal and not number:
        raise click.UsageError("--internal says something about --security, which is missing.")
    digits = re.sub(r"[^0-9]", "", number)
    outside = number.startswith(("0", "+")) and len(digits) >= _SHORTEST_OUTSIDE
    if number and not internal and not outside:
        raise click.UsageError(
            "A mobile cannot call this security number. Give it in full, beginning with 0 or +, "
            "or add --internal if it works from a hospital phone only."
        )


def name(_context: click.Context, _option: click.Parameter, value: str) -> str:
    """Accept one short line with letters or digits in it."""
    return _line(value, LONGEST_NAME)


def route(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Accept one line, or nothing; None: not given."""
    if not value:
        return value
    if names_crash_team(value):
        raise click.BadParameter(_CRASH_TEAM)
    return _line(value, LONGEST_ROUTE)


def _line(value: str, longest: int) -> str:
    plain = value.strip()
    if len(plain) > longest or not plain.isprintable() or not re.search(r"\w", plain):
        raise click.BadParameter(f"Give one line of at most {longest} letters.")
    return plain
