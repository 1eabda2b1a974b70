"""What happens on a charge point's wire, for those who watch it. No event contains credentials."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Dialling:
    """A connection is being opened."""

    url: str


@dataclass(frozen=True, slots=True)
class Unreachable:
    """The connection could not be opened, or is of no use."""

    reason: str


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
class Gone:
    """The connection ended."""

    code: int
    reason: str = ""


WireEvent = Dialling | Unreachable | Connected | Sent | Received | Gone
OnEvent = Callable[[float, WireEvent], None]
"""Takes the moment, in suite seconds, and the event."""
