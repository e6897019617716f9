"""`scenes`: whether the files of lessons and scenes are whole, and a scene as a diagram."""

from collections.abc import Iterator
from pathlib import Path

import click

from handlers.catalogue import catalogue, words_of
from messages.words import label
from models.scene import Effect, Scene

ARROWS = {Effect.CALMS: "-->", Effect.STAYS: "-.->", Effect.HEATS: "==>"}
"""How a line is drawn by what it does: thin, dotted, thick."""
_ABOUT = "%% thin: it calms, dotted: it stays, thick: it heats up, round: an end"


@click.group()
def scenes() -> None:
    """Lessons and rehearsals: their files, and how a scene runs."""


@scenes.command("check")
def check() -> None:
    """Name every lesson and scene that is left out, with file, line and reason.

    Needs no database. Exits with 0 when every file is whole, else with 1.
    """
    known = catalogue()
    for refused in known.refused:
        click.echo(f"wrong\t{refused}", err=True)
    click.echo(f"{len(known.lessons)} lessons\t{len(known.scenes)} scenes")
    if known.refused:
        raise click.ClickException(f"{len(known.refused)} things to mend.")


@scenes.command("draw")
@click.argument(
    "folder", default="handrail-scenes", type=click.Path(file_okay=False, path_type=Path)
)
def draw(folder: Path) -> None:
    """Write each scene's diagram into FOLDER, as Mermaid: one file for each, `<scene>.mmd`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for scene in catalogue().scenes.values():
            path = folder / f"{scene.id}.mmd"
            path.write_text("\n".join(diagram(scene)) + "\n", encoding="utf-8")
            click.echo(str(path))
    except OSError as error:
        raise click.ClickException(f"{folder} cannot be written: {error.strerror}.") from None


def diagram(scene: Scene) -> Iterator[str]:
    """Yield the lines of a Mermaid flow chart: turns, ends, and every line and way out.

    Names get a prefix: Mermaid keeps some words, such as end, for itself.
    """
    name = words_of(scene)
    yield from ("---", f"title: {label(name, 'title')}", "---", "flowchart TD", _ABOUT)
    for key in scene.turns:
        yield f'  at_{key}["{_quoted(label(name, key))}"]'
    for key in scene.ends:
        yield f'  at_{key}(["{_quoted(label(name, key))}"])'
    for turn in scene.turns.values():
        for line in turn.lines:
            said = _quoted(label(name, f"{line.key}_said"))
            yield f'  at_{turn.key} {ARROWS[line.effect]}|"{said}"| at_{line.to}'
        yield f'  at_{turn.key} -->|"{_quoted(label("rehearsing", "leave"))}"| at_{turn.leave}'


def _quoted(words: str) -> str:
    """Return words as Mermaid takes them between quotes."""
    return words.replace("&", "#amp;").replace('"', "#quot;").replace("\n", "<br>")
