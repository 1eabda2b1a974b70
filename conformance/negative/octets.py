"""WebSocket frames octet by octet, right or wrong (RFC 6455, 5.2)."""

from __future__ import annotations

import struct

# The library's choice between its implementations in C and in Python.
from websockets.frames import apply_mask  # type: ignore[attr-defined]

MASK = b"\x37\xfa\x21\x3d"
CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0x0, 0x1, 0x2, 0x8, 0x9, 0xA


def frame(
    opcode: int,
    payload: bytes = b"",
    *,
    fin: bool = True,
    reserved: int = 0,
    masked: bool = True,
    claims: int | None = None,
) -> bytes:
    """One frame. ``reserved`` are the three RSV bits; ``claims`` is the length it says it has."""
    first = fin << 7 | reserved << 4 | opcode
    length = _length(len(payload) if claims is None else claims)
    head = bytes([first, length[0] | masked << 7]) + length[1:]
    return head + (MASK + bytes(apply_mask(payload, MASK)) if masked else payload)


def text(content: str | bytes, fragments: int = 1, *, binary: bool = False) -> bytes:
    """A message in so many fragments."""
    octets = content.encode() if isinstance(content, str) else content
    size = max(1, -(-len(octets) // fragments))
    parts = [octets[start : start + size] for start in range(0, len(octets), size)] or [b""]
    opcode = BINARY if binary else TEXT
    return b"".join(
        frame(CONTINUATION if number else opcode, part, fin=number == len(parts) - 1)
        for number, part in enumerate(parts)
    )


def close(code: int | None, reason: bytes = b"") -> bytes:
    """A close frame; without a code it has no payload."""
    return frame(CLOSE, b"" if code is None else struct.pack("!H", code) + reason)


def _length(length: int) -> bytes:
    if length < 126:
        return bytes([length])
    if length < 65536:
        return b"\x7e" + length.to_bytes(2, "big")
    return b"\x7f" + length.to_bytes(8, "big")
