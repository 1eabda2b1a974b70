"""What operators of central systems of somebody else have in common."""

from __future__ import annotations

from collections.abc import Collection
from typing import NoReturn

from conformance.judgement import NotApplicable
from conformance.statement.model import Statement
from conformance.sut.driver import NotDrivable
from conformance.sut.operator import WireRequest
from conformance.sut.operators import errand
from ocpp16.frames import Payload
from ocpp16.journal import Journal


class OutsideOperator:
    """An ``Operator`` beside the carrier; a kind of operator says how the central system is told."""

    in_process = False
    lacks: Collection[str] = ()
    """Requests that the central system is not able to send, by the statement."""

    def __init__(self, statement: Statement, journal: Journal) -> None:
        self.statement = statement
        self._journal = journal

    def request(
        self,
        now: float,
        identity: str,
        action: str,
        payload: Payload,
        *,
        probe: bool = False,
        at_once: bool = False,
    ) -> WireRequest:
        """See ``Operator``. What is asked for is seen on the wire, and nowhere else.

        Raises ``NotApplicable`` for what the statement says is never sent.
        """
        if action in self.lacks:
            raise NotApplicable(f"the statement says that {action} is never sent")
        request = WireRequest(self._journal, identity, action)
        errand.run(lambda: self.tell(identity, action, payload), request)
        return request

    def tell(self, identity: str, action: str, payload: Payload) -> None:
        """Tell the central system. Raises ``NotDrivable`` or ``DriverError``."""
        raise NotImplementedError

    def online(self, now: float, identity: str) -> bool:
        """See ``Operator``."""
        self._cannot_tell()

    def close(self) -> None:
        """See ``Operator``: nothing outlives a request."""

    def _cannot_tell(self) -> NoReturn:
        raise NotDrivable("this operator cannot tell whether a charge point is shown as online")
