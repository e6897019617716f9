"""The signature of a copy: one line in the PDF itself, over every other byte of the file.

The line stands before the last `startxref`, where ISO 32000 allows a comment and no offset
changes, so the file stays a whole PDF that needs nothing beside it:

    %handrail-copy 1 <16 hex digits: the public key's id> <128 hex digits: Ed25519>

What is signed is all before the line and all after it, each with its length. Hex in small letters
is the only form taken, so that no byte of the line itself can be another.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

LARGEST = 2_000_000
"""Bytes of a file that is looked at; a copy has about 50,000."""

_MARK = b"%handrail-copy 1 "
_LINE = re.compile(_MARK + rb"([0-9a-f]{16}) ([0-9a-f]{128})\n")
_END = b"startxref"
_PURPOSE = b"handrail copy 1"


class Verdict(StrEnum):
    """What a look at a file says."""

    GENUINE = "genuine"
    CHANGED = "changed"
    UNKNOWN_KEY = "unknown_key"
    NO_COPY = "no_copy"


def id_of(public: bytes) -> str:
    """Return the id of a public key: 16 hex digits of its SHA-256."""
    return sha256(public).hexdigest()[:16]


def signed(pdf: bytes, key: Ed25519PrivateKey) -> bytes:
    """Return the PDF with its signature in it; raises ValueError for what is no PDF."""
    head, end, tail = pdf.rpartition(_END)
    if not head:
        raise ValueError("a PDF ends with startxref")
    name = id_of(key.public_key().public_bytes_raw())
    signature = key.sign(_framed(head, end + tail))
    return b"%b%b%b %b\n%b" % (head, _MARK, name.encode(), signature.hex().encode(), end + tail)


def verdict(file: bytes, known: Mapping[str, bytes]) -> Verdict:
    """Tell whether a file is a copy as it was signed by one of the known public keys."""
    at = file.rfind(_MARK)
    line = _LINE.match(file, at) if at >= 0 and len(file) <= LARGEST else None
    if line is None:
        return Verdict.NO_COPY
    public = known.get(line[1].decode())
    if public is None:
        return Verdict.UNKNOWN_KEY
    try:
        key = Ed25519PublicKey.from_public_bytes(public)
        key.verify(bytes.fromhex(line[2].decode()), _framed(file[:at], file[line.end() :]))
    except InvalidSignature:
        return Verdict.CHANGED
    return Verdict.GENUINE


def _framed(*parts: bytes) -> bytes:
    """Join parts with their lengths, so that no two different lists give the same bytes."""
    return b"".join(len(part).to_bytes(8, "big") + part for part in (_PURPOSE, *parts))
