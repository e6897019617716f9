"""Copies that are taken away: how to come to one, and what can be read in it."""

import re
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from bot.sandbox.shapes import Message
from messages.words import label
from tests.conversations.made import FAST
from tests.conversations.phone import Phone

PDF, OUT = label("copies", "pdf"), label("copies", "out")


async def at_review(phone: Phone) -> None:
    await phone.says("/start")
    await phone.taps(*FAST)


def file_of(message: Message) -> bytes:
    assert message.document is not None
    return message.document.content


def files_in(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


def read(file: bytes) -> str:
    pages = PdfReader(BytesIO(file)).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


KEPT = ("I can find it",)
