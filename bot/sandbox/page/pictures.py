"""Which bytes are a picture a browser may show; the name a sender gives proves nothing."""

_STARTS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
}


def picture_type(content: bytes) -> str | None:
    """Return the media type of a PNG, JPEG or GIF, else None."""
    return next((kind for start, kind in _STARTS.items() if content.startswith(start)), None)
