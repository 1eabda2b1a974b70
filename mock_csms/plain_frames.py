"""The two WebSocket frames that nearly all traffic consists of: a text in one piece, either way.

Everything else (fragments, control frames, errors) is the library's, see ``link``.
"""

from __future__ import annotations

# The library's choice between its implementations in C and in Python.
from websockets.frames import apply_mask  # type: ignore[attr-defined]

FINAL_TEXT, MASKED = 0x81, 0x80
SHORT, LONG = 125, 0xFFFF
"""Longest payload whose length fits into the second byte, and into two bytes after it."""

_SHORT_HEADS = [bytes((FINAL_TEXT, size)) for size in range(SHORT + 1)]


def unwrapped(data: bytes, max_size: int) -> bytes | None:
    """The payload, when the data is exactly one masked text frame of at most ``max_size`` bytes.

    None for anything else: the caller has to look closer (RFC 6455, section 5.2).
    """
    if len(data) < 6 or data[0] != FINAL_TEXT or data[1] < MASKED:
        return None
    size, at = data[1] - MASKED, 2
    if size > SHORT:
        size, at = data[2] << 8 | data[3], 4
        if data[1] != MASKED + SHORT + 1 or size <= SHORT:
            return None
    if len(data) != at + 4 + size or size > max_size:
        return None
    payload: bytes = apply_mask(data[at + 4 :], data[at : at + 4])
    return payload


def wrapped(payload: bytes) -> bytes:
    """The unmasked text frame with this payload."""
    size = len(payload)
    if size <= SHORT:
        return _SHORT_HEADS[size] + payload
    if size <= LONG:
        return bytes((FINAL_TEXT, SHORT + 1)) + size.to_bytes(2, "big") + payload
    return bytes((FINAL_TEXT, SHORT + 2)) + size.to_bytes(8, "big") + payload
