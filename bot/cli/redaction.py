"""`redaction check`: how well what identifies somebody is found in the labelled sentences."""

import click

from models.redaction.labelled import Sentence, figures, sentences


@click.group()
def redaction() -> None:
    """What identifies somebody in a person's own words."""


@redaction.command("check")
@click.option("--wrong", is_flag=True, help="Name what goes wrong in the half that is not kept.")
def check(*, wrong: bool) -> None:
    """Print recall and precision by kind on the sentences kept aside.

    Change the words in models/redaction/words, then look at --wrong: never at the half kept aside.
    """
    every = list(sentences())
    kept = [sentence for sentence in every if sentence.kept_aside]
    click.echo(f"{len(kept)} of {len(every)} sentences are kept aside. Found to the letter:")
    _print_figures(kept)
    blind = [sentence for sentence in kept if sentence.blind]
    click.echo(f"{len(blind)} of those were written by somebody who had not read the rules:")
    _print_figures(blind)
    if wrong:
        _name([sentence for sentence in every if not sentence.kept_aside])


def _print_figures(among: list[Sentence]) -> None:
    """Print a line for each kind that is there or was found."""
    click.echo(f"{'kind':<18}{'there':>6}{'found':>7}{'wrong':>7}{'recall':>8}{'precision':>11}")
    for kind, one in figures(among).items():
        counts = f"{one.right + one.missed:>6}{one.right:>7}{one.wrong:>7}"
        if one.right + one.missed + one.wrong:
            click.echo(f"{kind:<18}{counts}{one.recall:>8.2f}{one.precision:>11.2f}")


def _name(built_with: list[Sentence]) -> None:
    """Print each difference between what is there and what is found."""
    for sentence in built_with:
        for how, spans in (
            ("missed", sentence.spans - sentence.found),
            ("wrong", sentence.found - sentence.spans),
        ):
            for kind, start, end in sorted(spans):
                click.echo(f"{how:<7}{kind:<18}{sentence.text[start:end]!r} in: {sentence.text}")
