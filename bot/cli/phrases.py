"""`phrases check`: what the phrase list, or a changed one, does to known phrases."""

from pathlib import Path

import click

from models import safety
from models.safety.effect import Change, Figures, broken, changes, figures, labelled
from models.safety.listfile import phrase_list
from models.safety.listing import PhraseList
from models.safety.reading import Reader

_HEAD = f"{'':22}{'alarms':>7}{'found':>7}{'card':>7}{'quiet':>8}{'false':>7}"
_ABOUT = """Phrases kept aside while the list was made.
found: asked or shown the care card, of those that ought to be
card:  shown it at once, of those that ought to be shown it at once
false: asked or shown it, of those that must not be"""

_LABELLED = (safety.DEVELOPMENT, safety.BLIND, safety.FRESH)


@click.group()
def phrases() -> None:
    """The list of phrases that calls up the care card."""


@phrases.command("check")
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def check(file: Path | None) -> None:
    """Show how the list does on labelled phrases, by category; with FILE, a changed list too.

    FILE is a copy of the list with your changes. What it changes is shown phrase by phrase;
    nothing is saved. Ends with exit code 1 when FILE is broken, or an example in it does not hold.
    """
    now = _list(safety.PHRASES)
    then = _list(file) if file else now
    readers = (Reader(now), Reader(then))
    click.echo(_ABOUT)
    for path in _LABELLED:
        _show_figures(path, *readers[: 2 if file else 1])
    if file:
        _show_changes(*readers)
    _refuse_broken(then, readers[1])


def _list(path: Path) -> PhraseList:
    try:
        return phrase_list(path)
    except safety.BrokenList as broken_list:
        raise click.ClickException(str(broken_list)) from None


def _show_figures(path: Path, now: Reader, then: Reader | None = None) -> None:
    """Print a line for each category, and under it one of the changed list, if it differs."""
    aside = [phrase for phrase in labelled(path) if phrase.aside]
    click.echo(f"\n{path.name}, {len(aside)} phrases\n{_HEAD}")
    after = figures(then, aside) if then else {}
    for category, one in figures(now, aside).items():
        click.echo(_row(category, one))
        if then and after[category] != one:
            click.echo(_row("  with FILE", after[category]))


def _row(name: str, one: Figures) -> str:
    alarms = f"{one.alarms or '':>7}{_share(one.found, one.alarms):>7}"
    quiet = f"{one.quiet or '':>8}{_share(one.false, one.quiet):>7}"
    return f"{name:22}{alarms}{_share(one.care, one.cards):>7}{quiet}".rstrip()


def _share(some: int, of: int) -> str:
    return f"{some / of:.2f}" if of else ""


def _show_changes(now: Reader, then: Reader) -> None:
    known = [one for path in _LABELLED for one in labelled(path)]
    changed = changes(now, then, known)
    click.echo(f"\nphrases that FILE changes: {len(changed)}")
    for change in changed:
        click.echo(_changed(change))


def _changed(change: Change) -> str:
    wanted = change.phrase.label
    mark = "better" if change.then is wanted else "worse" if change.now is wanted else "other"
    return f"  {mark}: {change.now} -> {change.then}: {change.phrase.text}"


def _refuse_broken(phrase_list_: PhraseList, reader: Reader) -> None:
    """End with what is wrong when an example does not hold."""
    wrong = broken(phrase_list_, reader)
    for one in wrong:
        says = "does not fire" if one.fires else "fires and must not"
        click.echo(f"line {one.line}: this example {says}: {one.text}", err=True)
    if wrong:
        raise click.ClickException(f"{len(wrong)} examples do not hold.")
