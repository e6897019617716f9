"""Text as Telegram keeps it, plain words and entities, and its way back to HTML."""

import html
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]
"""One object as the Bot API's JSON has it; the sandbox's edge, so `Any` is allowed here."""

_TAGS = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "tg-spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}


_NOT_DIALLED = re.compile(r"[^\d+]")


@dataclass(frozen=True, slots=True)
class Rich:
    """Plain words, and entities whose offsets and lengths are in UTF-16 units."""

    text: str = ""
    entities: tuple[Json, ...] = ()


def units(text: str) -> int:
    """Return the length of `text` in UTF-16 units, as Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def _tag(entity: Json, words: str) -> tuple[str, str]:
    kind = entity["type"]
    if kind == "phone_number":
        return f'<a href="tel:{_NOT_DIALLED.sub("", words)}">', "</a>"
    if kind == "text_link":
        return f'<a href="{html.escape(entity.get("url", ""))}">', "</a>"
    if kind == "expandable_blockquote":
        return "<blockquote expandable>", "</blockquote>"
    if kind in _TAGS:
        return f"<{_TAGS[kind]}>", f"</{_TAGS[kind]}>"
    return "", ""


def write_html(rich: Rich) -> str:
    """Return `rich` as HTML with every special character escaped."""
    if not rich.entities:
        return html.escape(rich.text, quote=False)
    raw = rich.text.encode("utf-16-le")
    spans = [(e["offset"], e["offset"] + e["length"], e) for e in rich.entities]
    cuts = sorted({0, len(raw) // 2, *(s[0] for s in spans), *(s[1] for s in spans)})
    out, opened = [], list[tuple[int, str]]()
    for begin, end in pairwise(cuts):
        for _, until, entity in (span for span in spans if span[0] == begin):
            words = raw[begin * 2 : until * 2].decode("utf-16-le", errors="replace")
            before, after = _tag(entity, words)
            out.append(before)
            opened.append((until, after))
        piece = raw[begin * 2 : end * 2].decode("utf-16-le", errors="replace")
        out.append(html.escape(piece, quote=False))
        while opened and opened[-1][0] <= end:
            out.append(opened.pop()[1])
    return "".join(out)
