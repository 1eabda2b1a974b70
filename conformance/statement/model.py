"""What a statement says of a product and of the way to it (ICS and PIXIT of ISO/IEC 9646)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ocpp16.actions import Role
from ocpp16.redaction import MASK

DRIVERS = ("manual", "http", "command", "docker", "reference")
"""What makes things happen to a charge point under test."""
OPERATORS = ("none", "manual", "http", "octt", "mock")
"""What makes a central system under test send its requests."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A password or token. It shows itself to whoever asks by name, and to nobody else."""

    _value: str = field(repr=False)

    def reveal(self) -> str:
        """The secret itself."""
        return self._value

    def __str__(self) -> str:
        """A mask."""
        return MASK


@dataclass(frozen=True, slots=True)
class Product:
    """What is tested, and what is implemented in it."""

    identity: str
    """Of the charge point: the last part of the URL to which it connects."""
    name: str = ""
    vendor_profile: str = "zappi"
    """Of the charge point under test, or of the one that the suite plays."""
    revision: str = ""
    """Of the firmware, or of the document it follows: kept in the report."""
    capabilities: tuple[str, ...] | None = None
    """What is implemented; None: what the vendor profile declares."""
    connectors: int = 1


@dataclass(frozen=True, slots=True)
class Connection:
    """Who connects where, and how either end shows who it is."""

    listen_host: str = "127.0.0.1"
    listen_port: int = 9000
    """Where the charge point under test finds the suite's central system; 0: any free port."""
    url: str | None = None
    """The central system under test, without the identity."""
    username: str | None = None
    """Of Basic authentication; None: the identity (OCPP-J 1.6, 6.2)."""
    key: Secret | None = None
    """Its password, the AuthorizationKey; None: there is no authentication."""
    certificate: Path | None = None
    private_key: Path | None = None
    """With which the suite's central system listens, PEM; None: without TLS."""
    ca: Path | None = None
    """Whom the suite's charge point trusts, PEM; None: whom this machine trusts."""


@dataclass(frozen=True, slots=True)
class Tags:
    """IdTags, by what the central system says of them."""

    valid: tuple[str, ...] = ()
    invalid: tuple[str, ...] = ()
    blocked: tuple[str, ...] = ()
    expired: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """Of which of these the central system has none: the statement gives an empty list."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long things may take. Seconds are real ones."""

    budget: float | None = None
    """Seconds for the whole run; None: as long as it takes."""
    pace: float = 1.0
    """By what durations of scenarios and intervals told to the product are divided."""
    reaction: float = 5.0
    """Seconds between a cause and its first visible effect."""
    connect: float = 60.0
    """Seconds to wait for a connection."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which driver or operator, and what it is told."""

    kind: str
    options: Mapping[str, Any] = field(default_factory=dict, repr=False)
    """As they are written; a ``Secret`` where a value is taken from the environment."""
    line: int | None = None
    """Where the statement says so: for a complaint about an option."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A whole statement."""

    role: Role
    """Of the product under test."""
    product: Product
    connection: Connection = Connection()
    tags: Tags = Tags()
    timing: Timing = Timing()
    driver: Choice = Choice("reference")
    operator: Choice = Choice("none")
    path: Path | None = None
    """The file it was read from; None: there was none."""
