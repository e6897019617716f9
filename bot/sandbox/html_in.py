"""Telegram's reading of parse_mode HTML: plain words, entities, and its exact complaints.

Follows `parse_html` of tdlib (td/telegram/MessageEntity.cpp): offsets of complaints are in
bytes, offsets of entities in UTF-16 units.
"""

import html
import re
from dataclasses import dataclass, field

from bot.sandbox.refusals import ApiError, bad_request
from bot.sandbox.rich import Json, Rich, units

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "span": "spoiler",
    "tg-spoiler": "spoiler",
    "tg-emoji": "custom_emoji",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_TAG = re.compile(r"""<(/?)([^\s>]*)((?:"[^"]*"|'[^']*'|[^>"'])*)(>?)""")
_ATTRIBUTE = re.compile(r"""\s*([^\s=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+))?""")
_CHARACTER = re.compile(r"&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});")


@dataclass(slots=True)
class _Reader:
    """One reading of one text, tag after tag."""

    source: str
    out: list[str] = field(default_factory=list)
    length: int = 0
    open_tags: list[tuple[str, int, int, Json]] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def words(self, raw: str) -> None:
        """Add text between tags; only the character names Telegram knows are read."""
        plain = _CHARACTER.sub(lambda found: html.unescape(found[0]), raw)
        self.out.append(plain)
        self.length += units(plain)

    def complain(self, words: str, at: int) -> ApiError:
        """Return the refusal for what stands at character `at`, which it names in bytes."""
        offset = len(self.source[:at].encode())
        return bad_request("can't parse entities: " + words.replace("@", str(offset)))

    def start(self, name: str, rest: str, at: int) -> None:
        """Open a tag, if Telegram knows it."""
        if name not in KINDS:
            raise self.complain(f'Unsupported start tag "{name}" at byte offset @', at)
        found = {key.lower(): value.strip("\"'") for key, value in _ATTRIBUTE.findall(rest)}
        if name == "span" and found.get("class") != "tg-spoiler":
            words = 'Tag "span" must have class "tg-spoiler" at byte offset @'
            raise self.complain(words, at)
        self.open_tags.append((name, at, self.length, _details(name, found)))

    def end(self, name: str, at: int) -> None:
        """Close the innermost tag, and keep what it covered when that is not nothing."""
        if not self.open_tags:
            raise self.complain("Unexpected end tag at byte offset @", at)
        opened, _, begin, details = self.open_tags.pop()
        if name not in ("", opened):
            expected = f'expected "</{opened}>", found "</{name}>"'
            raise self.complain(f"Unmatched end tag at byte offset @, {expected}", at)
        if self.length == begin or (opened == "a" and not details):
            return
        span = {"offset": begin, "length": self.length - begin}
        self.entities.append({"type": KINDS[opened], **span, **details})


def _details(name: str, found: dict[str, str]) -> Json:
    if name == "a" and found.get("href"):
        return {"url": html.unescape(found["href"])}
    if name == "tg-emoji":
        return {"custom_emoji_id": found.get("emoji-id", "")}
    if name == "blockquote" and "expandable" in found:
        return {"type": "expandable_blockquote"}
    return {}


def read_html(source: str) -> Rich:
    """Read `source` as parse_mode HTML; raise the 400 Telegram would."""
    reader, position = _Reader(source), 0
    for tag in _TAG.finditer(source):
        reader.words(source[position : tag.start()])
        position = tag.end()
        closing, name, rest, bracket = tag.groups()
        if not bracket and (closing or not rest):
            side = "end" if closing else "start"
            raise reader.complain(f"Unclosed {side} tag at byte offset @", tag.start())
        if closing:
            reader.end(name.lower(), tag.start())
        else:
            reader.start(name.lower(), rest, tag.start())
        if not bracket:
            words = f'Unclosed start tag "{name.lower()}" at byte offset @'
            raise reader.complain(words, tag.start())
    reader.words(source[position:])
    if reader.open_tags:
        words = f'Can\'t find end tag corresponding to start tag "{reader.open_tags[-1][0]}"'
        raise reader.complain(words, 0)
    entities = sorted(reader.entities, key=lambda each: (each["offset"], -each["length"]))
    return Rich("".join(reader.out), tuple(entities))
