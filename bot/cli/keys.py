"""`keys new`."""

import click

from models.clock import system_clock
from models.sealing import new_key


@click.group()
def keys() -> None:
    """The keys that seal what people write."""


@keys.command("new")
def new() -> None:
    """Print a new key for HANDRAIL_KEYS.

    Keep it in a password safe: without it nothing sealed can be read again. To change keys, put
    the new one first and keep the old one behind a comma.
    """
    click.echo(new_key(system_clock().date()))
