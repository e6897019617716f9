"""Reads a PNG as a printer's eye does: which points of it are dark."""

import struct
import zlib
from dataclasses import dataclass

_POINT = 4
"""Bytes of one point: red, green, blue and how solid it is."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Rows of points, 4 bytes each."""

    rows: tuple[bytes, ...]

    def dark(self, x: float, y: float) -> bool:
        """Tell whether the point there is nearer to black than to white."""
        at = int(x) * _POINT
        return sum(self.rows[int(y)][at : at + 3]) < 3 * 128


def read_png(data: bytes) -> Picture:
    """Read a PNG of 8 bits a colour with opacity, as typst draws it (RFC 2083)."""
    width, height, depth, kind = struct.unpack(">IIBB", data[16:26])
    assert (depth, kind) == (8, 6)
    packed, at = b"", 8
    while at < len(data):
        (size,) = struct.unpack(">I", data[at : at + 4])
        packed += data[at + 8 : at + 8 + size] if data[at + 4 : at + 8] == b"IDAT" else b""
        at += size + 12
    raw, step = zlib.decompress(packed), width * _POINT + 1
    rows: list[bytes] = []
    for start in range(0, height * step, step):
        above = rows[-1] if rows else bytes(step - 1)
        rows.append(_unfiltered(raw[start], raw[start + 1 : start + step], above))
    return Picture(tuple(rows))


def _unfiltered(kind: int, line: bytes, above: bytes) -> bytes:
    row = bytearray(line)
    for at, value in enumerate(line):
        left = row[at - _POINT] if at >= _POINT else 0
        corner = above[at - _POINT] if at >= _POINT else 0
        up = above[at]
        guess = (0, left, up, (left + up) // 2, _nearest(left, up, corner))[kind]
        row[at] = (value + guess) % 256
    return bytes(row)


def _nearest(left: int, up: int, corner: int) -> int:
    aim = left + up - corner
    return min((left, up, corner), key=lambda value: abs(aim - value))
