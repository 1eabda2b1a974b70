"""The operator of our own central system in a process of its own: its HTTP control API."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote

from conformance.sut import web
from conformance.sut.driver import DriverError
from conformance.sut.operators.octt import OcttOperator


class OwnOperator(OcttOperator):
    """The trigger API of the mock, and what it shows of a charge point; an ``Operator``."""

    def online(self, now: float, identity: str) -> bool:
        """See ``Operator``."""
        path = f"/api/v1/charge-points/{quote(identity, safe='')}"
        url = self.options.url.rstrip("/") + path
        status, answer = web.ask("GET", url, headers=self.options.headers)
        if status == 404:
            return False
        try:
            shown: Any = json.loads(answer)
            return bool(shown["online"])
        except (ValueError, KeyError, TypeError):
            raise DriverError(f"GET {path} was answered with {status}: no state") from None
