"""The message book as one HTML file: no script, nothing from the network, to read and to sign."""

import tomllib
from datetime import datetime
from hashlib import sha256
from html import escape
from string import Template

from bot.book.chapters import Book, Chapter
from bot.book.reading import age_of, plain, words
from bot.book.samples import Saying
from messages.screen import Screen
from messages.times import date_words
from messages.words import FOLDER, label

BOOK = "book"
LINES = "lines"
HEADLINE = 60
"""Letters of a heading at most."""
FIELDS = ("sign_name", "sign_role", "sign_date", "sign_hand")
_LAYOUT = Template((FOLDER / "documents" / "book.html").read_text(encoding="utf-8"))
_STYLE = (FOLDER / "documents" / "book.css").read_text(encoding="utf-8")
_PROJECT = FOLDER.parent / "pyproject.toml"


def page_of(book: Book, now: datetime) -> str:
    """Return the book as HTML, made at a local moment."""
    titles = [*(chapter.title for chapter in book.chapters), LINES]
    chapters = [_chapter(number, each) for number, each in enumerate(book.chapters, 1)]
    return _LAYOUT.substitute(
        style=_STYLE,
        title=_said("title"),
        about=_about(now),
        contents=_said("contents"),
        links="\n".join(f'<li><a href="#{each}">{_said(each)}</a></li>' for each in titles),
        chapters="\n".join([*chapters, _lines(len(titles), book.lines)]),
        sign=_said("sign"),
        sign_about=_said("sign_about"),
        fields="\n".join(f"<dt>{_said(each)}</dt><dd></dd>" for each in FIELDS),
    )


def mark_of_words() -> str:
    """Return 16 hex digits that stand for every file of words: another word, another mark."""
    digest = sha256()
    for path in sorted([*FOLDER.rglob("*.j2"), FOLDER / "care.py"]):
        digest.update(f"{path.relative_to(FOLDER)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _about(now: datetime) -> str:
    version = tomllib.loads(_PROJECT.read_text(encoding="utf-8"))["project"]["version"]
    made = _said("made", made=date_words(now.date()), version=version, mark=mark_of_words())
    told = (*label(BOOK, "about").split("\n\n"), made, label(BOOK, "same"))
    return "\n".join(f"<p>{escape(each)}</p>" for each in told)


def _said(part: str, **values: object) -> str:
    return escape(label(BOOK, part, **values))


def _chapter(number: int, chapter: Chapter) -> str:
    shown = [
        _screen(f"{number}.{place}", screen) for place, screen in enumerate(chapter.screens, 1)
    ]
    return _section(number, chapter.title, "\n".join(shown))


def _section(number: int, title: str, inside: str) -> str:
    return (
        f'<section id="{title}" aria-labelledby="{title}-title">\n'
        f'<h2 id="{title}-title">{number}. {_said(title)}</h2>\n{inside}\n</section>'
    )


def _screen(number: str, screen: Screen) -> str:
    """Return a screen as it looks; its text is HTML already, and nothing else is."""
    name = escape(_headline(screen))
    buttons = "".join(f"<li>{escape(button.label)}</li>" for button in screen.buttons)
    listed = f'<ul class="buttons">{buttons}</ul>' if buttons else ""
    return (
        f'<article>\n<h3>{number} {name}</h3>\n<div class="words">{screen.text}</div>\n'
        f"{listed}\n{_age(screen.text)}\n</article>"
    )


def _headline(screen: Screen) -> str:
    """Return the first line that is not the count of questions."""
    lines = [line for line in plain(screen.text).splitlines() if line]
    first = lines[1] if len(lines) > 1 and lines[0].startswith("Question ") else lines[0]
    return first if len(first) <= HEADLINE else f"{first[: HEADLINE - 1]}…"


def _age(html: str) -> str:
    text = plain(html)
    age = age_of(text)
    told = _said("age", age="" if age is None else f"{age:.0f}", count=len(words(text)))
    return f'<p class="about">{told}</p>'


def _lines(number: int, lines: tuple[Saying, ...]) -> str:
    shown = [
        f'<li><div class="words">{line.html}</div><p class="about">'
        f"{_said('where', template=line.template, block=line.block)}</p></li>"
        for line in lines
    ]
    inside = f"<p>{_said('lines_about')}</p>\n<ul>\n" + "\n".join(shown) + "\n</ul>"
    return _section(number, LINES, inside)
