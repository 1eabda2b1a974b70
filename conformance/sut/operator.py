"""What makes a central system under test act, and shows what it makes of a charge point."""

from __future__ import annotations

from typing import Protocol

from mock_csms.central_system import CentralSystem


class Operator(Protocol):
    """The verbs of a central system's operator. ``now`` is in suite seconds."""

    def online(self, now: float, identity: str) -> bool:
        """Whether the central system shows the charge point as online."""


class MockOperator:
    """The operator of our own central system; satisfies ``Operator``."""

    def __init__(self, central_system: CentralSystem) -> None:
        self._central_system = central_system

    def online(self, now: float, identity: str) -> bool:
        """See ``Operator``."""
        return self._central_system.charge_point(identity).online(now)
