"""Text from the wire, made safe to print and to put into files."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""Control characters (a terminal obeys them), changes of direction, and what XML forbids."""

_SLUG_LENGTH = 80


def printable(text: object) -> str:
    """The text with everything that is not for reading written as an escape."""
    return _UNPRINTABLE.sub(_escape, str(text).replace("\r\n", "\n"))


def slug(text: str, taken: Container[str] = ()) -> str:
    """A file name for a title: lower case, ASCII, different from those that are taken."""
    ascii_only = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_only.lower())
    name = "-".join(words)[:_SLUG_LENGTH].rstrip("-") or "unnamed"
    candidate, number = name, 2
    while candidate in taken:
        candidate, number = f"{name}-{number}", number + 1
    return candidate


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
