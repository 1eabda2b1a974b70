"""Seeded deviations in what the central system asks for."""

from __future__ import annotations

from mock_csms.deviations.seeding import deviates
from mock_csms.requests import Requests
from ocpp16.frames import Payload


@deviates("ZAP-RMT-002")
class StartsForNobody(Requests):
    """An order to start names the socket, but no tag."""

    def remote_start(self, id_tag: str, connector: int = 1) -> Payload:
        return {"connectorId": connector}


@deviates("ZAP-RMT-002")
class TagsOutgrown(Requests):
    """The platform puts its own name before each tag, so that some become too long."""

    def remote_start(self, id_tag: str, connector: int = 1) -> Payload:
        return super().remote_start(f"EMP-{id_tag}", connector)


@deviates("ZAP-RMT-004")
class StopNamesTag(Requests):
    """An order to stop also names the socket and the tag, as the vendor's page has it."""

    def remote_stop(self, transaction_id: int) -> Payload:
        return {**super().remote_stop(transaction_id), "connectorId": 1, "idTag": "APP-7f3"}


@deviates("ZAP-RMT-004")
class StopNamesNoSession(Requests):
    """An order to stop names the socket in place of the session."""

    def remote_stop(self, transaction_id: int) -> Payload:
        return {"connectorId": 1}
