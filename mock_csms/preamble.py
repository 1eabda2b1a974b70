"""What came on a connection before its HTTP request was whole: kept, so that strays can be told of."""

from __future__ import annotations

import re

LONGEST = 200
"""Octets that an excerpt shows."""
TLS_HANDSHAKE = b"\x16\x03"
"""How each connection of TLS begins (RFC 8446, 5.1)."""
MASK = b"***"

_CREDENTIALS = re.compile(rb"(?is)(authorization|cookie|\bbasic |\bbearer ).*")
_QUERY = re.compile(rb"\A([A-Za-z]+ [^\s?]*\?)\S*")


class Preamble:
    """The first octets of a connection, and how many there were."""

    __slots__ = ("_first", "count")

    def __init__(self) -> None:
        self._first = b""
        self.count = 0

    def take(self, data: bytes) -> None:
        """These came next."""
        self.count += len(data)
        if len(self._first) < LONGEST:
            self._first += data[: LONGEST - len(self._first)]

    @property
    def excerpt(self) -> str:
        """The first octets in printable ASCII, others as ``\\x16``; what may be secret is masked.

        From the name of a header with credentials on nothing is shown: who cannot be read may
        have written anything after it.
        """
        shown = _QUERY.sub(rb"\1" + MASK, self._first)
        shown = _CREDENTIALS.sub(rb"\1 " + MASK, shown)
        return repr(shown)[2:-1]

    def told(self, peer: object, error: BaseException) -> tuple[str, str, int, str]:
        """Remote address, excerpt, count and reason, for the journal."""
        return _address(peer), self.excerpt, self.count, self.reason(error)

    def reason(self, error: BaseException) -> str:
        """What was wrong with them, in words that repeat nothing of them."""
        if self._first.startswith(TLS_HANDSHAKE):
            return "a TLS handshake, which is not spoken here"
        while error.__cause__ is not None:
            error = error.__cause__
        return str(error).partition(":")[0]


def _address(peer: object) -> str:
    """host:port of what a socket calls its peer; "?" for what has none."""
    if not isinstance(peer, tuple) or len(peer) < 2:
        return "?"
    host, port, *_ = peer
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
