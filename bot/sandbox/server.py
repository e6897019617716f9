"""The HTTP face alone: `python -m bot.sandbox.server --port 8081`, for real bot processes."""

import asyncio
import gc
import signal

import click

from bot.sandbox.http import serve
from bot.sandbox.world import World
from models.clock import system_clock


async def _run(host: str, port: int, token: str, latency: float, most: float) -> None:
    world = World(token=token, start=system_clock())
    world.live, world.latency = True, latency
    world.limits.per_second, world.limits.per_chat = most, 1.0 if most else 0.0
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stopped.set)
    async with serve(world, host, port) as address:
        click.echo(address)
        await stopped.wait()


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=0, help="0 takes a free one.", show_default=True)
@click.option("--token", default="999:TEST", show_default=True, help="The one bot's token.")
@click.option("--latency", default=0.0, help="Seconds before each answer.", show_default=True)
@click.option("--most", default=0.0, help="Messages a second; 0: any number.", show_default=True)
def main(host: str, port: int, token: str, latency: float, most: float) -> None:
    """Serve a Telegram in memory and print its address; the clock runs from the real time."""
    gc.disable()  # a world forgets nothing, and to look through all of it held every call up
    asyncio.run(_run(host, port, token, latency, most))


if __name__ == "__main__":
    main()
