"""Draws the page at /verify: no script, no network, one form."""

from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from string import Template

from messages.words import FOLDER, label

VERIFY = "verify"
_LAYOUT = Template((FOLDER / "documents" / "verify.html").read_text(encoding="utf-8"))
_STYLE = (FOLDER / "documents" / "verify.css").read_text(encoding="utf-8")
STYLE_HASH = b64encode(sha256(_STYLE.encode()).digest()).decode()
"""By which the page's own style is the only one a browser takes."""


@dataclass(frozen=True, slots=True)
class Host:
    """Who answers for this Handrail."""

    organisation: str
    contact: str


def verify_page(host: Host, came: str = "") -> str:
    """Return the page; `came` is what a look at a file said ("genuine"), "" before one."""
    title = label(VERIFY, f"title_{came}" if came else "title")
    said = _paragraphs(label(VERIFY, came or "about"))
    who = label(VERIFY, "who", organisation=host.organisation, contact=host.contact)
    return _LAYOUT.substitute(
        name=escape(f"{title} - Handrail"),
        title=escape(title),
        style=_STYLE,
        said=f"<section>{said}</section>" if came else said,
        file=escape(label(VERIFY, "file")),
        check=escape(label(VERIFY, "another" if came else "check")),
        who=escape(who),
    )


def _paragraphs(words: str) -> str:
    return "\n".join(f"<p>{escape(part)}</p>" for part in words.split("\n\n"))
