"""Nobody: a central system of which only the address is known."""

from __future__ import annotations

from typing import Any, NoReturn

from conformance.statement.model import Statement
from conformance.sut.driver import NotDrivable
from ocpp16.frames import Payload
from ocpp16.journal import Journal


class NoOperator:
    """An ``Operator`` that can do nothing."""

    in_process = True

    def __init__(self, statement: Statement, journal: Journal) -> None:
        """Nothing of either is needed."""

    def request(
        self, now: float, identity: str, action: str, payload: Payload, **details: Any
    ) -> NoReturn:
        """See ``Operator``."""
        raise NotDrivable(f"no operator makes the central system request {action}")

    def online(self, now: float, identity: str) -> NoReturn:
        """See ``Operator``."""
        raise NotDrivable("no operator tells whether the central system shows it as online")

    def close(self) -> None:
        """See ``Operator``."""
