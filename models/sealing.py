"""Sealing: words and ids that only a holder of the keys can read, and keyed hashes of ids."""

import base64
import binascii
import hmac
import re
import secrets
import string
from dataclasses import dataclass, field
from datetime import date

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
ID_BYTES = 8
NONCE_BYTES = 12
FORM = b"\x01"
HEAD_BYTES = len(FORM) + ID_BYTES
HEADER_BYTES = HEAD_BYTES + NONCE_BYTES
_KEY = re.compile(r"([a-z0-9]{1,8}):([A-Za-z0-9+/]+={0,2})")
_END = b"\x80"


class BadKeys(ValueError):
    """The keys setting cannot be used: `reason` says why, and the value is never repeated.

    Reasons: "empty", "malformed", "length" (not 32 bytes), "twice" (an id or a key).
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class SealBroken(Exception):
    """No key here opens these bytes at this place: wrong key, moved or changed bytes."""


def new_key(today: date) -> str:
    """Return a fresh random key as `id:base64`; its id starts with the day, so age is seen."""
    tail = "".join(secrets.choice(string.ascii_lowercase) for _ in range(2))
    secret = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    return f"{today:%y%m%d}{tail}:{secret}"


def head_of(key_id: str) -> bytes:
    """Return the first `HEAD_BYTES` of whatever a key has sealed."""
    return FORM + key_id.encode().ljust(ID_BYTES, b"\0")


def sealing_key(sealed: bytes) -> str:
    """Return the id of the key that a seal names."""
    return sealed[len(FORM) : HEAD_BYTES].rstrip(b"\0").decode("ascii", "replace")


@dataclass(frozen=True, slots=True)
class _Key:
    """One key: what seals, hashes and signs is derived from it apart (HKDF-SHA256)."""

    id: str
    seal: AESGCMSIV = field(repr=False)
    hash: bytes = field(repr=False)
    sign: Ed25519PrivateKey = field(repr=False)


@dataclass(frozen=True, slots=True)
class Vault:
    """Seals with the first key, opens and looks up with all of them."""

    _keys: tuple[_Key, ...]

    @classmethod
    def from_setting(cls, text: str) -> "Vault":
        """Read `id:base64,id:base64`; raises BadKeys, which never holds the value."""
        parts = [part.strip() for part in text.split(",") if part.strip()]
        if not parts:
            raise BadKeys("empty")
        pairs = [_parse(part) for part in parts]
        if any(len(set(column)) < len(pairs) for column in zip(*pairs, strict=True)):
            raise BadKeys("twice")
        return cls(tuple(_key(name, secret) for name, secret in pairs))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the keys, the sealing one first."""
        return tuple(key.id for key in self._keys)

    @property
    def head(self) -> bytes:
        """What everything that the first key seals begins with."""
        return head_of(self._keys[0].id)

    def fingerprint(self, key_id: str) -> bytes:
        """Return 32 bytes by which a key is known again; they do not help to guess it."""
        key = next(key for key in self._keys if key.id == key_id)
        return _keyed(key.hash, "fingerprint", key_id)

    @property
    def signer(self) -> Ed25519PrivateKey:
        """What signs copies: it is derived from the first key."""
        return self._keys[0].sign

    @property
    def publics(self) -> tuple[bytes, ...]:
        """The public key of every signer there is here, 32 bytes each, the first key's first."""
        return tuple(key.sign.public_key().public_bytes_raw() for key in self._keys)

    def seal(self, table: str, column: str, row: bytes, words: str, *, size: int) -> bytes:
        """Seal words for one place (AES-256-GCM-SIV), padded to a multiple of `size` bytes.

        The result is `overhead + n * size` bytes: form, key id, nonce, sealed words, tag.
        """
        return self._sealed((table, column, row), _pad(words, size))

    def open(self, table: str, column: str, row: bytes, sealed: bytes) -> str:
        """Return the words sealed for this place; raises SealBroken."""
        return _unpad(self._opened(table, column, row, sealed))

    def reseal(self, table: str, column: str, rows: tuple[bytes, bytes], sealed: bytes) -> bytes:
        """Seal anew by the first key what was sealed for a row, for the row it is from now on.

        Its length stays. Raises SealBroken.
        """
        before, after = rows
        return self._sealed((table, column, after), self._opened(table, column, before, sealed))

    def _sealed(self, place: tuple[str, str, bytes], padded: bytes) -> bytes:
        key, nonce = self._keys[0], secrets.token_bytes(NONCE_BYTES)
        return self.head + nonce + key.seal.encrypt(nonce, padded, _place(self.head, *place))

    def _opened(self, table: str, column: str, row: bytes, sealed: bytes) -> bytes:
        head, nonce = sealed[:HEAD_BYTES], sealed[HEAD_BYTES:HEADER_BYTES]
        named = [key for key in self._keys if head == head_of(key.id)]
        try:
            return named[0].seal.decrypt(
                nonce, sealed[HEADER_BYTES:], _place(head, table, column, row)
            )
        except (IndexError, InvalidTag, ValueError) as error:
            raise SealBroken(type(error).__name__) from None

    def person(self, telegram_id: int) -> bytes:
        """Return the 32-byte name a person has in the tables, by the first key."""
        return self.persons(telegram_id)[0]

    def persons(self, telegram_id: int) -> tuple[bytes, ...]:
        """Return a person's name by every key: a row may still stand under an older one."""
        return self.marks("person", str(telegram_id))

    def mark(self, kind: str, number: str) -> bytes:
        """Return the 32-byte keyed hash of an update's or an album's id, by the first key."""
        return self.marks(kind, number)[0]

    def marks(self, kind: str, number: str) -> tuple[bytes, ...]:
        """Return the keyed hash by every key, the first key's first."""
        return tuple(_keyed(key.hash, kind, number) for key in self._keys)


def _parse(part: str) -> tuple[str, bytes]:
    match = _KEY.fullmatch(part)
    try:
        secret = base64.b64decode(match[2], validate=True) if match else None
    except binascii.Error:
        secret = None
    if match is None or secret is None:
        raise BadKeys("malformed")
    if len(secret) != KEY_BYTES:
        raise BadKeys("length")
    return match[1], secret


def _key(name: str, secret: bytes) -> _Key:
    return _Key(
        name,
        AESGCMSIV(_derive(secret, b"seal")),
        _derive(secret, b"hash"),
        Ed25519PrivateKey.from_private_bytes(_derive(secret, b"sign")),
    )


def _derive(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"handrail " + purpose).derive(secret)


def _keyed(key: bytes, kind: str, number: str) -> bytes:
    return hmac.digest(key, _framed(kind.encode(), number.encode()), "sha256")


def _place(head: bytes, table: str, column: str, row: bytes) -> bytes:
    return _framed(head, table.encode(), column.encode(), row)


def _framed(*parts: bytes) -> bytes:
    """Join parts with their lengths, so that no two different lists give the same bytes."""
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)


def _pad(words: str, size: int) -> bytes:
    # A chat may hold half a surrogate pair; sealing is no place to refuse it.
    raw = words.encode("utf-8", "surrogatepass") + _END
    return raw + b"\0" * (-len(raw) % size)


def _unpad(raw: bytes) -> str:
    return raw.rstrip(b"\0")[: -len(_END)].decode("utf-8", "surrogatepass")
