"""How the central system words what its operator asks a charge point for."""

from __future__ import annotations

from ocpp16.frames import Payload


class Requests:
    """One method for each wish that OCPP leaves to be worded; the payload of the CALL."""

    def remote_start(self, id_tag: str, connector: int = 1) -> Payload:
        """A session for a tag, at a connector (OCPP 1.6, section 6.33)."""
        return {"connectorId": connector, "idTag": id_tag}

    def remote_stop(self, transaction_id: int) -> Payload:
        """The end of a session, which its transaction names alone (section 6.35)."""
        return {"transactionId": transaction_id}
