"""What copies there are to take away, and the texts to paste."""

from handlers.care import help_button
from handlers.home import start_button
from handlers.report_lines import lines_to_take
from messages.screen import Button, Screen, rows
from messages.times import date_words
from messages.words import label, say
from models.incident import Incident
from models.own_words import length
from models.packs import ORDERS, WORDS, Pack
from models.route import Route

COPIES = "copies"
PREFIX = "c"
PDF, OUT = "pdf", "out"
SORTS = (PDF, *Pack)
"""What a copy can be."""
LONGEST = 3800
"""Letters of a text to paste, beside what is said about it in a message of 4,096."""


def copy_buttons(of: str) -> tuple[Button, ...]:
    """Return a button for each sort of copy; `of` is the id of the draft or of the report."""
    return tuple(Button(label(COPIES, sort), f"{PREFIX}:{sort}:{of}") for sort in SORTS)


def copy_button(of: str) -> Button:
    """Return the way to the copies of a report that is kept."""
    return Button(label(COPIES, "copy"), f"{PREFIX}::{of}")


def offer_screen(of: str) -> Screen:
    """Return what copies there are of a report that is kept."""
    back = Button(label(COPIES, "back"), f"mine:one:{of}")
    return Screen(say(COPIES, "offer"), (*rows(*copy_buttons(of)), (back, help_button())))


def file_screen() -> Screen:
    """Return what stands under a file: its one line, and the way to take it out again."""
    return Screen(say(COPIES, "caption"), ((out_button(), help_button()),))


def paste_screen(incident: Incident, pack: Pack, form: Route | None) -> Screen:
    """Return a text to paste, with the site's own form where the text is meant for it."""
    told = [f"{title}: {answer}" for title, answer in lines_to_take(incident, ORDERS[pack])]
    if incident.words and WORDS in ORDERS[pack]:
        place = len(lines_to_take(incident, ORDERS[pack][: ORDERS[pack].index(WORDS)]))
        told.insert(place, f"{label(f'report/{WORDS}', 'title')}: {incident.words}")
    added = [
        f"{label('documents/copy', 'later', week=date_words(each.week))}: {each.words}"
        for each in incident.additions
    ]
    whole = _fits([*told, *added])
    text = say(COPIES, "paste", text="\n".join([*told, *added] if whole else told), whole=whole)
    link = (Button(label(COPIES, "link"), url=form.link),) if form and pack is Pack.FORM else ()
    return Screen(text, (*rows(*link), (out_button(), help_button())))


def _fits(told: list[str]) -> bool:
    return length("\n".join(told)) <= LONGEST


def again_screen() -> Screen:
    """Return what is owed when a copy did not arrive; the copy itself is never kept."""
    return Screen(say(COPIES, "again"), ((help_button(), start_button()),))


def out_button() -> Button:
    """Return the way to take the message it stands under out of the chat."""
    return Button(label(COPIES, OUT), f"{PREFIX}:{OUT}")
