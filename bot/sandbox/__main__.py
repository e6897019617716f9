"""`python -m bot.sandbox`: the demo, with a page to try the bot on. No token, no network."""

import asyncio
import logging
import os

import click

from bot import logs
from bot.sandbox.demo import serve_demo

USUAL = 8080


def say(address: str) -> None:
    """Say where the page is."""
    click.echo(f"Handrail's sandbox is open at {address}")
    click.echo("Nothing leaves this machine, and nothing is kept. Press Ctrl+C to stop.")


@click.command()
@click.option(
    "--port", type=click.IntRange(0, 65535), help=f"The page's port.  [{USUAL}, or free]"
)
def main(port: int | None) -> None:
    """Run the bot against a Telegram in memory, and open a page to try it on."""
    os.environ["no_proxy"] = os.environ["NO_PROXY"] = "127.0.0.1"  # a proxy is another machine
    logs.configure(level=logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a tick may outlast its second
    try:
        asyncio.run(serve_demo(USUAL if port is None else port, say))
    except OSError:
        if port is not None:
            raise click.ClickException(f"Port {port} is taken. Try another with --port.") from None
        asyncio.run(serve_demo(0, say))


if __name__ == "__main__":
    main()
