"""What every core satisfies: text and time in, text and deadlines out, nothing else.

A carrier is a loop around these methods. All moments are suite seconds since 1970 (UTC).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Close:
    """The core wants its connection closed with this code (RFC 6455, section 7.4)."""

    code: int = 1000
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Dial:
    """The core wants a connection opened to ``url`` (charge points only: they are the clients)."""

    url: str
    username: str | None = None
    password: bytes | None = field(default=None, repr=False)
    subprotocols: tuple[str, ...] = ("ocpp1.6",)
    """What is offered, in the order of preference (OCPP-J 3.1.2)."""
    verified: bool = True
    """Whether the certificate of a wss server must be a trusted one, made out to its name."""


@dataclass(frozen=True, slots=True)
class Fragments:
    """A text to send as several fragments of one WebSocket message (RFC 6455, section 5.4)."""

    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IgnorePings:
    """From now on pings are not answered, as by an end that has died without a word."""


Effect = str | Close | Dial | Fragments | IgnorePings
"""A text to send, or something to do with the connection."""


class Endpoint(Protocol):
    """One end of an OCPP-J connection without the connection."""

    def connected(self, now: float) -> None:
        """The connection is open, its handshake done."""

    def disconnected(self, now: float, code: int) -> None:
        """The connection is gone, or could not be opened (code 1006)."""

    def receive(self, now: float, text: str) -> None:
        """A text message arrived."""

    def outgoing(self) -> list[Effect]:
        """What to carry out, in order; each effect is handed over once."""

    def next_deadline(self) -> float | None:
        """The moment at which ``advance`` has something to do; None when only the peer can."""

    def advance(self, now: float) -> None:
        """Do what is due by ``now``."""


def earliest(*moments: float | None) -> float | None:
    """The first of some optional moments."""
    return min((moment for moment in moments if moment is not None), default=None)
