"""What happens on a charge point's wire, for those who watch it. No event contains credentials."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Dialling:
    """A connection is being opened."""

    url: str
    subprotocols: tuple[str, ...] = field(default=("ocpp1.6",), compare=False)
    authorized: bool = field(default=False, compare=False)
    """Whether credentials are presented."""


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The connection could not be opened, or is of no use."""

    reason: str
    status: int | None = field(default=None, compare=False)
    """The HTTP status the handshake was answered with, if it was answered."""


@dataclass(frozen=True, slots=True)
class Connected:
    """The connection is open and speaks OCPP 1.6."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A text went to the central system."""

    text: str


@dataclass(frozen=True, slots=True)
class Received:
    """A text came from the central system."""

    text: str


@dataclass(frozen=True, slots=True)
class ReceivedBinary:
    """A binary message came from the central system: never OCPP-J (4.1.2)."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Gone:
    """The connection ended."""

    code: int
    reason: str = ""
    by_us: bool = field(default=False, compare=False)
    """Whether the charge point closed it."""


WireEvent = Dialling | Unreachable | Connected | Sent | Received | ReceivedBinary | Gone
OnEvent = Callable[[float, WireEvent], None]
"""Takes the moment, in suite seconds, and the event."""
