"""The trigger API that other suites use: one POST a request (the mock has it, too: docs/mock.md)."""

from __future__ import annotations

import re
from urllib.parse import quote

from conformance.statement.model import Statement
from conformance.sut import web
from conformance.sut.driver import DriverError, NotDrivable
from conformance.sut.drivers.options import parse
from conformance.sut.operators.options import WebOptions, revealed
from conformance.sut.operators.outside import OutsideOperator
from ocpp16.frames import Payload
from ocpp16.journal import Journal

ABSENT = (404, 405, 501)
"""Statuses that say that there is no such thing."""
EXCERPT = 200


def kebab(action: str) -> str:
    """``RemoteStartTransaction`` -> ``remote-start-transaction``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", action).lower()


class OcttOperator(OutsideOperator):
    """``POST /api/octt/1.6/{station}/{action}`` with the payload as the body; an ``Operator``."""

    def __init__(self, statement: Statement, journal: Journal) -> None:
        super().__init__(statement, journal)
        self.options = parse(WebOptions, revealed(statement.operator.options))
        self.lacks = self.options.lacks

    def tell(self, identity: str, action: str, payload: Payload) -> None:
        """See ``OutsideOperator``."""
        self._post(f"/api/octt/1.6/{quote(identity, safe='')}/{kebab(action)}", payload)

    def _post(self, path: str, body: Payload) -> None:
        url = self.options.url.rstrip("/") + path
        seconds, headers = self.options.timeout, self.options.headers
        status, answer = web.ask("POST", url, body, headers=headers, seconds=seconds)
        said = answer.decode(errors="replace")[:EXCERPT]
        if status in ABSENT:
            raise NotDrivable(f"the trigger API does not have {path} ({status}: {said})")
        if not 200 <= status < 300:
            raise DriverError(f"POST {path} was answered with {status}: {said}")
