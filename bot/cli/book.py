"""`book`: writes the message book."""

from pathlib import Path

import click

from bot.book.chapters import book_at
from bot.book.page import mark_of_words, page_of
from bot.settings import Settings, load
from models.clock import system_clock


@click.command("book")
@click.argument(
    "file", default="handrail-book.html", type=click.Path(dir_okay=False, path_type=Path)
)
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def book(file: Path, *, force: bool) -> None:
    """Write every screen, state and error to one HTML FILE, for a safety officer to sign.

    Needs no database and no Telegram. The mark that is printed stands for all words together.
    """
    if file.exists() and not force:
        raise click.ClickException(f"{file} is there already. Add --force to write over it.")
    now = system_clock().astimezone(load(Settings).zone)
    made = book_at(now)
    try:
        file.write_text(page_of(made, now), encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{file} cannot be written: {error.strerror}.") from None
    screens = sum(len(chapter.screens) for chapter in made.chapters)
    click.echo(f"{file}\t{screens} screens\t{len(made.lines)} other lines\t{mark_of_words()}")
